// How things look: families by shape and colour, support by line, contradiction by a mark of its own.
const FAMILIES = {
  plant: { name: "Plants, botanicals", shape: "hexagon", light: "#007A5A", dark: "#009E73" },
  compound: { name: "Compounds, classes", shape: "diamond", light: "#E69F00", dark: "#E69F00" },
  messenger: { name: "Hormones, transmitters", shape: "dot", light: "#56B4E9", dark: "#8fd0ff" },
  target: { name: "Receptors, enzymes", shape: "square", light: "#5B2A86", dark: "#8E5AA8" },
  condition: { name: "Conditions, symptoms", shape: "triangleDown", light: "#D55E00", dark: "#D55E00" },
  effect: { name: "Effects, processes", shape: "triangle", light: "#CC79A7", dark: "#e3a3c6" },
  context: { name: "Therapies, groups", shape: "star", light: "#2E3238", dark: "#e6eaf0" },
};
const FAMILY_NAMES = Object.keys(FAMILIES);
const familyOf = e => (FAMILIES[ENTITIES[e].family] ? ENTITIES[e].family : "context");
const FONT = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif';

const VERDICT = {
  supported: { name: "Supported", tells: "evidence for it, none against" },
  contested: { name: "Contested", tells: "evidence for and against" },
  contradicted: { name: "Contradicted", tells: "evidence against, none for" },
  "related-only": { name: "Related only", tells: "evidence for less than it says" },
  "not-found": { name: "Nothing found", tells: "searched; nothing bears on it" },
};

let theme = "light";
const contrast = matchMedia("(forced-colors: active)");

function systemColour(name) {
  const probe = el("i", {});
  probe.style.color = name;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

let palette = null;
function colours() {
  if (palette) return palette;
  if (contrast.matches) {
    const ink = systemColour("CanvasText"),
      paper = systemColour("Canvas"),
      strong = systemColour("LinkText"),
      weak = systemColour("GrayText");
    palette = {
      ink,
      paper,
      lit: strong,
      src: ink,
      con: ink,
      ring: systemColour("Highlight"),
      rim: ink,
      weak,
      family: () => paper,
      forced: true,
    };
  } else if (theme === "dark") {
    palette = {
      ink: "#e6eaf0",
      paper: "#141920",
      lit: "#63b3f3",
      src: "#7f8b9b",
      con: "#ff8a4c",
      ring: "#ffd166",
      rim: "#0b0e13",
      weak: "#6c7786",
      cross: "#141920",
      family: f => FAMILIES[f].dark,
    };
  } else {
    palette = {
      ink: "#1b2330",
      paper: "#fcfcfd",
      lit: "#0066b3",
      src: "#7c8796",
      con: "#c2410c",
      ring: "#111827",
      rim: "#3c4656",
      weak: "#9aa4b2",
      cross: "#ffffff",
      family: f => FAMILIES[f].light,
    };
  }
  return palette;
}

const SHAPES = {
  square: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  triangle: [
    [0, -0.95],
    [1, 0.8],
    [-1, 0.8],
  ],
  triangleDown: [
    [0, 0.95],
    [1, -0.8],
    [-1, -0.8],
  ],
  hexagon: [0, 1, 2, 3, 4, 5].map(i => [Math.cos((i * Math.PI) / 3), Math.sin((i * Math.PI) / 3)]),
  star: [...Array(10).keys()].map(i => {
    const r = i % 2 ? 0.45 : 1,
      t = (i * Math.PI) / 5 - Math.PI / 2;
    return [r * Math.cos(t), r * Math.sin(t)];
  }),
};
function shapeAt(family, x, y, r, attributes) {
  const shape = FAMILIES[family].shape;
  if (shape === "dot") return ["circle", { cx: x, cy: y, r: r * 0.9, ...attributes }];
  return [
    "polygon",
    {
      points: SHAPES[shape].map(([a, b]) => `${(x + a * r).toFixed(1)},${(y + b * r).toFixed(1)}`).join(" "),
      ...attributes,
    },
  ];
}

// Glyphs take their colour from classes, so that they follow the theme without being drawn again.
function glyph(family, size = 14) {
  return icon(size, size, shapeAt(family, size / 2, size / 2, size / 2 - 0.6, { class: `fam-${family}` }));
}
function line(supported, disputed, width = 30) {
  const y = 6,
    shapes = [
      [
        "line",
        {
          x1: 1,
          y1: y,
          x2: width - 1,
          y2: y,
          class: `line ${disputed ? "con" : supported ? "lit" : "src"} ${supported ? "whole" : "dashed"}`,
        },
      ],
    ];
  if (disputed) shapes.push(...cross(width / 2, y, 5.4));
  return icon(width, 12, ...shapes);
}
const cross = (x, y, r) => [
  ["circle", { cx: x, cy: y, r, class: "cross-disc" }],
  [
    "path",
    {
      d: `M${x - r * 0.4} ${y - r * 0.4}l${r * 0.8} ${r * 0.8}m0 ${-r * 0.8}l${-r * 0.8} ${r * 0.8}`,
      class: "cross-lines",
    },
  ],
];
const crossIcon = () => icon(14, 14, ...cross(7, 7, 6));
const claimLine = (c, width) => line(isSupported(c), isDisputed(c), width);
const headIcon = kind =>
  icon(
    34,
    12,
    ["line", { x1: 2, y1: 6, x2: kind === "bar" ? 28 : 24, y2: 6, class: "line ink whole" }],
    kind === "bar"
      ? ["line", { x1: 28, y1: 1, x2: 28, y2: 11, class: "line ink whole" }]
      : ["circle", { cx: 28, cy: 6, r: 3.8, class: "ink-fill" }],
  );
const headOf = c => (CLAIMS.neg[c] ? "circle" : PREDICATES[CLAIMS.p[c]].lowers ? "bar" : "triangle");

function setTheme(next, keep) {
  theme = next;
  palette = null;
  document.documentElement.dataset.theme = next;
  if (keep) remember("substancekg-theme", next);
}
