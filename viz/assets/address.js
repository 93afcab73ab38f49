// Addresses within the page: #n=slug, #c=claim key, #path=slug,slug, #compare=document key,key
function addressOf(sel) {
  if (!sel) return "";
  if (sel.kind === "n") return `#n=${encodeURIComponent(ENTITIES[sel.e].slug)}`;
  if (sel.kind === "c") return `#c=${CLAIMS.key[sel.c]}`;
  return `#path=${sel.ends.map(e => (e === null ? "" : encodeURIComponent(ENTITIES[e].slug))).join(",")}${pathSupported ? "" : ",all"}`;
}
function parseAddress(hash) {
  const match = /^#(n|c|path|compare)=(.*)$/.exec(hash);
  if (!match) return { sel: null };
  let rest = match[2].split(",");
  try {
    rest = rest.map(decodeURIComponent);
  } catch {
    return { sel: null };
  }
  if (match[1] === "n") {
    const e = bySlug.get(rest[0]);
    return e === undefined ? { sel: null, unknown: true } : { sel: { kind: "n", e } };
  }
  if (match[1] === "c") {
    const c = claimOfKey(rest[0]);
    return c === undefined ? { sel: null, unknown: true } : { sel: { kind: "c", c } };
  }
  if (match[1] === "path") {
    pathSupported = rest[2] !== "all";
    return { sel: { kind: "path", ends: [0, 1].map(i => bySlug.get(rest[i]) ?? null), claims: [] } };
  }
  const pair = rest.slice(0, 2).map(key => DOCUMENTS.findIndex(d => d.key === key));
  return pair.length === 2 && pair.every(d => d >= 0) && pair[0] !== pair[1]
    ? { sel: null, compare: pair }
    : { sel: null, unknown: true };
}
function writeAddress(hash, replace) {
  if (location.hash === hash) return;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", hash || location.pathname + location.search);
  } catch {
    /* a page inside another page has no address of its own */
  }
}
const writeCompare = () => writeAddress(`#compare=${comparing.map(d => DOCUMENTS[d].key).join(",")}`, true);
