// The same claims as a table: sortable, paged, and the way in for screen readers.
const PAGE = 100;
let sortKey = "s",
  ascending = true,
  pageAt = 0,
  sorted = null;
const lower = ENTITIES.map(entity => entity.label.toLowerCase());
const rank = {
  s: c => lower[CLAIMS.s[c]],
  p: c => PREDICATES[CLAIMS.p[c]].label,
  o: c => lower[CLAIMS.o[c]],
  v: c => CLAIMS.v[c],
  docs: c => -CLAIMS.docs[c].length,
  n: c => -CLAIMS.n[c],
  papers: c => -CLAIMS.papers[c],
  against: c => -CLAIMS.against[c],
  grade: c => CLAIMS.grade[c],
};
const COLUMNS = [
  ["s", "Subject"],
  ["p", "Relation"],
  ["o", "Object"],
  ["v", "Verdict"],
  ["papers", "For", "Papers for"],
  ["against", "Against", "Papers against"],
  ["grade", "Grade", "Best evidence for it"],
  ["docs", "Docs", "Documents"],
  ["n", "Quotes"],
];
const SHORT_GRADES = ["trial", "human", "animal", "in vitro", "review"];
const NUMERIC = new Set(["docs", "n", "papers", "against"]);

function tableOrder() {
  if (!sorted) {
    const keys = inView.map(rank[sortKey]),
      index = inView.map((_, i) => i);
    index.sort(
      (a, b) => ((keys[a] > keys[b]) - (keys[a] < keys[b]) || inView[a] - inView[b]) * (ascending ? 1 : -1),
    );
    sorted = index.map(i => inView[i]);
  }
  return sorted;
}
function sortTable(key) {
  ascending = sortKey === key ? !ascending : true;
  sortKey = key;
  sorted = null;
  pageAt = 0;
  drawTable();
  $(`sort-${key}`).focus();
  say(`Sorted by ${COLUMNS.find(([k]) => k === key)[1]}, ${ascending ? "ascending" : "descending"}`);
}
function drawTable() {
  if (currentView !== "table") return;
  const all = tableOrder(),
    pages = Math.max(1, Math.ceil(all.length / PAGE));
  pageAt = Math.min(pageAt, pages - 1);
  const rows = all.slice(pageAt * PAGE, (pageAt + 1) * PAGE),
    sel = view.selected;
  const head = el(
    "tr",
    {},
    COLUMNS.map(([key, name, long]) =>
      el(
        "th",
        {
          scope: "col",
          class: NUMERIC.has(key) ? "n" : null,
          "aria-sort": sortKey === key ? (ascending ? "ascending" : "descending") : "none",
        },
        button(
          [
            name,
            el(
              "span",
              { class: "arrow", "aria-hidden": "true" },
              sortKey === key ? (ascending ? " \u2191" : " \u2193") : "",
            ),
          ],
          () => sortTable(key),
          { id: `sort-${key}`, title: long || null, "aria-label": long || null },
        ),
      ),
    ),
  );
  const row = c =>
    el(
      "tr",
      {
        "data-c": c,
        "aria-selected": String(!!sel && sel.kind === "c" && sel.c === c),
        onclick: event => {
          if (!event.target.closest("a")) go({ kind: "c", c });
        },
      },
      nameCell(CLAIMS.s[c]),
      el(
        "td",
        {},
        el(
          "a",
          { href: claimHref(c), class: "open", "aria-label": claimText(c) },
          predicateLabel(c),
          CLAIMS.aspect[c] ? el("i", {}, ` (${aspectOf(c)})`) : null,
        ),
      ),
      nameCell(CLAIMS.o[c]),
      el(
        "td",
        { class: "verdict" },
        el("span", { class: "line-name" }, claimLine(c, 28), VERDICT[verdictOf(c)].name),
        CLAIMS.hedged[c] && CLAIMS.hedged[c] === CLAIMS.n[c] ? el("small", {}, "hedged") : null,
      ),
      counts(c, ["papers", "against"]),
      el(
        "td",
        { class: CLAIMS.grade[c] < NO_GRADE ? null : "none" },
        CLAIMS.grade[c] < NO_GRADE
          ? el(
              "span",
              { class: "grade" },
              gradeMark(CLAIMS.grade[c]),
              " ",
              SHORT_GRADES[CLAIMS.grade[c]] || GRADES[CLAIMS.grade[c]],
            )
          : "\u2013",
      ),
      counts(c, ["docs", "n"]),
    );
  const turn = by => {
    pageAt += by;
    drawTable();
    $("table").scrollTop = 0;
    $("table").focus();
    say(`Page ${pageAt + 1} of ${pages}`);
  };
  fill(
    $("table"),
    all.length
      ? [
          el(
            "table",
            { "aria-label": plural(all.length, "claim") },
            el("thead", {}, head),
            el("tbody", {}, rows.map(row)),
          ),
          pages > 1
            ? el(
                "nav",
                { class: "pages", "aria-label": "Pages of the table" },
                button("\u2190 Previous", () => turn(-1), { disabled: pageAt === 0 }),
                el(
                  "span",
                  {},
                  `${number(pageAt * PAGE + 1)}\u2013${number(Math.min(all.length, (pageAt + 1) * PAGE))} of ${number(all.length)}`,
                ),
                button("Next \u2192", () => turn(1), { disabled: pageAt === pages - 1 }),
              )
            : null,
        ]
      : el(
          "div",
          { class: "nothing" },
          el("h2", {}, COUNT ? "Nothing passes the filters" : "No claims"),
          COUNT
            ? button("Reset all filters", () => {
                showAll();
                resetFilters();
              })
            : null,
        ),
  );
}
const counts = (c, keys) =>
  keys.map(key => {
    const n = key === "docs" ? CLAIMS.docs[c].length : CLAIMS[key][c];
    return el("td", { class: n ? "n" : "n none" }, number(n));
  });
// Names break between words; only a word that no column could hold breaks anywhere.
const nameCell = e => el("td", { class: /\S{24,}/.test(label(e)) ? "long" : null }, bdi(label(e)));
function markRow() {
  const sel = view.selected;
  for (const row of $("table").querySelectorAll("tr[data-c]"))
    row.setAttribute("aria-selected", String(!!sel && sel.kind === "c" && Number(row.dataset.c) === sel.c));
}
function moveInTable(by) {
  const rows = [...$("table").querySelectorAll("a.open")],
    i = rows.indexOf(document.activeElement);
  const next = rows[i < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, i + by))];
  if (next) next.focus();
}
