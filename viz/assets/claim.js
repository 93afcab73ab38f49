// The panel of one claim: what it says, what follows from the evidence, and every place to check it.
const searchedNote = () =>
  el(
    "details",
    { class: "rest" },
    el("summary", {}, "What was searched; finding nothing is no evidence against a claim"),
    el("p", {}, bdi(CORE.build.searched)),
  );
function claimPanel(c) {
  const detail = detailOf(c),
    verdict = verdictOf(c),
    supported = isSupported(c),
    hedged = CLAIMS.hedged[c],
    total = CLAIMS.n[c];
  const best = detail.for.find(f => f.chain && f.chain.length && !f.not),
    exact = detail.for.some(f => !f.not && !(f.chain && f.chain.length));
  const roles = new Set(detail.quotes.flatMap(q => q.text.map(([, role]) => role)));
  const steps = list => {
    const i = list.indexOf(c);
    return i < 0
      ? null
      : el(
          "span",
          { class: "steps" },
          button("\u2039", () => stepClaim(-1), { "aria-label": "Previous claim (p)" }),
          ` ${number(i + 1)} of ${number(list.length)} `,
          button("\u203a", () => stepClaim(1), { "aria-label": "Next claim (n)" }),
        );
  };
  return [
    panelHead(steps(stepList())),
    el(
      "h2",
      { class: "big triple" },
      entityLink(CLAIMS.s[c]),
      " ",
      el("span", { class: "reads" }, readingOf(c)),
      " ",
      entityLink(CLAIMS.o[c]),
      CLAIMS.aspect[c] ? el("span", { class: "reads" }, ` (${aspectOf(c)})`) : null,
    ),
    el(
      "div",
      { class: "badges" },
      supported
        ? badge("lit", "Literature-supported", line(true, false, 22))
        : badge("src", "Source-asserted only", line(false, false, 22)),
      badge(
        isDisputed(c) ? "con" : "plain",
        VERDICT[verdict].name,
        isDisputed(c) ? crossIcon() : null,
        VERDICT[verdict].tells,
      ),
      CLAIMS.inferred[c]
        ? badge(
            "plain",
            "By a chain only",
            null,
            "No source says it in these words; it follows from several statements",
          )
        : null,
      hedged
        ? badge(
            "plain",
            hedged === total ? "Hedged" : `Hedged in ${hedged} of ${total}`,
            null,
            "said with reserve: may, could, is believed to",
          )
        : null,
      CLAIMS.neg[c] ? badge("plain", "Negated", null, "the documents say that it does not hold") : null,
    ),
    detail.why ? el("p", { class: "why" }, bdi(detail.why)) : null,
    verdict === "not-found" ? searchedNote() : null,
    el(
      "div",
      { class: "actions" },
      button(
        "Show in the picture",
        () => {
          showView("graph");
          openSheet(null);
          look([CLAIMS.s[c], CLAIMS.o[c]]);
        },
        { class: "when-hidden" },
      ),
      copyButton("Copy as text", () => claimAsText(c)),
      copyButton("Copy link", () => location.href.split("#")[0] + claimHref(c)),
    ),
    best && !exact ? [heading("How the evidence reaches it"), chainSteps(best.chain)] : null,
    best
      ? el(
          "p",
          { class: "actions" },
          button(
            view.chain ? "Take the chain out of the picture" : "Show the chain in the picture",
            () => showChain(best.chain),
            { "aria-pressed": String(!!view.chain) },
          ),
        )
      : null,
    detail.quotes.length
      ? [heading("What the documents say", detail.quotes.length), quoteKey(roles), quoteList(detail.quotes)]
      : null,
    evidenceList("Evidence against", detail.against, "con"),
    evidenceList(
      "Evidence against a step that it rests on",
      detail.related.filter(f => f.against),
      "con",
    ),
    evidenceList("Evidence for", detail.for, "lit"),
    evidenceList(
      "Reported, but less than the claim says",
      detail.related.filter(f => !f.against),
      "rel",
    ),
    !detail.for.length && !detail.against.length && !detail.related.length
      ? [
          heading("Evidence"),
          el("p", { class: "calm" }, "None of the searched tables holds evidence on this claim."),
        ]
      : null,
  ];
}

function claimAsText(c) {
  const detail = detailOf(c),
    out = [
      claimText(c),
      `${isSupported(c) ? "Literature-supported" : "Source-asserted"}; ${VERDICT[verdictOf(c)].name.toLowerCase()}. ${detail.why}`,
    ];
  for (const q of detail.quotes)
    out.push(
      `\u201c${q.text.map(([words]) => words).join("")}\u201d (${DOCUMENTS[q.doc].title}, characters ${q.at[0]}\u2013${q.at[1]})`,
    );
  for (const [title, list] of [
    ["Against", detail.against],
    ["For", detail.for],
  ])
    for (const f of list.filter(f => !f.not)) {
      const r = evidenceOf(f.e);
      out.push(
        `${title}: ${[r.title || r.says, r.finding, r.journal || r.source, r.year, ...r.links.map(([text]) => text)].filter(Boolean).join("; ")}`,
      );
    }
  return out.join("\n");
}
function copyButton(text, make) {
  const node = button(text, async () => {
    let done = false;
    try {
      await navigator.clipboard.writeText(make());
      done = true;
    } catch {
      const area = el("textarea", { class: "unseen", "aria-hidden": "true" });
      area.value = make();
      document.body.append(area);
      area.select();
      try {
        done = document.execCommand("copy");
      } catch {
        /* not allowed here */
      }
      area.remove();
      node.focus();
    }
    node.textContent = done ? "Copied" : "Copying is not allowed here";
    say(node.textContent);
    setTimeout(() => {
      node.textContent = text;
    }, 1600);
  });
  return node;
}

// Next and previous go through the claims of the entity last looked at, else through all in view.
let stepping = null;
const stepList = () =>
  stepping !== null
    ? Array.from(claimsOf(stepping)).filter(c => passing[c] && !isHidden(c))
    : view.focus || view.hidden.size
      ? inView
      : tableOrder();
function stepClaim(by) {
  const sel = view.selected;
  if (sel && sel.kind === "n") stepping = sel.e;
  const list = stepList();
  if (!list.length) return;
  const i = sel && sel.kind === "c" ? list.indexOf(sel.c) : -1;
  go(
    { kind: "c", c: list[i < 0 && by < 0 ? list.length - 1 : (i + by + list.length) % list.length] },
    { look: true, stepping: true },
  );
}
