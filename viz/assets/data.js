// The data of the page: the core at once, quotes and evidence when somebody asks for them.
const readJson = id => JSON.parse($(id).textContent);
const CORE = readJson("core");
const ENTITIES = CORE.entities,
  DOCUMENTS = CORE.documents,
  PREDICATES = CORE.predicates,
  CLAIMS = CORE.claims;
const COUNT = CLAIMS.key.length;
const GRADES = CORE.grades.map(([, name]) => name),
  NO_GRADE = GRADES.length;
const SUPPORTED = new Set(["supported", "contested"]);
const verdictOf = c => CORE.verdicts[CLAIMS.v[c]];
const isSupported = c => SUPPORTED.has(verdictOf(c));
const DISPUTED = new Set(["contested", "contradicted"]);
const isDisputed = c => DISPUTED.has(verdictOf(c));
const label = e => ENTITIES[e].label;
const predicateLabel = c => PREDICATES[CLAIMS.p[c]][CLAIMS.neg[c] ? "not" : "label"];
const readingOf = c => PREDICATES[CLAIMS.p[c]][CLAIMS.neg[c] ? "not" : "reads"];
const aspectOf = c => CLAIMS.aspect[c].replace(/_/g, " ");
const claimText = c =>
  `${label(CLAIMS.s[c])} ${readingOf(c)} ${label(CLAIMS.o[c])}${CLAIMS.aspect[c] ? ` (${aspectOf(c)})` : ""}`;

const chunks = new Map();
function chunkItem(kind, i) {
  const id = `${kind}-${Math.floor(i / CORE.chunk)}`;
  if (!chunks.has(id)) {
    if (chunks.size > 60) chunks.delete(chunks.keys().next().value);
    chunks.set(id, readJson(id));
  }
  return chunks.get(id)[i % CORE.chunk];
}
const detailOf = c => chunkItem("details", c);
const evidenceOf = i => chunkItem("evidence", i);

// claims of each entity, as slices of one array
const touchStart = new Int32Array(ENTITIES.length + 1),
  touching = new Int32Array(2 * COUNT);
{
  const { s, o } = CLAIMS;
  for (let c = 0; c < COUNT; c++) {
    touchStart[s[c] + 1]++;
    if (o[c] !== s[c]) touchStart[o[c] + 1]++;
  }
  for (let e = 0; e < ENTITIES.length; e++) touchStart[e + 1] += touchStart[e];
  const next = touchStart.slice();
  for (let c = 0; c < COUNT; c++) {
    touching[next[s[c]]++] = c;
    if (o[c] !== s[c]) touching[next[o[c]]++] = c;
  }
}
const claimsOf = e => touching.subarray(touchStart[e], touchStart[e + 1]);
const degree = e => touchStart[e + 1] - touchStart[e];
const otherEnd = (c, e) => (CLAIMS.s[c] === e ? CLAIMS.o[c] : CLAIMS.s[c]);
const ENDS = [];
for (let e = 0; e < ENTITIES.length; e++) if (degree(e)) ENDS.push(e);

// parallel claims fan out: the how-manieth of how many between the same two ends
const lane = new Uint16Array(COUNT),
  lanes = new Uint16Array(COUNT);
{
  const pairOf = c =>
      Math.min(CLAIMS.s[c], CLAIMS.o[c]) * ENTITIES.length + Math.max(CLAIMS.s[c], CLAIMS.o[c]),
    seen = new Map();
  for (let c = 0; c < COUNT; c++) {
    const k = seen.get(pairOf(c)) || 0;
    lane[c] = k;
    seen.set(pairOf(c), k + 1);
  }
  for (let c = 0; c < COUNT; c++) lanes[c] = seen.get(pairOf(c));
}

const bySlug = new Map(ENTITIES.map((entity, i) => [entity.slug, i]));
let byKey = null;
function claimOfKey(key) {
  if (!byKey) byKey = new Map(CLAIMS.key.map((k, c) => [k, c]));
  return byKey.get(key);
}
let byTriple = null;
function claimOfTriple(s, reading, o) {
  if (!byTriple) {
    byTriple = new Map();
    for (let c = 0; c < COUNT; c++)
      if (!CLAIMS.neg[c]) byTriple.set(`${CLAIMS.s[c]} ${CLAIMS.o[c]} ${readingOf(c)}`, c);
  }
  return byTriple.get(`${s} ${o} ${reading}`);
}

// statements that chains of evidence rest on, by entity
const factsOf = new Map();
for (const fact of CORE.facts)
  for (const e of new Set([fact[0], fact[2]])) {
    if (!factsOf.has(e)) factsOf.set(e, []);
    factsOf.get(e).push(fact);
  }

const orderRank = new Int32Array(COUNT);
CORE.order.forEach((c, rank) => {
  orderRank[c] = rank;
});
