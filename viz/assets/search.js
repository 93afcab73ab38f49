// Search over labels, synonyms and identifiers of the entities that claims are about.
// Case, accents, hyphens and Greek letters do not matter.
const GREEK = {
  "\u03b1": "alpha",
  "\u03b2": "beta",
  "\u03b3": "gamma",
  "\u03b4": "delta",
  "\u03b5": "epsilon",
  "\u03b6": "zeta",
  "\u03b7": "eta",
  "\u03b8": "theta",
  "\u03ba": "kappa",
  "\u03bb": "lambda",
  "\u03bc": "mu",
  "\u03bd": "nu",
  "\u03c0": "pi",
  "\u03c1": "rho",
  "\u03c3": "sigma",
  "\u03c4": "tau",
  "\u03c6": "phi",
  "\u03c7": "chi",
  "\u03c8": "psi",
  "\u03c9": "omega",
};
const fold = text =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[\u03b1-\u03c9]/g, letter => GREEK[letter] || letter)
    .replace(/[\s\-_/]+/g, " ")
    .trim();
let haystack = null;
const namesOf = e => {
  const { label, names, ids } = ENTITIES[e];
  return [label, ...names, ...ids.map(([id]) => id)];
};
let hits = [],
  hitAt = 0;

function matchScore(name, wanted) {
  if (name === wanted) return 5;
  if (name.startsWith(wanted)) return 3;
  if (name.includes(` ${wanted}`) || name.includes(`(${wanted}`) || name.includes(`:${wanted}`)) return 2;
  return name.includes(wanted) ? 1 : 0;
}
function findEntities(query, limit) {
  const wanted = fold(query),
    found = [];
  if (!wanted) return found;
  if (!haystack) haystack = ENDS.map(e => namesOf(e).map(fold));
  ENDS.forEach((e, k) => {
    let best = 0,
      at = 0;
    haystack[k].forEach((name, i) => {
      const score = matchScore(name, wanted) - (i ? 0.5 : 0);
      if (score > best) {
        best = score;
        at = i;
      }
    });
    if (best > 0) found.push({ e, score: best, why: at ? namesOf(e)[at] : "" });
  });
  found.sort((a, b) => b.score - a.score || degree(b.e) - degree(a.e) || a.e - b.e);
  return found.slice(0, limit);
}

function showHits() {
  const list = $("hits"),
    box = $("search"),
    asked = box.value.trim();
  list.hidden = !asked;
  box.setAttribute("aria-expanded", String(!!asked));
  if (hits.length) box.setAttribute("aria-activedescendant", `hit-${hitAt}`);
  else box.removeAttribute("aria-activedescendant");
  fill(
    list,
    hits.length
      ? hits.map((hit, i) =>
          el(
            "li",
            {
              id: `hit-${i}`,
              role: "option",
              "aria-selected": String(i === hitAt),
              onmousedown: event => {
                event.preventDefault();
                openHit(i);
              },
            },
            glyph(familyOf(hit.e)),
            el("span", { class: "hit-name" }, bdi(label(hit.e)), hit.why ? el("i", {}, bdi(hit.why)) : null),
            el("small", {}, plural(degree(hit.e), "claim")),
          ),
        )
      : el(
          "li",
          { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "none" },
          "No entity of this graph has such a name or identifier",
        ),
  );
  const active = $(`hit-${hitAt}`);
  if (active) active.scrollIntoView({ block: "nearest" });
}
function search() {
  hits = findEntities($("search").value, 12);
  hitAt = 0;
  showHits();
  if ($("search").value.trim())
    say(hits.length ? `${plural(hits.length, "entity", "entities")} found` : "Nothing found");
}
function closeSearch() {
  $("search").value = "";
  hits = [];
  $("hits").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
}
function openHit(i) {
  const hit = hits[i];
  if (!hit) return;
  closeSearch();
  $("search").blur();
  view.hidden.delete(hit.e);
  go({ kind: "n", e: hit.e }, { look: true, focus: true });
}
function startSearch() {
  const box = $("search");
  box.addEventListener("input", search);
  box.addEventListener("focus", () => {
    if (box.value.trim()) showHits();
  });
  box.addEventListener("blur", () => {
    $("hits").hidden = true;
    box.setAttribute("aria-expanded", "false");
  });
  box.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length) {
        hitAt = (hitAt + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
        showHits();
      }
      event.preventDefault();
    } else if (event.key === "Enter") {
      openHit(hitAt);
      event.preventDefault();
    } else if (event.key === "Escape") {
      closeSearch();
      box.blur();
      event.stopPropagation();
    }
  });
}
