// The picture: which claims are drawn, where, and how they look. vis-network gets opaque ids only
// (n0, e0 ...), never a name.
const nodes = new vis.DataSet(),
  edges = new vis.DataSet();
const laidOut = readJson("vis-nodes"),
  firstEdges = readJson("vis-edges");
const HEAVY = firstEdges.length > 800;
const net = new vis.Network(
  $("graph"),
  { nodes, edges },
  {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    nodes: { scaling: { label: { drawThreshold: 6 } } },
    edges: { scaling: { label: { drawThreshold: 6 } } },
    interaction: {
      hover: true,
      multiselect: false,
      tooltipDelay: 150,
      keyboard: { enabled: false },
      hideEdgesOnDrag: HEAVY,
      hideEdgesOnZoom: HEAVY,
      zoomSpeed: 0.7,
    },
  },
);
const spot = new Map(); // entity -> {x, y}: its place in the whole picture
const sizeOf = new Map();
for (const v of laidOut) {
  const e = Number(v.id.slice(1));
  spot.set(e, { x: v.x, y: v.y });
  sizeOf.set(e, v.size);
}
const drawnFirst = firstEdges.map(v => Number(v.id.slice(1)));
const radius = e => sizeOf.get(e) || Math.round(90 + 26 * Math.min(degree(e), 40) ** 0.6) / 10;

const view = {
  selected: null, // {kind: "n", e} | {kind: "c", c} | {kind: "path", claims, ends}
  focus: null, // entities whose claims alone are shown
  chain: null, // steps of evidence drawn with the claim that they support: [subject, words, object]
  star: null, // places while one entity is shown with its neighbours
  hidden: new Set(),
  pinned: new Set(),
  expanded: new Set(),
  labels: false,
};
let drawn = [],
  drawnEnds = new Set(),
  inView = [];

const isHidden = c => view.hidden.has(CLAIMS.s[c]) || view.hidden.has(CLAIMS.o[c]);
const touchesAny = (c, set) => set.has(CLAIMS.s[c]) || set.has(CLAIMS.o[c]);

function forced() {
  const must = new Set(),
    sel = view.selected;
  if (sel && sel.kind === "c") must.add(sel.c);
  if (sel && sel.kind === "path") for (const c of sel.claims) must.add(c);
  return must;
}

function choose() {
  inView = [];
  for (let c = 0; c < COUNT; c++)
    if (passing[c] && !isHidden(c) && (!view.focus || touchesAny(c, view.focus))) inView.push(c);
  const must = forced(),
    sel = view.selected;
  let list = inView,
    cut = false;
  if (inView.length > CORE.budget) {
    cut = true;
    const first = new Set(drawnFirst),
      wanted = [];
    const take = test => {
      for (const c of inView) if (wanted.length < CORE.budget && test(c)) wanted.push(c);
    };
    if (!view.focus) take(c => first.has(c));
    if (wanted.length < CORE.budget) {
      const got = new Set(wanted),
        rest = inView.filter(c => !got.has(c)).sort((a, b) => orderRank[a] - orderRank[b]);
      wanted.push(...rest.slice(0, CORE.budget - wanted.length));
    }
    list = wanted;
    const extra = new Set([...view.expanded, ...view.pinned]);
    if (sel && sel.kind === "n") extra.add(sel.e);
    for (const e of extra)
      for (const c of Array.from(claimsOf(e))
        .sort((a, b) => orderRank[a] - orderRank[b])
        .slice(0, 150))
        if (passing[c] && !isHidden(c)) must.add(c);
  }
  drawn = [...new Set([...list, ...must])];
  drawnEnds = new Set();
  for (const c of drawn) {
    drawnEnds.add(CLAIMS.s[c]);
    drawnEnds.add(CLAIMS.o[c]);
  }
  for (const e of view.pinned) drawnEnds.add(e);
  if (sel && sel.kind === "n" && !view.hidden.has(sel.e) && degree(sel.e)) drawnEnds.add(sel.e);
  if (view.focus) for (const e of view.focus) drawnEnds.add(e);
  return cut;
}

// ---------- drawing
function draw(refit) {
  sorted = null;
  const cut = choose();
  const ends = [...drawnEnds].filter(degree).length;
  if (view.chain) placeChain();
  for (const e of drawnEnds) place(e);
  const lone = view.focus && view.focus.size === 1 && drawnEnds.size <= 90 ? [...view.focus][0] : null;
  view.star = lone === null ? null : starAround(lone);
  drawnSet = new Set(drawn);
  const keepNodes = new Set([...drawnEnds].map(e => `n${e}`)),
    keepEdges = new Set([...drawn.map(c => `e${c}`), ...(view.chain || []).map((_, i) => `h${i}`)]);
  edges.remove(edges.getIds().filter(id => !keepEdges.has(id)));
  nodes.remove(nodes.getIds().filter(id => !keepNodes.has(id)));
  restyle();
  tellCount(cut, ends);
  if (refit) fit();
}
function restyle() {
  chooseHubs();
  const mark = emphasis();
  nodes.update([...drawnEnds].map(e => nodeLook(e, mark)));
  edges.update([...drawn.map(c => edgeLook(c, mark)), ...(view.chain || []).map(hopLook)]);
}

function tellCount(cut, ends) {
  const shown = inView.length;
  $("count").textContent = cut
    ? `Drawing the ${number(Math.min(CORE.budget, shown))} best-supported of ${number(shown)} claims`
    : !COUNT
      ? "No claims"
      : shown === COUNT
        ? `${COUNT === 1 ? "" : "All "}${plural(COUNT, "claim")}, ${plural(ends, "entity", "entities")}`
        : `${number(shown)} of ${plural(COUNT, "claim")}, ${number(ends)} of ${plural(ENDS.length, "entity", "entities")}`;
  $("count").title = cut ? "Search, filters and the table reach the others." : "";
  const nothing = $("nothing");
  nothing.hidden = drawn.length > 0 || drawnEnds.size > 0;
  if (!nothing.hidden) {
    if (!COUNT)
      fill(
        nothing,
        el("h2", {}, "No claims"),
        el("p", {}, "The documents read for this page assert no relation between known entities."),
      );
    else
      fill(
        nothing,
        el("h2", {}, "Nothing passes the filters"),
        el("p", {}, `${plural(COUNT, "claim")} ${COUNT === 1 ? "is" : "are"} hidden by them.`),
        button("Reset all filters", () => {
          showAll();
          resetFilters();
        }),
      );
  }
  const notes = [];
  if (view.focus)
    notes.push(
      el(
        "span",
        {},
        view.focus.size === 1
          ? ["Only ", bdi(label([...view.focus][0])), " and its neighbours"]
          : `Only the neighbours of ${view.focus.size} entities`,
      ),
      button("Show all", () => {
        view.focus = null;
        draw(true);
        panel();
      }),
    );
  if (view.chain)
    notes.push(
      el("span", {}, "Dotted: the steps of the chain of evidence"),
      button("Without", () => showChain(view.chain)),
    );
  if (view.hidden.size)
    notes.push(
      el("span", {}, plural(view.hidden.size, "entity hidden", "entities hidden")),
      button("Unhide", () => {
        view.hidden.clear();
        draw(false);
        panel();
      }),
    );
  fill($("notice"), notes);
  $("notice").hidden = !notes.length;
}
function showAll() {
  view.focus = null;
  view.hidden.clear();
}
