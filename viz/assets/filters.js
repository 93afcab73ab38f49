// Filters that are the legend. Every facet has values; a claim passes when it has a value that is on
// (for families: when all of its values are on). The counts beside the values are what each would
// show under the other filters; they are updated in place.
const FACETS = [];
const passing = new Uint8Array(COUNT).fill(1);
let passCount = COUNT;
const whenFiltered = [];

function facet(id, title, values, options) {
  const f = {
    id,
    title,
    values,
    on: new Uint8Array(values.length).fill(1),
    counts: new Int32Array(values.length),
    rows: [],
    all: false,
    ...options,
  };
  FACETS.push(f);
  return f;
}
{
  const status = Uint8Array.from({ length: COUNT }, (_, c) => (isSupported(c) ? 0 : 1));
  const dispute = Uint8Array.from({ length: COUNT }, (_, c) => (isDisputed(c) ? 0 : 1));
  facet(
    "status",
    "Status",
    [
      { name: "Literature-supported", icon: () => line(true, false) },
      { name: "Source-asserted only", icon: () => line(false, false) },
    ],
    { column: status },
  );
  facet(
    "against",
    "Contradiction",
    [
      {
        name: "Contradicted",
        tells: "evidence that counts speaks against it",
        icon: () => line(false, true),
      },
      { name: "Not contradicted", icon: () => el("span", { class: "icon-gap" }) },
    ],
    { column: dispute },
  );
  facet(
    "verdict",
    "Verdict",
    CORE.verdicts.map(v => ({ name: VERDICT[v].name, tells: VERDICT[v].tells })),
    { column: CLAIMS.v },
  );
  facet(
    "grade",
    "Best evidence for it",
    [
      ...GRADES.map(name => ({ name: name[0].toUpperCase() + name.slice(1) })),
      { name: "No evidence for it" },
    ],
    { column: CLAIMS.grade },
  );
  facet("hedged", "Wording", [{ name: "Stated plainly" }, { name: "Hedged (may, could)" }], {
    lists: c => (CLAIMS.hedged[c] === 0 ? [0] : CLAIMS.hedged[c] === CLAIMS.n[c] ? [1] : [0, 1]),
  });
  facet(
    "negated",
    "Polarity",
    [{ name: "Affirmed" }, { name: "Negated (not)", icon: () => headIcon("circle") }],
    { column: CLAIMS.neg },
  );
  const usedFamilies = FAMILY_NAMES.filter(f => ENDS.some(e => familyOf(e) === f)),
    place = Object.fromEntries(usedFamilies.map((f, i) => [f, i]));
  const fam = Uint8Array.from(ENTITIES, (_, e) => place[familyOf(e)] || 0);
  facet(
    "family",
    "Entities",
    usedFamilies.map(f => ({ name: FAMILIES[f].name, icon: () => glyph(f, 15) })),
    {
      all: true,
      lists: c => {
        const a = fam[CLAIMS.s[c]],
          b = fam[CLAIMS.o[c]];
        return a === b ? [a] : [a, b];
      },
    },
  );
  facet(
    "predicate",
    "Relations",
    PREDICATES.map(p => ({ name: p.label, parent: p.parent })),
    { column: CLAIMS.p, tree: true },
  );
  facet(
    "document",
    "Documents",
    DOCUMENTS.map(d => ({ name: d.title, tells: d.id })),
    { lists: c => CLAIMS.docs[c], find: DOCUMENTS.length > 10 },
  );
}
const facetOf = Object.fromEntries(FACETS.map(f => [f.id, f]));

function passes(f, c) {
  if (f.full) return true;
  if (f.column) return f.on[f.column[c]] === 1;
  const values = f.lists(c);
  for (const v of values) if (f.on[v] !== (f.all ? 1 : 0)) return !f.all;
  return f.all;
}

function recount() {
  for (const f of FACETS) {
    f.counts.fill(0);
    f.full = f.on.every(v => v === 1);
  }
  passCount = 0;
  const tally = (f, c) => {
    if (f.column) f.counts[f.column[c]]++;
    else for (const v of f.lists(c)) f.counts[v]++;
  };
  for (let c = 0; c < COUNT; c++) {
    let fails = 0,
      failed = null;
    for (const f of FACETS)
      if (!passes(f, c)) {
        failed = f;
        if (++fails > 1) break;
      }
    passing[c] = fails === 0 ? 1 : 0;
    if (fails === 0) {
      passCount++;
      for (const f of FACETS) tally(f, c);
    } else if (fails === 1) tally(failed, c);
  }
}
const filtering = () => FACETS.some(f => !f.full);

function applyFilters() {
  recount();
  for (const f of FACETS) showFacet(f);
  $("filters-reset").hidden = !filtering();
  for (const run of whenFiltered) run();
}

function resetFilters() {
  for (const f of FACETS) f.on.fill(1);
  applyFilters();
}
function only(f, values) {
  f.on.fill(0);
  for (const v of values) f.on[v] = 1;
  applyFilters();
}

// ---------- predicates form a tree: a row stands for its predicate and all below it
function below(f, v) {
  if (!f.tree) return [v];
  const found = [v];
  for (let i = 0; i < found.length; i++)
    f.values.forEach((value, k) => {
      if (value.parent === found[i]) found.push(k);
    });
  return found;
}
function inOrder(f) {
  if (!f.tree) return f.values.map((_, v) => [v, 0]);
  const out = [],
    walk = (parent, depth) =>
      f.values.forEach((value, v) => {
        if (value.parent === parent) {
          out.push([v, depth]);
          walk(v, depth + 1);
        }
      });
  walk(-1, 0);
  return out;
}

function facetRow(f, v, depth) {
  const value = f.values[v],
    mine = below(f, v);
  const box = el("input", {
    type: "checkbox",
    onchange: event => {
      for (const k of mine) f.on[k] = event.target.checked ? 1 : 0;
      applyFilters();
    },
  });
  const count = el("small", {});
  const node = el(
    "div",
    { class: "row", title: value.tells || null },
    el(
      "label",
      {},
      box,
      value.icon ? value.icon() : null,
      el("span", { class: "what" }, bdi(value.name)),
      count,
    ),
    button("only", () => only(f, mine), { class: "only", "aria-label": `Only ${value.name}` }),
  );
  node.style.paddingInlineStart = `${depth * 14}px`;
  f.rows.push({ v, mine, box, count, node });
  return node;
}

function showFacet(f) {
  for (const row of f.rows) {
    const total = row.mine.reduce((sum, k) => sum + f.counts[k], 0),
      on = row.mine.filter(k => f.on[k]).length;
    row.count.textContent = number(total);
    row.node.classList.toggle("zero", total === 0);
    row.box.checked = on === row.mine.length;
    row.box.indeterminate = on > 0 && on < row.mine.length;
  }
}

// A facet of very many values shows those with most claims; the search field reaches the others.
const MANY = 120;
function fillFacet(f, list, wanted) {
  let found = inOrder(f).filter(([v]) => !wanted || f.values[v].name.toLowerCase().includes(wanted));
  const left = found.length - MANY;
  if (left > 0) found = found.sort((a, b) => f.counts[b[0]] - f.counts[a[0]] || a[0] - b[0]).slice(0, MANY);
  f.rows = [];
  fill(
    list,
    found.map(([v, depth]) => facetRow(f, v, depth)),
    left > 0 ? el("p", { class: "note" }, `and ${number(left)} more: search for them`) : null,
    found.length ? null : el("p", { class: "note" }, "No such name"),
  );
}

function buildFilters() {
  const reset = button("Reset all", resetFilters, { id: "filters-reset", class: "link", hidden: true });
  const sections = FACETS.filter(f => f.values.length > 1 || f.id === "predicate").map(f => {
    const list = el("div", { class: "rows", role: "group", "aria-label": f.title });
    fillFacet(f, list, "");
    const flip = on => () => {
      f.on.fill(on);
      applyFilters();
    };
    const tools =
      f.values.length > 2
        ? el(
            "div",
            { class: "all-none" },
            button("all", flip(1), { class: "link", "aria-label": `${f.title}: all` }),
            button("none", flip(0), { class: "link", "aria-label": `${f.title}: none` }),
          )
        : null;
    const find = f.find
      ? el("input", {
          type: "search",
          class: "find-row",
          placeholder: `Find among ${f.values.length}`,
          "aria-label": `Find in ${f.title}`,
          oninput: event => {
            fillFacet(f, list, event.target.value.trim().toLowerCase());
            showFacet(f);
          },
        })
      : null;
    return el(
      "details",
      {
        class: "facet",
        open: !["verdict", "grade"].includes(f.id) || innerHeight > 1000,
        id: `facet-${f.id}`,
      },
      el("summary", {}, el("h2", {}, f.title)),
      tools,
      find,
      list,
    );
  });
  fill(
    $("filters"),
    el(
      "div",
      { class: "sheet-head" },
      el("h2", {}, "Filters"),
      reset,
      button("Done", () => openSheet(null), { class: "narrow" }),
    ),
    sections,
  );
}
