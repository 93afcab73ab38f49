// Plots of the overview: stacked bars made of elements, with the figures as text beside them.
// They show what passes the filters; a bar is a button that filters for what it stands for.
const STACK = [
  ["lit", "literature-supported"],
  ["src", "source-asserted only"],
];

function stackedBars(title, rows, note) {
  if (!rows.length) return null;
  const most = Math.max(...rows.map(row => row.lit + row.src), 1);
  return el(
    "section",
    { class: "plot" },
    el("h3", {}, title, note ? el("small", {}, note) : null),
    el(
      "ul",
      { class: "bars" },
      rows.map(row => {
        const parts = STACK.map(([kind]) => {
          const part = el("i", { class: `bar-${kind}` });
          part.style.width = `${(100 * row[kind]) / most}%`;
          return part;
        });
        const against = row.con ? el("span", { class: "bar-con" }, crossIcon(), number(row.con)) : null;
        return el(
          "li",
          {},
          button(
            [
              el("span", { class: "bar-name" }, bdi(row.name)),
              el("span", { class: "bar-track", "aria-hidden": "true" }, parts),
              el(
                "span",
                { class: "bar-figures" },
                el("b", {}, number(row.lit)),
                row.alone ? null : ` / ${number(row.lit + row.src)}`,
                against,
              ),
            ],
            row.go,
            {
              title: `${row.name}: ${number(row.lit)} of ${number(row.lit + row.src)} literature-supported${row.con ? `, ${row.con} with evidence against` : ""}`,
              "aria-label": `${row.name}: ${row.lit} of ${row.lit + row.src} claims literature-supported${row.con ? `, ${row.con} with evidence against` : ""}. Show only these.`,
            },
          ),
        );
      }),
    ),
  );
}

function supportBy(valuesOf, size) {
  const rows = Array.from({ length: size }, () => ({ lit: 0, src: 0, con: 0 }));
  for (let c = 0; c < COUNT; c++)
    if (passing[c])
      for (const v of valuesOf(c)) {
        rows[v][isSupported(c) ? "lit" : "src"]++;
        if (isDisputed(c)) rows[v].con++;
      }
  return rows;
}
const largest = (rows, limit) =>
  rows
    .filter(row => row.lit + row.src)
    .sort((a, b) => b.lit + b.src - a.lit - a.src || a.name.localeCompare(b.name))
    .slice(0, limit);

function plotPredicates() {
  const f = facetOf.predicate,
    rows = supportBy(c => [CLAIMS.p[c]], PREDICATES.length);
  rows.forEach((row, v) => {
    row.name = PREDICATES[v].label;
    row.go = () => only(f, [v]);
  });
  const all = rows.filter(row => row.lit + row.src).length;
  return stackedBars(
    "Support by relation",
    largest(rows, 12),
    all > 12 ? `the 12 most frequent of ${all}` : "",
  );
}
function plotDocuments() {
  if (DOCUMENTS.length < 2) return null;
  const f = facetOf.document,
    rows = supportBy(c => CLAIMS.docs[c], DOCUMENTS.length);
  rows.forEach((row, v) => {
    row.name = DOCUMENTS[v].title;
    row.go = () => only(f, [v]);
  });
  return stackedBars(
    "Support by document",
    largest(rows, 10),
    DOCUMENTS.length > 10 ? `the 10 with most claims of ${number(DOCUMENTS.length)}` : "",
  );
}
function plotGrades() {
  const counts = new Array(NO_GRADE).fill(0);
  for (let c = 0; c < COUNT; c++) if (passing[c] && CLAIMS.grade[c] < NO_GRADE) counts[CLAIMS.grade[c]]++;
  if (!counts.some(Boolean)) return null;
  return stackedBars(
    "Best evidence of supported claims",
    counts
      .map((n, v) => ({
        name: facetOf.grade.values[v].name,
        lit: n,
        src: 0,
        con: 0,
        alone: true,
        go: () => only(facetOf.grade, [v]),
      }))
      .filter(row => row.lit),
  );
}
