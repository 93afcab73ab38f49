// Selection, panel and views.
let currentView = "graph";

function go(sel, options = {}) {
  writeAddress(addressOf(sel), options.replace);
  select(sel, options);
}
const same = (a, b) =>
  (!a && !b) || (a && b && a.kind === b.kind && a.e === b.e && a.c === b.c && a.kind !== "path");

function select(sel, options = {}) {
  if (sel && sel.kind === "path") sel = { ...sel, claims: pathClaims(sel) };
  const before = view.selected;
  view.selected = sel;
  if (sel && sel.kind === "n") {
    stepping = sel.e;
    view.hidden.delete(sel.e);
  }
  if (!sel) stepping = null;
  if (!same(before, sel)) {
    const chained = view.chain;
    view.chain = null;
    const needs =
      chained ||
      (sel &&
        (sel.kind === "n"
          ? !drawnEnds.has(sel.e) || inView.length > CORE.budget
          : sel.kind === "c"
            ? !drawnSet.has(sel.c)
            : true));
    if (needs) draw(false);
    else restyle();
  }
  panel();
  if (sel) openSheet("details", true);
  if ((options.look || narrow.matches) && currentView === "graph" && sel)
    look(
      sel.kind === "n"
        ? narrow.matches && degree(sel.e) < 30
          ? [sel.e, ...Array.from(claimsOf(sel.e), c => otherEnd(c, sel.e))]
          : [sel.e]
        : sel.kind === "c"
          ? [CLAIMS.s[sel.c], CLAIMS.o[sel.c]]
          : sel.claims.flatMap(c => [CLAIMS.s[c], CLAIMS.o[c]]),
    );
  if (currentView === "table") markRow();
  if (options.focus) $("details").focus({ preventScroll: true });
  if (sel)
    say(
      sel.kind === "n"
        ? `${label(sel.e)}: ${plural(degree(sel.e), "claim")}`
        : sel.kind === "c"
          ? `${claimText(sel.c)}: ${VERDICT[verdictOf(sel.c)].name}`
          : "Path between two entities",
    );
}

function panel() {
  const box = $("details"),
    sel = view.selected,
    inside = box.contains(document.activeElement) && document.activeElement !== box;
  const held = inside ? document.activeElement.textContent : null,
    place = held !== null ? [...box.querySelectorAll("button,a")].indexOf(document.activeElement) : -1;
  fill(
    box,
    !sel
      ? overviewPanel()
      : sel.kind === "n"
        ? entityPanel(sel.e)
        : sel.kind === "c"
          ? claimPanel(sel.c)
          : pathPanel(sel),
  );
  if (panel.last !== sel) box.scrollTop = 0;
  panel.last = sel;
  if (inside) {
    const again = [...box.querySelectorAll("button,a")][place];
    (again && again.textContent === held ? again : box).focus({ preventScroll: true });
  }
}

// ---------- views
function showView(next) {
  if (next === "compare" && DOCUMENTS.length < 2) return;
  currentView = next;
  for (const name of ["graph", "table", "compare"])
    $(`view-${name}`).setAttribute("aria-pressed", String(name === next));
  $("canvas-box").hidden = next !== "graph";
  $("table").hidden = next !== "table";
  $("compare").hidden = next !== "compare";
  document.body.dataset.view = next;
  if (next === "table") drawTable();
  if (next === "compare") {
    drawCompare();
    writeCompare();
  }
  if (next === "graph") net.redraw();
}
function openSheet(name, quiet) {
  if (quiet && !narrow.matches) return;
  document.body.dataset.sheet = name || "";
  for (const sheet of ["filters", "details"])
    $(`show-${sheet}`).setAttribute("aria-expanded", String(name === sheet));
  if (!quiet && name) $(name).focus();
  if (!name && !quiet) $("graph").focus({ preventScroll: true });
}

function drawLegend() {
  fill(
    $("legend"),
    [
      [line(true, false), "literature-supported"],
      [line(false, false), "source-asserted only"],
      [line(false, true), "evidence contradicts"],
      [headIcon("bar"), "inhibits, lowers, blocks"],
      [headIcon("circle"), "said not to hold"],
    ].map(parts => el("li", {}, parts)),
  );
}
