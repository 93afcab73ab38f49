// The camera follows the size of the window until somebody moves it
let moved = false;
const narrow = matchMedia("(max-width: 820px)");
function fit() {
  moved = false;
  const box = $("graph");
  if (!drawnEnds.size || !box.clientWidth) return;
  let left = Infinity,
    right = -Infinity,
    top = Infinity,
    bottom = -Infinity;
  for (const e of drawnEnds) {
    const p = at(e),
      r = radius(e),
      half = Math.max(r, ENTITIES[e].short.length * 3.6);
    left = Math.min(left, p.x - half);
    right = Math.max(right, p.x + half);
    top = Math.min(top, p.y - r);
    bottom = Math.max(bottom, p.y + r + 22);
  }
  const scale = Math.min(
    1.5,
    (box.clientWidth - 36) / (right - left),
    (box.clientHeight - 40) / (bottom - top),
  );
  net.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.max(0.03, scale),
    animation: false,
  });
}
// The part of the picture that no sheet covers, as an offset of its middle and its height.
function openPart() {
  const box = $("graph"),
    sheet =
      document.body.dataset.sheet === "details" && narrow.matches
        ? $("details").offsetHeight - document.querySelector(".foot").offsetHeight
        : 0;
  const height = Math.max(120, box.clientHeight - Math.max(0, sheet));
  return { height, lift: (box.clientHeight - height) / 2 };
}
function look(ends) {
  const box = $("graph"),
    places = ends.filter(e => drawnEnds.has(e)).map(at);
  if (!places.length || !box.clientWidth) return;
  const { height, lift } = openPart();
  const outside = places.some(p => {
    const d = net.canvasToDOM(p);
    return d.x < 40 || d.y < 40 || d.x > box.clientWidth - 40 || d.y > height - 40;
  });
  if (!outside && !narrow.matches) return;
  moved = true;
  if (places.length > 1) {
    const span = k => Math.max(...places.map(p => p[k])) - Math.min(...places.map(p => p[k])) + 1;
    const scale = Math.min(
      narrow.matches ? 1.1 : net.getScale(),
      (0.8 * box.clientWidth) / span("x"),
      (0.7 * height) / span("y"),
    );
    if (scale < net.getScale() || narrow.matches) net.moveTo({ scale, animation: false });
  }
  const mean = k => places.reduce((sum, p) => sum + p[k], 0) / places.length;
  net.moveTo({
    position: { x: mean("x"), y: mean("y") },
    offset: { x: 0, y: -lift },
    animation: calm() ? false : { duration: 280, easingFunction: "easeOutQuad" },
  });
}
const zoom = by => {
  moved = true;
  net.moveTo({ scale: Math.min(6, Math.max(0.03, net.getScale() * by)), animation: false });
};
function pan(dx, dy) {
  moved = true;
  const here = net.getViewPosition(),
    step = 70 / net.getScale();
  net.moveTo({ position: { x: here.x + dx * step, y: here.y + dy * step }, animation: false });
}
