// The picture as SVG and PNG, the claims that pass the filters as CSV.
const fileName = ending =>
  `${
    CORE.title
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")
      .slice(0, 60) || "claims"
  }.${ending}`;

function download(blob, name) {
  const address = URL.createObjectURL(blob),
    anchor = el("a", { download: name, class: "unseen" });
  anchor.href = address;
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 20000);
  say(`Saved ${name}`);
}

// The whole picture, drawn anew from the same places and looks, with title and legend.
function pictureNode() {
  const p = colours(),
    mark = emphasis(),
    ends = [...drawnEnds],
    margin = 70,
    foot = 74;
  const xs = ends.map(e => at(e).x),
    ys = ends.map(e => at(e).y);
  const left = Math.min(0, ...xs) - margin,
    top = Math.min(0, ...ys) - margin - 34,
    width = Math.max(640, Math.max(0, ...xs) + margin - left),
    height = Math.max(300, Math.max(0, ...ys) + margin + foot - top);
  const text = (x, y, words, size, attributes) =>
    svgNode("text", { x, y, "font-size": size, fill: p.ink, "font-family": FONT, ...attributes }, words);
  const root = svgNode("svg", { xmlns: SVG_NS, width, height, viewBox: `${left} ${top} ${width} ${height}` });
  add(root, [
    svgNode("title", {}, CORE.title),
    svgNode("rect", { x: left, y: top, width, height, fill: p.paper }),
    text(left + 20, top + 32, CORE.title.slice(0, 120), 18, { "font-weight": 650 }),
  ]);
  const lines = svgNode("g", { fill: "none" }),
    names = svgNode("g", {
      "text-anchor": "middle",
      "paint-order": "stroke",
      stroke: p.paper,
      "stroke-width": 3.5,
      "stroke-linejoin": "round",
    }),
    badges = svgNode("g", {}),
    shapes = svgNode("g", {});
  for (const c of drawn) {
    const look = edgeLook(c, mark),
      a = at(CLAIMS.s[c]),
      b = at(CLAIMS.o[c]),
      colour = look.color.color,
      opacity = look.color.opacity;
    const dx = b.x - a.x,
      dy = b.y - a.y,
      far = Math.hypot(dx, dy) || 1;
    if (CLAIMS.s[c] === CLAIMS.o[c]) {
      const r = radius(CLAIMS.s[c]);
      add(
        lines,
        svgNode("circle", {
          cx: a.x + r,
          cy: a.y - r,
          r: r * 0.9,
          stroke: colour,
          "stroke-width": look.width,
          opacity,
          "stroke-dasharray": look.dashes ? "7 6" : "none",
        }),
      );
      continue;
    }
    const bend = (look.smooth.roundness || 0) * (look.smooth.type === "curvedCCW" ? 1 : -1) * far;
    const mx = (a.x + b.x) / 2 + (-dy / far) * bend,
      my = (a.y + b.y) / 2 + (dx / far) * bend; // control point
    const ex = b.x - mx,
      ey = b.y - my,
      reach = Math.hypot(ex, ey) || 1,
      gap = radius(CLAIMS.o[c]) + 4,
      ux = ex / reach,
      uy = ey / reach,
      tip = { x: b.x - ux * gap, y: b.y - uy * gap };
    add(
      lines,
      svgNode("path", {
        d: `M${a.x} ${a.y}Q${mx.toFixed(1)} ${my.toFixed(1)} ${tip.x.toFixed(1)} ${tip.y.toFixed(1)}`,
        stroke: colour,
        "stroke-width": look.width,
        "stroke-dasharray": look.dashes ? "7 6" : "none",
        opacity,
      }),
    );
    const head = headOf(c),
      at2 = (k, side) =>
        `${(tip.x - ux * k - uy * side).toFixed(1)},${(tip.y - uy * k + ux * side).toFixed(1)}`;
    if (head === "triangle")
      add(
        lines,
        svgNode("polygon", { points: `${at2(0, 0)} ${at2(9, 4)} ${at2(9, -4)}`, fill: colour, opacity }),
      );
    else if (head === "bar")
      add(
        lines,
        svgNode("path", { d: `M${at2(0, 6)}L${at2(0, -6)}`, stroke: colour, "stroke-width": 2.6, opacity }),
      );
    else
      add(lines, svgNode("circle", { cx: tip.x - ux * 4, cy: tip.y - uy * 4, r: 4, fill: colour, opacity }));
    const cx = (a.x + 2 * mx + tip.x) / 4,
      cy = (a.y + 2 * my + tip.y) / 4;
    if (look.arrows.middle.enabled)
      add(
        badges,
        cross(cx, cy, 6.5).map(([tag, attributes]) =>
          svgNode(tag, {
            ...attributes,
            ...(tag === "circle"
              ? { fill: p.con }
              : { stroke: p.cross || p.paper, "stroke-width": 1.8, fill: "none" }),
          }),
        ),
      );
    if (look.label.trim()) add(names, text(cx, cy - 6, look.label, 11.5));
  }
  for (const [s, words, o] of view.chain || []) {
    const a = at(s),
      b = at(o);
    add(
      lines,
      svgNode("path", {
        d: `M${a.x} ${a.y}L${b.x} ${b.y}`,
        stroke: p.lit,
        "stroke-width": 2.4,
        "stroke-dasharray": "2 5",
      }),
    );
    add(names, text((a.x + b.x) / 2, (a.y + b.y) / 2 - 6, words, 11.5));
  }
  for (const e of ends) {
    const look = nodeLook(e, mark),
      { x, y } = at(e),
      [tag, attributes] = shapeAt(familyOf(e), x, y, look.size, {
        fill: look.color.background,
        stroke: look.color.border,
        "stroke-width": look.borderWidth,
        opacity: look.opacity,
      });
    add(shapes, svgNode(tag, attributes));
    add(
      names,
      text(x, y + look.size + 4 + look.font.size * 0.8, ENTITIES[e].short, look.font.size, {
        opacity: look.opacity < 1 ? 0.35 : 1,
      }),
    );
  }
  add(root, [lines, badges, shapes, names]);
  const y = top + height - 30;
  let x = left + 20;
  for (const [words, whole, disputed] of [
    ["literature-supported", true, false],
    ["source-asserted only", false, false],
    ["evidence contradicts", false, true],
  ]) {
    add(root, [
      svgNode("line", {
        x1: x,
        y1: y - 4,
        x2: x + 34,
        y2: y - 4,
        stroke: disputed ? p.con : whole ? p.lit : p.src,
        "stroke-width": whole ? 2.6 : 1.6,
        "stroke-dasharray": whole ? "none" : "7 5",
      }),
      disputed
        ? cross(x + 17, y - 4, 6).map(([tag, attributes]) =>
            svgNode(tag, {
              ...attributes,
              ...(tag === "circle"
                ? { fill: p.con }
                : { stroke: p.cross || p.paper, "stroke-width": 1.6, fill: "none" }),
            }),
          )
        : null,
      text(x + 42, y, words, 12),
    ]);
    x += 60 + words.length * 6.6;
  }
  for (const family of new Set(ends.map(familyOf))) {
    if (x > left + width - 150) break;
    const [tag, attributes] = shapeAt(family, x + 6, y - 4, 6, {
      fill: p.family(family),
      stroke: p.rim,
      "stroke-width": 0.6,
    });
    add(root, [svgNode(tag, attributes), text(x + 18, y, FAMILIES[family].name, 12)]);
    x += 34 + FAMILIES[family].name.length * 6.6;
  }
  return { root, width, height };
}
function pictureSvg() {
  const { root, width, height } = pictureNode();
  return { text: new XMLSerializer().serializeToString(root), width, height };
}
// On paper the picture is the drawn one, in light colours.
function beforePrint() {
  const before = theme;
  setTheme("light");
  fill($("print"), pictureNode().root);
  $("print").hidden = false;
  setTheme(before);
  document.documentElement.dataset.theme = "light";
}
function afterPrint() {
  $("print").hidden = true;
  fill($("print"));
  document.documentElement.dataset.theme = theme;
}
function saveSvg() {
  download(
    new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', pictureSvg().text], { type: "image/svg+xml" }),
    fileName("svg"),
  );
}
function savePng() {
  const { text, width, height } = pictureSvg(),
    scale = Math.min(2, 8000 / Math.max(width, height));
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" })),
    image = new Image();
  image.onload = () => {
    const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob(
      blob => (blob ? download(blob, fileName("png")) : say("The picture is too large for this browser")),
      "image/png",
    );
  };
  image.onerror = () => {
    URL.revokeObjectURL(address);
    say("This browser cannot turn the picture into a PNG; save it as SVG");
  };
  image.src = address;
}

// The columns of claims.csv. A cell that a spreadsheet would take for a formula begins with an apostrophe.
function csvCell(value) {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
const CSV_COLUMNS = [
  ["subject", c => label(CLAIMS.s[c])],
  ["subject_id", c => ENTITIES[CLAIMS.s[c]].id],
  ["predicate", c => PREDICATES[CLAIMS.p[c]].name],
  ["object", c => label(CLAIMS.o[c])],
  ["object_id", c => ENTITIES[CLAIMS.o[c]].id],
  ["polarity", c => (CLAIMS.neg[c] ? "negated" : "affirmed")],
  ["status", c => (isSupported(c) ? "literature-supported" : "source-asserted")],
  ["verdict", verdictOf],
  ["documents", c => CLAIMS.docs[c].length],
  ["assertions", c => CLAIMS.n[c]],
  ["hedged", c => CLAIMS.hedged[c]],
  ["papers_for", c => CLAIMS.papers[c]],
  ["papers_against", c => CLAIMS.against[c]],
  ["best_grade", c => (CLAIMS.grade[c] < NO_GRADE ? CORE.grades[CLAIMS.grade[c]][0] : "")],
  ["inferred", c => (CLAIMS.inferred[c] ? "true" : "false")],
  ["why", (c, why) => why.get(c)],
  ["claim", c => CORE.iri + CLAIMS.key[c]],
  ["aspect", c => CLAIMS.aspect[c]],
];
function claimsCsv() {
  const claims = currentView === "table" ? tableOrder() : inView;
  const why = new Map(
    claims
      .slice()
      .sort((a, b) => a - b)
      .map(c => [c, detailOf(c).why]),
  ); // in the order of the chunks, each read once
  const rows = claims.map(c => CSV_COLUMNS.map(([, cell]) => csvCell(cell(c, why))).join(","));
  return [CSV_COLUMNS.map(([name]) => name).join(","), ...rows, ""].join("\n");
}
function saveCsv() {
  download(new Blob(["\ufeff", claimsCsv()], { type: "text/csv;charset=utf-8" }), fileName("csv"));
}
