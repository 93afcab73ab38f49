// Where entities stand that were not laid out beforehand, and places that hold for a while only.
let spiral = 0;
function place(e) {
  if (spot.has(e)) return;
  let x = 0,
    y = 0,
    n = 0;
  for (const c of claimsOf(e)) {
    const p = spot.get(otherEnd(c, e));
    if (p && drawnEnds.has(otherEnd(c, e))) {
      x += p.x;
      y += p.y;
      if (++n >= 3) break;
    }
  }
  const turn = spiral++ * 2.39996,
    far = n ? 100 + 9 * Math.sqrt(spiral) : 420 + 34 * Math.sqrt(spiral);
  spot.set(e, {
    x: Math.round((n ? x / n : 0) + far * Math.cos(turn) * 1.2),
    y: Math.round((n ? y / n : 0) + far * Math.sin(turn)),
  });
}
// One entity and its neighbours: the neighbours in rings, families together.
function starAround(centre) {
  const places = new Map([[centre, { x: 0, y: 0 }]]);
  const around = [...drawnEnds]
    .filter(e => e !== centre)
    .sort(
      (a, b) =>
        FAMILY_NAMES.indexOf(familyOf(a)) - FAMILY_NAMES.indexOf(familyOf(b)) ||
        label(a).localeCompare(label(b)),
    );
  const box = $("graph"),
    wide = Math.min(1.6, Math.max(0.75, box.clientWidth / (box.clientHeight || 1)));
  const rings = around.length > 30 ? 3 : around.length > 13 ? 2 : 1;
  const base = Math.max(150, (around.length * 20) / rings);
  around.forEach((e, i) => {
    const turn = (i / around.length) * 2 * Math.PI - Math.PI / 2,
      r = base * (1 + (i % rings) * 0.48);
    places.set(e, { x: Math.round(r * wide * 1.1 * Math.cos(turn)), y: Math.round(r * Math.sin(turn)) });
  });
  return places;
}
// The steps of a chain bow out beside the line of its claim.
function placeChain() {
  const stops = [view.chain[0][0], ...view.chain.map(hop => hop[2])];
  for (const e of stops) drawnEnds.add(e);
  const a = spot.get(stops[0]),
    b = spot.get(stops[stops.length - 1]);
  if (!a || !b) return;
  const dx = b.x - a.x,
    dy = b.y - a.y,
    far = Math.hypot(dx, dy) || 1,
    bow = Math.max(80, far * 0.35);
  stops.forEach((e, i) => {
    const t = i / (stops.length - 1),
      out = Math.sin(t * Math.PI) * bow;
    if (!spot.has(e))
      spot.set(e, {
        x: Math.round(a.x + dx * t - (dy / far) * out),
        y: Math.round(a.y + dy * t + (dx / far) * out),
      });
  });
}

const at = e => (view.star && view.star.get(e)) || spot.get(e);
