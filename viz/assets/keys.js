// Help and keys.
const KEYS = [
  ["/", "find an entity"],
  ["Tab", "filters, picture, details, one after the other"],
  ["n  p", "next and previous claim"],
  ["t", "table or picture"],
  ["c", "compare documents"],
  ["f", "fit the picture to the window"],
  ["+  \u2212", "zoom"],
  ["arrows", "move the picture when it has the focus; rows of the table"],
  ["l", "names of relations"],
  ["o  e  i  h", "of the chosen entity: only its neighbours, expand, pin, hide"],
  ["r", "reset the filters"],
  ["d", "light or dark"],
  ["Esc", "back to the overview"],
];
function showHelp() {
  fill(
    $("help"),
    el("h2", { class: "big", id: "help-title" }, "How to read this page"),
    el(
      "p",
      {},
      el("b", {}, "Source-asserted"),
      ": a document says so. ",
      el("b", {}, "Literature-supported"),
      ": peer-reviewed or curated evidence for the same statement, or for a narrower one that implies it, counts under the policy of this graph. A claim that evidence speaks against carries a cross, whatever its status.",
    ),
    el(
      "dl",
      { class: "verdicts" },
      CORE.verdicts.map(v => [el("dt", {}, VERDICT[v].name), el("dd", {}, VERDICT[v].tells)]),
    ),
    el("h3", {}, "Keys"),
    el(
      "dl",
      { class: "keys" },
      KEYS.map(([key, text]) => [
        el(
          "dt",
          {},
          key.split("  ").map(k => el("kbd", {}, k)),
        ),
        el("dd", {}, text),
      ]),
    ),
    el(
      "p",
      {},
      "Double click an entity for its neighbours alone; drag to move it. Addresses of claims and entities (",
      el("code", {}, "#c="),
      ", ",
      el("code", {}, "#n="),
      ") stay the same when the graph is built anew.",
    ),
    el("form", { method: "dialog" }, el("button", { autofocus: true }, "Close")),
  );
  $("help").showModal();
}

// ---------- keys
const entityKeys = { o: neighboursOnly, e: expand, i: pin, h: hide };
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const target = event.target,
    typing = target.closest && target.closest("input:not([type=checkbox]):not([type=radio]),select,textarea"),
    key = event.key;
  if (typing) return;
  const sel = view.selected,
    inGraph = document.activeElement === $("graph");
  const actions = {
    "/": () => $("search").focus(),
    "?": showHelp,
    f: fit,
    l: toggleLabels,
    d: toggleTheme,
    r: resetFilters,
    n: () => stepClaim(1),
    p: () => stepClaim(-1),
    c: () => showView(currentView === "compare" ? "graph" : "compare"),
    t: () => {
      showView(currentView === "table" ? "graph" : "table");
      if (currentView === "table") moveInTable(0);
    },
    "+": () => zoom(1.25),
    "=": () => zoom(1.25),
    "-": () => zoom(0.8),
    Escape: () => {
      if ($("save").open) {
        $("save").open = false;
        $("save").querySelector("summary").focus();
      } else if (document.body.dataset.sheet) openSheet(null);
      else go(null);
    },
  };
  if (key.startsWith("Arrow") && inGraph)
    pan({ ArrowRight: 1, ArrowLeft: -1 }[key] || 0, { ArrowDown: 1, ArrowUp: -1 }[key] || 0);
  else if ((key === "ArrowDown" || key === "ArrowUp") && $("table").contains(target))
    moveInTable(key === "ArrowDown" ? 1 : -1);
  else if (entityKeys[key] && sel && sel.kind === "n") entityKeys[key](sel.e);
  else if (actions[key]) actions[key]();
  else return;
  event.preventDefault();
}
function toggleLabels() {
  view.labels = !view.labels;
  $("labels").setAttribute("aria-pressed", String(view.labels));
  restyle();
}
function repaint() {
  restyle();
}
function toggleTheme() {
  setTheme(theme === "dark" ? "light" : "dark", true);
  repaint();
  say(`${theme} theme`);
}
