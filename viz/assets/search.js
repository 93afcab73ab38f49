// Search over labels, synonyms and identifiers of the entities that claims are about.
const HAYSTACK = ENDS.map(e => {
  const entity = ENTITIES[e];
  return [entity.label, ...entity.names, ...entity.ids.map(([id]) => id)].map(text => text.toLowerCase());
});
let hits = [], hitAt = 0;

function findEntities(query, limit) {
  const wanted = query.trim().toLowerCase(), found = [];
  if (!wanted) return found;
  ENDS.forEach((e, k) => {
    let score = 0, why = "";
    HAYSTACK[k].forEach((name, i) => {
      const s = name === wanted ? 5 : name.startsWith(wanted) ? 3 : new RegExp(`[\\s\\-/(:]${escaped(wanted)}`, "u").test(name) ? 2 : name.includes(wanted) ? 1 : 0;
      const better = s ? s - (i ? 0.5 : 0) : 0;
      if (better > score) { score = better; const names = ENTITIES[e].names; why = i === 0 ? "" : i <= names.length ? names[i - 1] : ENTITIES[e].ids[i - 1 - names.length][0]; }
    });
    if (score) found.push({ e, score, why });
  });
  found.sort((a, b) => b.score - a.score || degree(b.e) - degree(a.e) || a.e - b.e);
  return found.slice(0, limit);
}
const escaped = text => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

function showHits() {
  const list = $("hits"), box = $("search"), asked = box.value.trim();
  list.hidden = !asked;
  box.setAttribute("aria-expanded", String(!!asked));
  if (hits.length) box.setAttribute("aria-activedescendant", `hit-${hitAt}`); else box.removeAttribute("aria-activedescendant");
  fill(list, hits.length
    ? hits.map((hit, i) => el("li", { id: `hit-${i}`, role: "option", "aria-selected": String(i === hitAt), onmousedown: event => { event.preventDefault(); openHit(i); } },
      glyph(familyOf(hit.e)), el("span", { class: "hit-name" }, bdi(label(hit.e)), hit.why ? el("i", {}, bdi(hit.why)) : null), el("small", {}, plural(degree(hit.e), "claim"))))
    : el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true", class: "none" }, "No entity of this graph has such a name or identifier"));
  const active = $(`hit-${hitAt}`);
  if (active) active.scrollIntoView({ block: "nearest" });
}
function search() {
  hits = findEntities($("search").value, 12);
  hitAt = 0;
  showHits();
  if ($("search").value.trim()) say(hits.length ? `${plural(hits.length, "entity", "entities")} found` : "Nothing found");
}
function closeSearch() { $("search").value = ""; hits = []; $("hits").hidden = true; $("search").setAttribute("aria-expanded", "false"); $("search").removeAttribute("aria-activedescendant"); }
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
  box.addEventListener("focus", () => { if (box.value.trim()) showHits(); });
  box.addEventListener("blur", () => { $("hits").hidden = true; box.setAttribute("aria-expanded", "false"); });
  box.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length) { hitAt = (hitAt + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length; showHits(); }
      event.preventDefault();
    } else if (event.key === "Enter") { openHit(hitAt); event.preventDefault(); }
    else if (event.key === "Escape") { closeSearch(); box.blur(); event.stopPropagation(); }
  });
}
