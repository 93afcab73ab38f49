// Two documents side by side: what both say, what only one says, and where they disagree.
let comparing = null;

// At first the two documents that have most to do with each other: the same ends, the same entities.
function defaultPair() {
  const saidBy = new Map(),
    weight = new Map(),
    counts = new Array(DOCUMENTS.length).fill(0);
  const note = (topic, d, points) => {
    if (!saidBy.has(topic)) saidBy.set(topic, new Set());
    const others = saidBy.get(topic);
    if (others.has(d) || others.size > 200) return;
    for (const other of others) {
      const pair = `${Math.min(d, other)} ${Math.max(d, other)}`;
      weight.set(pair, (weight.get(pair) || 0) + points);
    }
    others.add(d);
  };
  for (let c = 0; c < COUNT; c++)
    for (const d of CLAIMS.docs[c]) {
      counts[d]++;
      note(`${CLAIMS.s[c]} ${CLAIMS.o[c]}`, d, 5);
      note(CLAIMS.s[c], d, 1);
      note(CLAIMS.o[c], d, 1);
    }
  const [best] = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (best) return best[0].split(" ").map(Number);
  return [...counts.keys()]
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, 2)
    .sort((a, b) => a - b);
}

// Claims that cannot both hold: the other polarity of the same triple, or an opposite predicate.
function clashOf(a, b) {
  if (CLAIMS.s[a] !== CLAIMS.s[b] || CLAIMS.o[a] !== CLAIMS.o[b] || CLAIMS.aspect[a] !== CLAIMS.aspect[b])
    return false;
  if (CLAIMS.p[a] === CLAIMS.p[b]) return CLAIMS.neg[a] !== CLAIMS.neg[b];
  return (
    !CLAIMS.neg[a] &&
    !CLAIMS.neg[b] &&
    (PREDICATES[CLAIMS.p[a]].opposite === CLAIMS.p[b] || PREDICATES[CLAIMS.p[b]].opposite === CLAIMS.p[a])
  );
}
function compareDocuments(a, b) {
  const onlyA = [],
    onlyB = [],
    both = [],
    clashes = [];
  for (let c = 0; c < COUNT; c++) {
    if (!passing[c]) continue;
    const inA = CLAIMS.docs[c].includes(a),
      inB = CLAIMS.docs[c].includes(b);
    if (inA && inB) both.push(c);
    else if (inA) onlyA.push(c);
    else if (inB) onlyB.push(c);
  }
  const ofPair = new Map();
  for (const c of [...onlyB, ...both]) {
    const key = `${CLAIMS.s[c]} ${CLAIMS.o[c]}`;
    if (!ofPair.has(key)) ofPair.set(key, []);
    ofPair.get(key).push(c);
  }
  for (const c of [...onlyA, ...both])
    for (const d of ofPair.get(`${CLAIMS.s[c]} ${CLAIMS.o[c]}`) || [])
      if (clashOf(c, d)) clashes.push([c, d]);
  return { onlyA, onlyB, both, clashes };
}

function drawCompare() {
  if (currentView !== "compare") return;
  if (!comparing) comparing = defaultPair();
  const [a, b] = comparing,
    { onlyA, onlyB, both, clashes } = compareDocuments(a, b);
  const chooser = (which, text) => {
    const id = `compare-${which}`,
      box = el(
        "select",
        {
          id,
          onchange: event => {
            comparing[which] = Number(event.target.value);
            writeCompare();
            drawCompare();
            $(id).focus();
          },
        },
        DOCUMENTS.map((d, i) =>
          el(
            "option",
            { value: String(i), selected: comparing[which] === i, disabled: comparing[1 - which] === i },
            d.title,
          ),
        ),
      );
    return el("div", { class: "pick" }, el("label", { for: id }, text), box);
  };
  const quotesOf = (c, d) => {
    const list = detailOf(c).quotes.filter(q => q.doc === d);
    return list.length
      ? [
          el("blockquote", { dir: "auto" }, el("p", {}, markedText(list[0].text))),
          list.length > 1 ? el("small", {}, `and ${plural(list.length - 1, "more place")}`) : null,
        ]
      : el("span", { class: "silent" }, "does not say so");
  };
  const head = el(
    "thead",
    {},
    el(
      "tr",
      {},
      el("th", { scope: "col" }, bdi(DOCUMENTS[a].title)),
      el("th", { scope: "col" }, "Claim"),
      el("th", { scope: "col" }, bdi(DOCUMENTS[b].title)),
    ),
  );
  const claimCell = c =>
    el(
      "td",
      { class: "mid" },
      claimLine(c, 30),
      " ",
      el("a", { href: claimHref(c) }, bdi(claimText(c))),
      el("small", {}, VERDICT[verdictOf(c)].name),
    );
  const row = (c, left, right) =>
    el(
      "tr",
      {},
      el("td", {}, left ? quotesOf(c, a) : el("span", { class: "silent" }, "does not say so")),
      claimCell(c),
      el("td", {}, right ? quotesOf(c, b) : el("span", { class: "silent" }, "does not say so")),
    );
  const group = (id, title, list, make) =>
    list.length
      ? el("section", { id: `group-${id}` }, heading(title, list.length), growing(list, make, head))
      : null;
  fill(
    $("compare"),
    el(
      "div",
      { class: "choosers" },
      chooser(0, "Left document"),
      chooser(1, "Right document"),
      button("Swap", () => {
        comparing.reverse();
        writeCompare();
        drawCompare();
      }),
    ),
    el(
      "div",
      { class: "tiles" },
      [
        [clashes.length, "where they disagree", "con"],
        [both.length, "said by both", ""],
        [onlyA.length, "only left", ""],
        [onlyB.length, "only right", ""],
      ].map(([n, text, kind]) =>
        el("div", { class: `tile ${kind}` }, el("b", {}, number(n)), el("span", {}, text)),
      ),
    ),
    group("clash", "Where they disagree", clashes, ([c, d]) =>
      el(
        "tr",
        {},
        el(
          "td",
          {},
          quotesOf(c, a),
          el("p", {}, claimLine(c, 26), " ", el("a", { href: claimHref(c) }, bdi(claimText(c)))),
        ),
        el("td", { class: "mid" }, "against"),
        el(
          "td",
          {},
          quotesOf(d, b),
          el("p", {}, claimLine(d, 26), " ", el("a", { href: claimHref(d) }, bdi(claimText(d)))),
        ),
      ),
    ),
    group("both", "Said by both", both, c => row(c, true, true)),
    group("left", "Only in the left document", onlyA, c => row(c, true, false)),
    group("right", "Only in the right document", onlyB, c => row(c, false, true)),
    onlyA.length + onlyB.length + both.length
      ? null
      : el(
          "p",
          { class: "calm" },
          filtering() ? "No claim of these documents passes the filters." : "Neither document makes a claim.",
        ),
  );
}
function growing(list, make, head) {
  const body = el("tbody", {});
  return growingList(el("div", {}, el("table", {}, head.cloneNode(true), body)), list, make, 30, body);
}
