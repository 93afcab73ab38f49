// Pieces that several panels share.
const entityLink = e => el("a", { class: "entity", href: `#n=${ENTITIES[e].slug}` }, bdi(label(e)));
const claimHref = c => `#c=${CLAIMS.key[c]}`;

// A claim as a line in a list; `from` leaves out the entity that the list is about.
function claimRow(c, from) {
  const subject = CLAIMS.s[c] === from ? null : bdi(label(CLAIMS.s[c])),
    object = CLAIMS.o[c] === from && CLAIMS.s[c] !== from ? null : bdi(label(CLAIMS.o[c]));
  return el(
    "a",
    { class: "rel", href: claimHref(c), "aria-label": `${claimText(c)}: ${VERDICT[verdictOf(c)].name}` },
    claimLine(c, 26),
    el(
      "span",
      {},
      joined([subject, el("i", {}, predicateLabel(c)), object].filter(Boolean), " "),
      CLAIMS.aspect[c] ? el("i", {}, ` (${aspectOf(c)})`) : null,
    ),
    CLAIMS.hedged[c] === CLAIMS.n[c] && CLAIMS.n[c]
      ? el("small", { title: "hedged wherever it is said" }, "hedged")
      : null,
  );
}
function claimList(claims, from, first = 60) {
  return growingList(el("div", { class: "rels" }), claims, c => claimRow(c, from), first);
}
// Long lists grow on demand; what is left out is said on the button.
function growingList(box, items, make, first, into) {
  const body = into || box;
  const more = (shown, size) => {
    const nodes = items.slice(shown, shown + size).map(make),
      left = items.length - shown - size;
    add(body, nodes);
    if (shown) (nodes[0].querySelector("a,button") || nodes[0]).focus();
    if (left <= 0) return;
    const next = button(
      `Show ${number(Math.min(left, size * 3))} more of ${number(left)}`,
      () => {
        next.remove();
        more(shown + size, size * 3);
      },
      { class: "more" },
    );
    add(box, next);
  };
  more(0, first);
  return box;
}

function heading(text, n, note) {
  return el(
    "h3",
    {},
    text,
    n === undefined ? null : el("small", {}, number(n)),
    note ? el("small", {}, note) : null,
  );
}

function chips(names, limit = 12) {
  const box = el(
    "ul",
    { class: "chips" },
    names.slice(0, limit).map(name => el("li", {}, bdi(name))),
  );
  if (names.length > limit) {
    const more = el(
      "li",
      {},
      button(
        `${names.length - limit} more`,
        () => {
          more.remove();
          add(
            box,
            names.slice(limit).map(name => el("li", {}, bdi(name))),
          );
        },
        { class: "link" },
      ),
    );
    add(box, more);
  }
  return box;
}

// ---------- evidence
function sourceLine(record) {
  const where = [record.authors, record.journal || record.source, record.year].filter(Boolean);
  return [
    where.length ? [bdi(where.join(", ")), " \u00b7 "] : null,
    record.links.length
      ? links(record.links)
      : record.provider && !where.length
        ? bdi(record.provider)
        : null,
  ];
}
function shortCitation(i) {
  const record = evidenceOf(i);
  return record.links.length
    ? link(record.links[0][1], record.links[0][0])
    : el("span", {}, bdi(record.short || record.title || record.provider || "source"));
}
function chainSteps(hops) {
  return el(
    "ol",
    { class: "chain" },
    hops.map(([s, reads, o, records]) => {
      const c = claimOfTriple(s, reads, o),
        words = [bdi(label(s)), " ", el("i", {}, reads), " ", bdi(label(o))];
      return el(
        "li",
        {},
        c === undefined ? el("span", {}, words) : el("a", { href: claimHref(c) }, words),
        el(
          "div",
          { class: "cites" },
          records.length ? joined(records.slice(0, 6).map(shortCitation), " \u00b7 ") : "no citation",
          records.length > 6 ? ` and ${records.length - 6} more` : null,
        ),
      );
    }),
  );
}
const GRADE_BARS = [5, 4, 3, 2, 1];
function gradeMark(grade) {
  return icon(
    22,
    12,
    ...[0, 1, 2, 3, 4].map(i => [
      "rect",
      {
        x: 1 + i * 4.2,
        y: 9 - i * 2,
        width: 3,
        height: 2 + i * 2,
        rx: 0.8,
        class: i < GRADE_BARS[grade] ? "grade-on" : "grade-off",
      },
    ]),
  );
}
const matchWords = finding =>
  Object.hasOwn(CORE.matches, finding.match) ? CORE.matches[finding.match] : finding.match;
function evidenceCard(finding, side) {
  const record = evidenceOf(finding.e),
    grade = GRADES[record.grade];
  const kind = [...new Set([record.study || grade, record.system].filter(Boolean))].join(", ");
  return el(
    "article",
    { class: `evidence ${side}${finding.not ? " uncounted" : ""}` },
    el(
      "p",
      { class: "kind" },
      gradeMark(record.grade),
      el("span", { title: `Grade: ${grade}` }, bdi(kind)),
      record.class !== "curated" ? el("span", { class: "tag" }, record.class) : null,
      record.hedged ? el("span", { class: "tag" }, "hedged") : null,
      record.retracted ? el("span", { class: "tag con" }, "retracted") : null,
    ),
    el("p", { class: "title" }, bdi(record.title || record.says)),
    record.finding ? el("p", { class: "figures" }, bdi(record.finding)) : null,
    record.title || finding.chain
      ? el(
          "p",
          { class: "says" },
          "Reports: ",
          bdi(record.says),
          record.context ? [" \u00b7 ", bdi(record.context)] : null,
        )
      : null,
    record.quote
      ? el(
          "blockquote",
          { dir: "auto" },
          bdi(record.quote),
          record.section ? el("footer", {}, bdi(record.section)) : null,
        )
      : null,
    el("p", { class: "source" }, sourceLine(record)),
    finding.not ? el("p", { class: "not" }, "Not counted: ", bdi(finding.not)) : null,
    finding.chain && finding.chain.length
      ? el(
          "details",
          {},
          el("summary", {}, `${matchWords(finding)}: ${plural(finding.chain.length, "step")}`),
          chainSteps(finding.chain),
        )
      : finding.match !== "exact"
        ? el("p", { class: "not" }, matchWords(finding))
        : null,
  );
}
function evidenceList(title, findings, side, note) {
  if (!findings.length) return null;
  const counted = findings.filter(f => !f.not),
    rest = findings.filter(f => f.not);
  const box = el(
    "div",
    {},
    growingList(el("div", {}), counted, f => evidenceCard(f, side), 10),
  );
  if (rest.length)
    add(
      box,
      el(
        "details",
        { class: "rest", open: !counted.length },
        el("summary", {}, `${plural(rest.length, "record")} not counted under the policy`),
        growingList(el("div", {}), rest, f => evidenceCard(f, side), 10),
      ),
    );
  return [heading(title, counted.length || undefined, note), box];
}

// ---------- quotes
const ROLES = { s: "subject", t: "trigger", o: "object", h: "hedge" };
function markedText(parts) {
  return parts.map(([words, role]) =>
    role ? el("mark", { class: role, title: ROLES[role] }, words) : words,
  );
}
function documentName(d) {
  const item = DOCUMENTS[d];
  return item.url
    ? link(item.url, item.title)
    : el("span", { title: item.location || null }, bdi(item.title));
}
function quoteBlock(quote) {
  const item = DOCUMENTS[quote.doc],
    under = (quote.under || []).filter(text => text !== item.title);
  const where = [item.site, item.date].filter(Boolean).join(", ");
  const away = ["subject", "object"]
    .filter(name => quote[name])
    .map(
      name =>
        `${name} \u201c${quote[name][0]}\u201d from characters ${number(quote[name][1])}\u2013${number(quote[name][2])}`,
    );
  return el(
    "blockquote",
    { dir: "auto" },
    under.length ? el("p", { class: "under" }, joined(under.map(bdi), " \u203a ")) : null,
    el("p", {}, markedText(quote.text)),
    el(
      "footer",
      {},
      documentName(quote.doc),
      where ? [" \u00b7 ", bdi(where)] : null,
      item.links.length ? [" \u00b7 ", links(item.links)] : null,
      ` \u00b7 characters ${number(quote.at[0])}\u2013${number(quote.at[1])}`,
      quote.by ? [" \u00b7 attributed to \u201c", bdi(quote.by), "\u201d"] : null,
      away.length ? [" \u00b7 ", bdi(away.join("; "))] : null,
    ),
  );
}
const quoteList = quotes => growingList(el("div", {}), quotes, quoteBlock, 8);
const quoteKey = parts =>
  el(
    "p",
    { class: "key" },
    "Marked: ",
    Object.entries(ROLES)
      .filter(([role]) => parts.has(role))
      .map(([role, name]) => el("mark", { class: role }, name)),
  );

function badge(kind, text, shape, tells) {
  return el("span", { class: `badge ${kind}`, title: tells || null }, shape, text);
}
function panelHead(...tools) {
  return el(
    "div",
    { class: "panel-head" },
    el("a", { class: "back", href: "#" }, "\u2190 Overview"),
    el("span", { class: "gap" }),
    tools,
    button("Close", () => openSheet(null), { class: "narrow" }),
  );
}
