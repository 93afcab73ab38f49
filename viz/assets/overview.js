// The panel while nothing is selected: what disagrees comes first.
function overviewPanel() {
  let supported = 0,
    disputed = 0,
    total = 0;
  const against = [],
    lonely = [];
  for (let c = 0; c < COUNT; c++)
    if (passing[c]) {
      total++;
      if (isSupported(c)) supported++;
      else lonely.push(c);
      if (isDisputed(c)) {
        disputed++;
        against.push(c);
      }
    }
  against.sort((a, b) => CLAIMS.against[b] - CLAIMS.against[a] || CLAIMS.n[b] - CLAIMS.n[a] || a - b);
  lonely.sort((a, b) => CLAIMS.docs[b].length - CLAIMS.docs[a].length || CLAIMS.n[b] - CLAIMS.n[a] || a - b);
  const share = total ? Math.round((100 * supported) / total) : 0;
  const tile = (n, text, kind) =>
    el("div", { class: `tile ${kind || ""}` }, el("b", {}, number(n)), el("span", {}, text));
  const meter = el(
    "div",
    { class: "meter", role: "img", "aria-label": `${share} percent of the claims are literature-supported` },
    STACK.map(([kind]) => {
      const part = el("i", { class: `bar-${kind}` });
      part.style.width = `${kind === "lit" ? share : 100 - share}%`;
      return part;
    }),
  );
  const most = lonely.slice(0, 8),
    peak = Math.max(1, ...most.map(c => CLAIMS.n[c]));
  return [
    el(
      "div",
      { class: "panel-head narrow" },
      el("span", { class: "gap" }),
      button("Close", () => openSheet(null)),
    ),
    el("h2", { class: "big" }, filtering() ? "What passes the filters" : "Overview"),
    el(
      "div",
      { class: "tiles" },
      tile(total, total === 1 ? "claim" : "claims"),
      tile(supported, "literature-supported", "lit"),
      tile(total - supported, "source-asserted only", "src"),
      tile(disputed, "contradicted", "con"),
    ),
    total
      ? [meter, el("p", { class: "lead" }, `${share} % of the claims have counted literature behind them.`)]
      : null,
    against.length
      ? [heading("Contradicted claims", against.length, "look here first"), claimList(against, null, 8)]
      : total
        ? el("p", { class: "calm" }, "No claim is contradicted by the evidence at hand.")
        : null,
    total ? [plotPredicates(), plotDocuments(), plotGrades()] : null,
    most.length
      ? el(
          "section",
          { class: "plot" },
          el("h3", {}, "Most asserted without support"),
          el(
            "ul",
            { class: "bars claims" },
            most.map(c => {
              const bar = el("i", { class: "bar-src" });
              bar.style.width = `${(100 * CLAIMS.n[c]) / peak}%`;
              return el(
                "li",
                {},
                el(
                  "a",
                  { href: claimHref(c) },
                  el("span", { class: "bar-name" }, bdi(claimText(c))),
                  el("span", { class: "bar-track", "aria-hidden": "true" }, bar),
                  el(
                    "span",
                    { class: "bar-figures" },
                    `${plural(CLAIMS.n[c], "time")}, ${plural(CLAIMS.docs[c].length, "document")}`,
                  ),
                ),
              );
            }),
          ),
        )
      : null,
    ENDS.length > 1
      ? [
          heading("Questions"),
          el(
            "p",
            {},
            button("Find a path between two entities", () =>
              go({ kind: "path", ends: [null, null], claims: [] }),
            ),
            " ",
            DOCUMENTS.length > 1 ? button("Compare two documents", () => showView("compare")) : null,
          ),
        ]
      : null,
    aboutGraph(),
  ];
}
function aboutGraph() {
  const { policy, searched, tool } = CORE.build;
  return el(
    "details",
    { class: "about" },
    el("summary", {}, "About this graph"),
    el(
      "p",
      {},
      `${plural(DOCUMENTS.length, "document")}, ${plural(ENDS.length, "entity", "entities")}, ${plural(COUNT, "claim")}${tool ? `, made by SubstanceKG ${tool}` : ""}.`,
    ),
    el("p", {}, bdi(policy)),
    el("p", {}, bdi(searched)),
  );
}
