// How claims and entities look: selected, near to what is selected, dimmed.
function emphasis() {
  const sel = view.selected;
  if (!sel) return null;
  if (sel.kind === "n")
    return {
      edge: c => CLAIMS.s[c] === sel.e || CLAIMS.o[c] === sel.e,
      node: e =>
        e === sel.e ||
        Array.prototype.some.call(claimsOf(sel.e), c => otherEnd(c, sel.e) === e && drawnSet.has(c)),
      on: e => e === sel.e,
    };
  const claims = new Set(sel.kind === "c" ? [sel.c] : sel.claims),
    ends = new Set();
  for (const c of claims) {
    ends.add(CLAIMS.s[c]);
    ends.add(CLAIMS.o[c]);
  }
  if (sel.kind === "path") for (const e of sel.ends) ends.add(e);
  for (const [s, , o] of view.chain || []) {
    ends.add(s);
    ends.add(o);
  }
  return {
    edge: c => claims.has(c),
    node: e => ends.has(e),
    on: e => sel.kind === "path" && sel.ends.includes(e),
    claims,
  };
}
let drawnSet = new Set();
const badgeImages = new Map();
function badgeImage() {
  const { con, cross: stroke, paper } = colours(),
    key = con + (stroke || paper);
  if (!badgeImages.has(key))
    badgeImages.set(
      key,
      "data:image/svg+xml," +
        encodeURIComponent(
          `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18" fill="${con}"/><path d="M13 13l14 14m0 -14l-14 14" stroke="${stroke || paper}" stroke-width="5" stroke-linecap="round"/></svg>`,
        ),
    );
  return badgeImages.get(key);
}
const laneCurve = c => {
  const step = Math.min(0.16, 0.72 / lanes[c]),
    bend = (lane[c] - (lanes[c] - 1) / 2) * step * (CLAIMS.s[c] > CLAIMS.o[c] ? -1 : 1);
  if (Math.abs(bend) < 0.01) return { enabled: false };
  return { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
};

function edgeLook(c, mark) {
  const p = colours(),
    whole = isSupported(c),
    disputed = isDisputed(c);
  const colour = disputed ? p.con : whole ? p.lit : p.src,
    near = mark && mark.edge(c),
    dim = mark && !near;
  const bold = near && mark.claims;
  return {
    id: `e${c}`,
    from: `n${CLAIMS.s[c]}`,
    to: `n${CLAIMS.o[c]}`,
    smooth: laneCurve(c),
    dashes: whole ? false : [7, 6],
    width: (whole ? 2.6 : 1.5) + (bold ? 1.6 : 0),
    hoverWidth: 1.2,
    selectionWidth: 0,
    color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.13 : whole ? 0.88 : 0.82 },
    label:
      view.labels ||
      bold ||
      (near && near !== undefined && view.selected.kind === "n" && degree(view.selected.e) <= 16)
        ? predicateLabel(c)
        : " ",
    font: {
      size: 11.5,
      color: dim ? "rgba(0,0,0,0)" : p.ink,
      strokeWidth: dim ? 0 : 4,
      strokeColor: p.paper,
      align: "horizontal",
      vadjust: (disputed ? -16 : 0) - (lanes[c] > 1 ? 13 * ((lane[c] % 5) - 1) : 0),
      face: FONT,
    },
    arrows: {
      to: { enabled: true, type: headOf(c), scaleFactor: headOf(c) === "triangle" ? 0.5 : 0.55 },
      middle:
        disputed && !dim
          ? { enabled: true, type: "image", src: badgeImage(), imageWidth: 14, imageHeight: 14 }
          : { enabled: false },
    },
    endPointOffset: { from: 2, to: 4 },
    selfReference: { size: 18, angle: Math.PI / 4 },
  };
}
function nodeLook(e, mark) {
  const p = colours(),
    family = familyOf(e),
    colour = p.family(family),
    near = !mark || mark.node(e),
    on = mark && mark.on(e),
    place = at(e),
    pinned = view.pinned.has(e);
  return {
    id: `n${e}`,
    label: ENTITIES[e].short + (pinned ? " \u2022" : ""),
    x: place.x,
    y: place.y,
    size: radius(e),
    shape: FAMILIES[family].shape,
    opacity: near ? 1 : 0.2,
    color: {
      background: colour,
      border: on || pinned ? p.ring : p.rim,
      highlight: { background: colour, border: p.ring },
      hover: { background: colour, border: p.ring },
    },
    borderWidth: on ? 3.5 : pinned ? 2.5 : 1,
    borderWidthSelected: 3.5,
    font: {
      size: Math.min(20, 12.5 + degree(e) * 0.32),
      color: near ? p.ink : p.weak,
      strokeWidth: near ? 3.5 : 1.5,
      strokeColor: p.paper,
      vadjust: -2,
      face: FONT,
    },
  };
}

function hopLook([s, words, o], i) {
  const p = colours();
  return {
    id: `h${i}`,
    from: `n${s}`,
    to: `n${o}`,
    dashes: [2, 5],
    width: 2.4,
    hoverWidth: 0,
    selectionWidth: 0,
    smooth: { enabled: true, type: "curvedCCW", roundness: 0.12 },
    color: { color: p.lit, highlight: p.lit, hover: p.lit, opacity: 1 },
    label: words,
    font: {
      size: 11.5,
      color: p.ink,
      strokeWidth: 4,
      strokeColor: p.paper,
      align: "horizontal",
      vadjust: -8,
      face: FONT,
    },
    arrows: { to: { enabled: true, type: "triangle", scaleFactor: 0.5 }, middle: { enabled: false } },
    endPointOffset: { from: 2, to: 4 },
  };
}

// Far out, where names are too small to be drawn, the entities with most claims keep theirs.
let hubs = [];
function chooseHubs() {
  const mark = emphasis(),
    box = $("graph"),
    room = Math.round((box.clientWidth * box.clientHeight) / 38000);
  hubs = [...drawnEnds]
    .filter(e => !mark || mark.node(e))
    .sort((a, b) => degree(b) - degree(a) || a - b)
    .slice(0, Math.max(3, room));
}
function drawHubNames(context) {
  const scale = net.getScale();
  if (scale > 0.42 || drawnEnds.size < 40) return;
  const p = colours(),
    size = 12 / scale,
    taken = [];
  context.save();
  context.font = `600 ${size}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const e of hubs) {
    const { x, y } = at(e),
      half = context.measureText(ENTITIES[e].short).width / 2,
      top = y + radius(e) + 3 / scale;
    const box = [x - half, top, x + half, top + size * 1.15];
    if (taken.some(other => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]))
      continue;
    taken.push(box);
    context.lineWidth = 4 / scale;
    context.strokeStyle = p.paper;
    context.strokeText(ENTITIES[e].short, x, top);
    context.fillStyle = p.ink;
    context.fillText(ENTITIES[e].short, x, top);
  }
  context.restore();
}
net.on("afterDrawing", drawHubNames);
