// How two entities connect: shortest ways over the claims, affirmed ones only.
let pathSupported = true;

function shortestPaths(from, to, allowed, limit = 6) {
  const steps = new Map([[from, 0]]),
    before = new Map([[from, []]]);
  let border = [from],
    found = false;
  while (border.length && !found) {
    const next = [];
    for (const e of border)
      for (const c of claimsOf(e)) {
        if (!allowed(c)) continue;
        const other = otherEnd(c, e);
        if (!steps.has(other)) {
          steps.set(other, steps.get(e) + 1);
          before.set(other, []);
          next.push(other);
        }
        if (steps.get(other) === steps.get(e) + 1) before.get(other).push([c, e]);
        if (other === to) found = true;
      }
    border = next;
  }
  if (!found) return [];
  const paths = [],
    walk = (e, tail) => {
      if (paths.length >= limit) return;
      if (e === from) {
        paths.push(tail);
        return;
      }
      const ways = new Map();
      for (const [c, previous] of before.get(e)) {
        const better = ways.get(previous);
        if (better === undefined || orderRank[c] < orderRank[better]) ways.set(previous, c);
      }
      for (const [previous, c] of [...ways].sort((a, b) => orderRank[a[1]] - orderRank[b[1]]))
        walk(previous, [[c, previous, e], ...tail]);
    };
  walk(to, []);
  return paths;
}
const pathAllowed = c => !CLAIMS.neg[c] && (!pathSupported || isSupported(c));

function entityBox(text, e, onpick) {
  const id = `path-${text.toLowerCase()}`;
  const box = el("input", {
    id,
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Name or identifier",
  });
  box.value = e === null ? "" : label(e);
  const list = el("ul", { class: "suggest", hidden: true });
  const show = () => {
    const found = findEntities(box.value, 6);
    fill(
      list,
      found.map(hit =>
        el(
          "li",
          {},
          button([glyph(familyOf(hit.e)), " ", bdi(label(hit.e))], () => {
            box.value = label(hit.e);
            list.hidden = true;
            onpick(hit.e);
          }),
        ),
      ),
    );
    list.hidden = !found.length;
  };
  box.addEventListener("input", show);
  box.addEventListener("keydown", event => {
    if (event.key === "Enter") {
      const [hit] = findEntities(box.value, 1);
      if (hit) {
        list.hidden = true;
        onpick(hit.e);
      }
      event.preventDefault();
    }
    if (event.key === "Escape") {
      list.hidden = true;
      event.stopPropagation();
    }
    if (event.key === "ArrowDown") {
      list.querySelector("button")?.focus();
      event.preventDefault();
    }
  });
  return el("div", { class: "pick" }, el("label", { for: id }, text), box, list);
}

function pathPanel(sel) {
  const [from, to] = sel.ends,
    set = (ends, which) => {
      go({ kind: "path", ends, claims: [] }, { replace: true, look: true });
      setTimeout(() => $(which)?.focus(), 0);
    };
  const found = from !== null && to !== null && from !== to ? shortestPaths(from, to, pathAllowed) : [];
  const radio = (value, text) =>
    el(
      "label",
      {},
      el("input", {
        type: "radio",
        name: "hops",
        checked: pathSupported === value,
        onchange: () => {
          pathSupported = value;
          go({ kind: "path", ends: sel.ends, claims: [] }, { replace: true, look: true });
        },
      }),
      ` ${text}`,
    );
  return [
    panelHead(),
    el("h2", { class: "big" }, "Path between two entities"),
    entityBox("From", from, e => set([e, to], "path-to")),
    entityBox("To", to, e => set([from, e], "path-to")),
    el(
      "fieldset",
      { class: "radios" },
      el("legend", {}, "Steps"),
      radio(true, "literature-supported claims only"),
      radio(false, "all claims"),
    ),
    el(
      "div",
      { class: "actions" },
      from !== null && to !== null ? button("Swap ends", () => set([to, from], "path-from")) : null,
    ),
    from === null || to === null
      ? el(
          "p",
          { class: "calm" },
          "Name two entities. Steps may go against the arrow; claims that a relation does not hold are left out.",
        )
      : from === to
        ? el("p", { class: "calm" }, "Both ends are the same entity.")
        : found.length
          ? [
              el(
                "p",
                { class: "why" },
                `${plural(found[0].length, "step")}, ${found.length === 6 ? "at least 6" : found.length} shortest ${found.length === 1 ? "way" : "ways"}. The first is marked in the picture.`,
              ),
              found.map((path, i) => [
                heading(`Way ${i + 1}`),
                el(
                  "ol",
                  { class: "chain" },
                  path.map(([c, a, b]) =>
                    el(
                      "li",
                      {},
                      el(
                        "a",
                        { href: claimHref(c) },
                        bdi(label(CLAIMS.s[c])),
                        " ",
                        el("i", {}, predicateLabel(c)),
                        " ",
                        bdi(label(CLAIMS.o[c])),
                      ),
                      " ",
                      claimLine(c, 22),
                      CLAIMS.s[c] === b && a !== b ? el("small", {}, " against the arrow") : null,
                    ),
                  ),
                ),
              ]),
            ]
          : el(
              "p",
              { class: "calm" },
              pathSupported
                ? "No way over literature-supported claims. Try all claims."
                : "These two are not connected.",
            ),
  ];
}
function pathClaims(sel) {
  const [from, to] = sel.ends;
  if (from === null || to === null || from === to) return [];
  const [first] = shortestPaths(from, to, pathAllowed, 1);
  return first ? first.map(([c]) => c) : [];
}
