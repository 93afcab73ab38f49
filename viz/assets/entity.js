// The panel of one entity: who it is, and its claims by what the evidence says.
function entityPanel(e) {
  const entity = ENTITIES[e],
    all = Array.from(claimsOf(e)),
    shown = all.filter(c => passing[c]);
  shown.sort(
    (a, b) =>
      PREDICATES[CLAIMS.p[a]].label.localeCompare(PREDICATES[CLAIMS.p[b]].label) ||
      (CLAIMS.s[a] === e ? 0 : 1) - (CLAIMS.s[b] === e ? 0 : 1) ||
      a - b,
  );
  const groups = [
    ["Contradicted or contested", shown.filter(isDisputed)],
    ["Literature-supported", shown.filter(c => isSupported(c) && !isDisputed(c))],
    ["Source-asserted only", shown.filter(c => !isSupported(c) && !isDisputed(c))],
  ];
  const facts = factsOf.get(e) || [];
  const otherName = k => (degree(k) ? entityLink(k) : bdi(label(k)));
  const onlyThis = view.focus && view.focus.size === 1 && view.focus.has(e);
  return [
    panelHead(),
    el("h2", { class: "big" }, glyph(familyOf(e), 20), " ", bdi(entity.label)),
    el(
      "div",
      { class: "badges" },
      badge("plain", entity.type),
      badge("lit", `${number(all.filter(isSupported).length)} supported`, line(true, false, 22)),
      badge(
        "src",
        `${number(all.filter(c => !isSupported(c)).length)} asserted only`,
        line(false, false, 22),
      ),
      all.some(isDisputed)
        ? badge("con", `${number(all.filter(isDisputed).length)} contradicted`, crossIcon())
        : null,
    ),
    degree(e)
      ? el(
          "div",
          { class: "actions" },
          button("Only its neighbours", () => neighboursOnly(e), {
            "aria-pressed": String(!!onlyThis),
            title: "(o), or double click",
          }),
          button("Expand", () => expand(e), { title: "draw all its claims (e)" }),
          button(view.pinned.has(e) ? "Unpin" : "Pin", () => pin(e), {
            "aria-pressed": String(view.pinned.has(e)),
            title: "keep it in the picture whatever the filters say (i)",
          }),
          button("Hide", () => hide(e), { title: "take it out of the picture (h)" }),
          button("Path to\u2026", () => go({ kind: "path", ends: [e, null], claims: [] })),
        )
      : null,
    el(
      "dl",
      { class: "facts" },
      entity.ids.length
        ? [
            el("dt", {}, "Identifiers"),
            el(
              "dd",
              {},
              joined(
                entity.ids.map(([id, address]) => link(address, id)),
                " \u00b7 ",
              ),
            ),
          ]
        : [el("dt", {}, "Identifier"), el("dd", { class: "calm" }, "none public; known here by its name")],
      entity.names.length ? [el("dt", {}, "Also called"), el("dd", {}, chips(entity.names))] : null,
      entity.parents.length
        ? [
            el("dt", {}, "Kind of"),
            el(
              "dd",
              {},
              joined(
                entity.parents.map(name => {
                  const k = bySlug.get(slugOf.get(name));
                  return k !== undefined && degree(k) ? entityLink(k) : bdi(name);
                }),
                ", ",
              ),
            ),
          ]
        : null,
      FACTS.flatMap(([predicate, out, into]) => [
        [out, facts.filter(f => f[1] === predicate && f[0] === e), 2],
        [into, facts.filter(f => f[1] === predicate && f[2] === e), 0],
      ])
        .filter(([name, list]) => list.length && !(name === "Kind of" && entity.parents.length))
        .map(([name, list, end]) => [
          el("dt", {}, name),
          el(
            "dd",
            {},
            growingList(
              el("ul", { class: "bare" }),
              list,
              f =>
                el(
                  "li",
                  {},
                  otherName(f[end]),
                  " ",
                  el("span", { class: "cites" }, joined(f[3].slice(0, 2).map(shortCitation), " \u00b7 ")),
                ),
              5,
            ),
          ),
        ]),
    ),
    shown.length < all.length
      ? el(
          "p",
          { class: "note" },
          `${plural(all.length - shown.length, "claim")} hidden by filters. `,
          button("Reset filters", resetFilters, { class: "link" }),
        )
      : null,
    groups
      .filter(([, list]) => list.length)
      .map(([name, list]) => [heading(name, list.length), claimGroups(e, list)]),
    all.length
      ? null
      : el(
          "p",
          { class: "calm" },
          "No document of this page makes a claim about it; it is a step of a chain of evidence.",
        ),
  ];
}
const FACTS = [
  ["contains", "Contains", "Contained in"],
  ["derived_from", "Derived from", "Source of"],
  ["metabolized_to", "Turned into", "Metabolite of"],
  ["is_a", "Kind of", "Kinds of it"],
];
function claimGroups(e, list) {
  const out = list.filter(c => CLAIMS.s[c] === e),
    into = list.filter(c => CLAIMS.s[c] !== e);
  return [
    out.length
      ? el(
          "div",
          { class: "way" },
          el("p", { class: "way-name" }, bdi(label(e)), " \u2026"),
          claimList(out, e),
        )
      : null,
    into.length
      ? el(
          "div",
          { class: "way" },
          el("p", { class: "way-name" }, "\u2026 ", bdi(label(e))),
          claimList(into, e),
        )
      : null,
  ];
}
const slugOf = new Map(ENTITIES.map(entity => [entity.label, entity.slug]));
