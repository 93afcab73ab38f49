// Selection, addresses, views, keys, and the start.
let currentView = "graph";

// ---------- addresses: #n=slug, #c=claim key, #path=slug,slug, #compare=document key,key
function addressOf(sel) {
  if (!sel) return "";
  if (sel.kind === "n") return `#n=${encodeURIComponent(ENTITIES[sel.e].slug)}`;
  if (sel.kind === "c") return `#c=${CLAIMS.key[sel.c]}`;
  return `#path=${sel.ends.map(e => (e === null ? "" : encodeURIComponent(ENTITIES[e].slug))).join(",")}${pathSupported ? "" : ",all"}`;
}
function parseAddress(hash) {
  const match = /^#(n|c|path|compare)=(.*)$/.exec(hash);
  if (!match) return { sel: null };
  let rest = match[2].split(",");
  try { rest = rest.map(decodeURIComponent); } catch { return { sel: null }; }
  if (match[1] === "n") { const e = bySlug.get(rest[0]); return e === undefined ? { sel: null, unknown: true } : { sel: { kind: "n", e } }; }
  if (match[1] === "c") { const c = claimOfKey(rest[0]); return c === undefined ? { sel: null, unknown: true } : { sel: { kind: "c", c } }; }
  if (match[1] === "path") { pathSupported = rest[2] !== "all"; return { sel: { kind: "path", ends: [0, 1].map(i => bySlug.get(rest[i]) ?? null), claims: [] } }; }
  const pair = rest.slice(0, 2).map(key => DOCUMENTS.findIndex(d => d.key === key));
  return pair.length === 2 && pair.every(d => d >= 0) && pair[0] !== pair[1] ? { sel: null, compare: pair } : { sel: null, unknown: true };
}
function writeAddress(hash, replace) {
  if (location.hash === hash) return;
  try { history[replace ? "replaceState" : "pushState"](null, "", hash || location.pathname + location.search); } catch { /* a page inside another page has no address of its own */ }
}
const writeCompare = () => writeAddress(`#compare=${comparing.map(d => DOCUMENTS[d].key).join(",")}`, true);

function go(sel, options = {}) {
  writeAddress(addressOf(sel), options.replace);
  select(sel, options);
}
const same = (a, b) => (!a && !b) || (a && b && a.kind === b.kind && a.e === b.e && a.c === b.c && a.kind !== "path");

function select(sel, options = {}) {
  if (sel && sel.kind === "path") sel = { ...sel, claims: pathClaims(sel) };
  const before = view.selected;
  view.selected = sel;
  if (sel && sel.kind === "n") { stepping = sel.e; view.hidden.delete(sel.e); }
  if (!sel) stepping = null;
  if (!same(before, sel)) {
    const chained = view.chain;
    view.chain = null;
    const needs = chained || sel && (sel.kind === "n" ? !drawnEnds.has(sel.e) || inView.length > CORE.budget : sel.kind === "c" ? !drawnSet.has(sel.c) : true);
    if (needs) draw(false); else restyle();
  }
  panel();
  if (sel) openSheet("details", true);
  if ((options.look || narrow.matches) && currentView === "graph" && sel) look(sel.kind === "n" ? (narrow.matches && degree(sel.e) < 30 ? [sel.e, ...Array.from(claimsOf(sel.e), c => otherEnd(c, sel.e))] : [sel.e]) : sel.kind === "c" ? [CLAIMS.s[sel.c], CLAIMS.o[sel.c]] : sel.claims.flatMap(c => [CLAIMS.s[c], CLAIMS.o[c]]));
  if (currentView === "table") markRow();
  if (options.focus) $("details").focus({ preventScroll: true });
  if (sel) say(sel.kind === "n" ? `${label(sel.e)}: ${plural(degree(sel.e), "claim")}` : sel.kind === "c" ? `${claimText(sel.c)}: ${VERDICT[verdictOf(sel.c)].name}` : "Path between two entities");
}

function panel() {
  const box = $("details"), sel = view.selected, inside = box.contains(document.activeElement) && document.activeElement !== box;
  const held = inside ? document.activeElement.textContent : null, place = held !== null ? [...box.querySelectorAll("button,a")].indexOf(document.activeElement) : -1;
  fill(box, !sel ? overviewPanel() : sel.kind === "n" ? entityPanel(sel.e) : sel.kind === "c" ? claimPanel(sel.c) : pathPanel(sel));
  if (panel.last !== sel) box.scrollTop = 0;
  panel.last = sel;
  if (inside) { const again = [...box.querySelectorAll("button,a")][place]; (again && again.textContent === held ? again : box).focus({ preventScroll: true }); }
}

// ---------- views
function showView(next) {
  if (next === "compare" && DOCUMENTS.length < 2) return;
  currentView = next;
  for (const name of ["graph", "table", "compare"]) $(`view-${name}`).setAttribute("aria-pressed", String(name === next));
  $("canvas-box").hidden = next !== "graph";
  $("table").hidden = next !== "table";
  $("compare").hidden = next !== "compare";
  document.body.dataset.view = next;
  if (next === "table") drawTable();
  if (next === "compare") { drawCompare(); writeCompare(); }
  if (next === "graph") net.redraw();
}
function openSheet(name, quiet) {
  if (quiet && !narrow.matches) return;
  document.body.dataset.sheet = name || "";
  for (const sheet of ["filters", "details"]) $(`show-${sheet}`).setAttribute("aria-expanded", String(name === sheet));
  if (!quiet && name) $(name).focus();
  if (!name && !quiet) $("graph").focus({ preventScroll: true });
}

function drawLegend() {
  fill($("legend"), [[line(true, false), "literature-supported"], [line(false, false), "source-asserted only"], [line(false, true), "evidence contradicts"], [headIcon("bar"), "inhibits, lowers, blocks"], [headIcon("circle"), "said not to hold"]].map(parts => el("li", {}, parts)));
}

// ---------- help
const KEYS = [["/", "find an entity"], ["Tab", "filters, picture, details, one after the other"], ["n  p", "next and previous claim"], ["t", "table or picture"], ["c", "compare documents"], ["f", "fit the picture to the window"], ["+  \u2212", "zoom"], ["arrows", "move the picture when it has the focus; rows of the table"], ["l", "names of relations"], ["o  e  i  h", "of the chosen entity: only its neighbours, expand, pin, hide"], ["r", "reset the filters"], ["d", "light or dark"], ["Esc", "back to the overview"]];
function showHelp() {
  fill($("help"), el("h2", { class: "big", id: "help-title" }, "How to read this page"),
    el("p", {}, el("b", {}, "Source-asserted"), ": a document says so. ", el("b", {}, "Literature-supported"), ": peer-reviewed or curated evidence for the same statement, or for a narrower one that implies it, counts under the policy of this graph. A claim that evidence speaks against carries a cross, whatever its status."),
    el("dl", { class: "verdicts" }, CORE.verdicts.map(v => [el("dt", {}, VERDICT[v].name), el("dd", {}, VERDICT[v].tells)])),
    el("h3", {}, "Keys"), el("dl", { class: "keys" }, KEYS.map(([key, text]) => [el("dt", {}, key.split("  ").map(k => el("kbd", {}, k))), el("dd", {}, text)])),
    el("p", {}, "Double click an entity for its neighbours alone; drag to move it. Addresses of claims and entities (", el("code", {}, "#c="), ", ", el("code", {}, "#n="), ") stay the same when the graph is built anew."),
    el("form", { method: "dialog" }, el("button", { autofocus: true }, "Close")));
  $("help").showModal();
}

// ---------- keys
const entityKeys = { o: neighboursOnly, e: expand, i: pin, h: hide };
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const target = event.target, typing = target.closest && target.closest("input:not([type=checkbox]):not([type=radio]),select,textarea"), key = event.key;
  if (typing) return;
  const sel = view.selected, inGraph = document.activeElement === $("graph");
  const actions = {
    "/": () => $("search").focus(), "?": showHelp, f: fit, l: toggleLabels, d: toggleTheme, r: resetFilters, n: () => stepClaim(1), p: () => stepClaim(-1), c: () => showView(currentView === "compare" ? "graph" : "compare"),
    t: () => { showView(currentView === "table" ? "graph" : "table"); if (currentView === "table") moveInTable(0); }, "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8),
    Escape: () => { if ($("save").open) { $("save").open = false; $("save").querySelector("summary").focus(); } else if (document.body.dataset.sheet) openSheet(null); else go(null); },
  };
  if (key.startsWith("Arrow") && inGraph) pan({ ArrowRight: 1, ArrowLeft: -1 }[key] || 0, { ArrowDown: 1, ArrowUp: -1 }[key] || 0);
  else if ((key === "ArrowDown" || key === "ArrowUp") && $("table").contains(target)) moveInTable(key === "ArrowDown" ? 1 : -1);
  else if (entityKeys[key] && sel && sel.kind === "n") entityKeys[key](sel.e);
  else if (actions[key]) actions[key]();
  else return;
  event.preventDefault();
}
function toggleLabels() { view.labels = !view.labels; $("labels").setAttribute("aria-pressed", String(view.labels)); restyle(); }
function repaint() { restyle(); }
function toggleTheme() { setTheme(theme === "dark" ? "light" : "dark", true); repaint(); say(`${theme} theme`); }

// ---------- start
function start() {
  const choice = document.documentElement.dataset.themeChoice, dark = matchMedia("(prefers-color-scheme: dark)");
  const wanted = () => remember("substancekg-theme") || (choice !== "system" ? choice : dark.matches ? "dark" : "light");
  setTheme(wanted() === "dark" ? "dark" : "light");
  dark.addEventListener("change", () => { setTheme(wanted() === "dark" ? "dark" : "light"); repaint(); });
  contrast.addEventListener("change", () => { palette = null; repaint(); });

  $("subtitle").textContent = `${plural(COUNT, "claim")} \u00b7 ${plural(ENDS.length, "entity", "entities")} \u00b7 ${plural(DOCUMENTS.length, "document")}`;
  buildFilters();
  drawLegend();
  recount();
  for (const f of FACETS) showFacet(f);
  draw(false);
  whenFiltered.push(() => { sorted = null; draw(false); pageAt = 0; drawTable(); drawCompare(); if (!view.selected || view.selected.kind === "n") panel(); });

  $("view-graph").onclick = () => showView("graph");
  $("view-table").onclick = () => showView("table");
  $("view-compare").onclick = () => showView("compare");
  $("view-compare").hidden = DOCUMENTS.length < 2;
  $("fit").onclick = fit;
  $("labels").onclick = toggleLabels;
  $("theme").onclick = toggleTheme;
  $("help-open").onclick = showHelp;
  for (const sheet of ["filters", "details"]) $(`show-${sheet}`).onclick = () => openSheet(document.body.dataset.sheet === sheet ? null : sheet);
  for (const [id, run] of [["save-png", savePng], ["save-svg", saveSvg], ["save-csv", saveCsv]]) $(id).onclick = () => { $("save").open = false; run(); };
  document.addEventListener("click", event => {
    if ($("save").open && !$("save").contains(event.target)) $("save").open = false;
    const anchor = event.target.closest && event.target.closest('a[href^="#"]');
    if (!anchor || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (anchor.id === "skip") { $("details").focus(); return; }
    follow(anchor.getAttribute("href"), true);
  });
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", () => follow(location.hash, false));
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  startSearch();

  document.body.dataset.view = "graph";
  const first = parseAddress(location.hash);
  net.once("afterDrawing", () => { if (!first.sel) fit(); document.documentElement.dataset.ready = "true"; });
  fit();
  if (first.sel) select(first.sel, { look: true }); else panel();
  if (first.compare) { comparing = first.compare; showView("compare"); }
  if (first.unknown) say("The address names nothing in this graph");
}
function follow(hash, write) {
  const { sel, compare } = parseAddress(hash);
  if (write) writeAddress(hash === "#" ? "" : hash);
  if (compare) { comparing = compare; showView("compare"); }
  select(sel, { look: true });
}
let drawings = 0;
net.on("afterDrawing", () => { drawings++; });
Object.defineProperty(window, "explorer", { value: Object.freeze({ net, view, at, go, claims: CLAIMS, entities: ENTITIES, drawings: () => drawings, drawn: () => drawn.slice(), inView: () => inView.slice(), csv: claimsCsv, svg: () => pictureSvg().text }) });
start();
