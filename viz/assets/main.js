// The start.
function start() {
  const choice = document.documentElement.dataset.themeChoice,
    dark = matchMedia("(prefers-color-scheme: dark)");
  const wanted = () =>
    remember("substancekg-theme") || (choice !== "system" ? choice : dark.matches ? "dark" : "light");
  setTheme(wanted() === "dark" ? "dark" : "light");
  dark.addEventListener("change", () => {
    setTheme(wanted() === "dark" ? "dark" : "light");
    repaint();
  });
  contrast.addEventListener("change", () => {
    palette = null;
    repaint();
  });

  $("subtitle").textContent =
    `${plural(COUNT, "claim")} \u00b7 ${plural(ENDS.length, "entity", "entities")} \u00b7 ${plural(DOCUMENTS.length, "document")}`;
  recount();
  buildFilters();
  drawLegend();
  for (const f of FACETS) showFacet(f);
  draw(false);
  whenFiltered.push(() => {
    sorted = null;
    draw(false);
    pageAt = 0;
    drawTable();
    drawCompare();
    if (!view.selected || view.selected.kind === "n") panel();
  });

  $("view-graph").onclick = () => showView("graph");
  $("view-table").onclick = () => showView("table");
  $("view-compare").onclick = () => showView("compare");
  $("view-compare").hidden = DOCUMENTS.length < 2;
  $("fit").onclick = fit;
  $("labels").onclick = toggleLabels;
  $("theme").onclick = toggleTheme;
  $("help-open").onclick = showHelp;
  for (const sheet of ["filters", "details"])
    $(`show-${sheet}`).onclick = () => openSheet(document.body.dataset.sheet === sheet ? null : sheet);
  for (const [id, run] of [
    ["save-png", savePng],
    ["save-svg", saveSvg],
    ["save-csv", saveCsv],
  ])
    $(id).onclick = () => {
      $("save").open = false;
      run();
    };
  document.addEventListener("click", event => {
    if ($("save").open && !$("save").contains(event.target)) $("save").open = false;
    const anchor = event.target.closest && event.target.closest('a[href^="#"]');
    if (!anchor || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (anchor.id === "skip") {
      $("details").focus();
      return;
    }
    follow(anchor.getAttribute("href"), true);
  });
  document.addEventListener("keydown", onKey);
  addEventListener("popstate", () => follow(location.hash, false));
  addEventListener("beforeprint", beforePrint);
  addEventListener("afterprint", afterPrint);
  startSearch();

  document.body.dataset.view = "graph";
  const first = parseAddress(location.hash);
  net.once("afterDrawing", () => {
    if (!first.sel) fit();
    document.documentElement.dataset.ready = "true";
  });
  fit();
  if (first.sel) select(first.sel, { look: true });
  else panel();
  if (first.compare) {
    comparing = first.compare;
    showView("compare");
  }
  if (first.unknown) say("The address names nothing in this graph");
}
function follow(hash, write) {
  const { sel, compare } = parseAddress(hash);
  if (write) writeAddress(hash === "#" ? "" : hash);
  if (compare) {
    comparing = compare;
    showView("compare");
  }
  select(sel, { look: true });
}
let drawings = 0;
net.on("afterDrawing", () => {
  drawings++;
});
Object.defineProperty(window, "explorer", {
  value: Object.freeze({
    net,
    view,
    at,
    go,
    claims: CLAIMS,
    entities: ENTITIES,
    drawings: () => drawings,
    drawn: () => drawn.slice(),
    inView: () => inView.slice(),
    csv: claimsCsv,
    svg: () => pictureSvg().text,
  }),
});
start();
