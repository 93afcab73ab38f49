// Building the page. Text of documents only ever becomes a text node: nothing here, or in any other
// part, makes markup from strings.
const $ = id => document.getElementById(id);

function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of [children].flat(9))
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
}

function fill(node, ...children) {
  node.replaceChildren();
  add(node, children);
}

const SVG_NS = "http://www.w3.org/2000/svg";

function svgNode(tag, attributes, ...children) {
  const node = document.createElementNS(SVG_NS, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  add(node, children);
  return node;
}

function icon(width, height, ...shapes) {
  return svgNode(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", class: "icon" },
    shapes.map(([tag, attributes]) => svgNode(tag, attributes)),
  );
}

// Only http and https; the URL parser decides, and no other scheme becomes a link.
function safeUrl(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

function link(address, text) {
  const href = address ? safeUrl(address) : null;
  if (!href) return el("span", {}, el("bdi", {}, text));
  return el("a", { href, rel: "noopener noreferrer nofollow", target: "_blank" }, el("bdi", {}, text));
}

const links = pairs =>
  joined(
    (pairs || []).map(([text, address]) => link(address, text)),
    " \u00b7 ",
  );
const joined = (nodes, by) => nodes.flatMap((node, i) => (i ? [by, node] : [node]));
const bdi = text => el("bdi", {}, text);
const button = (text, onclick, attributes) => el("button", { type: "button", onclick, ...attributes }, text);
const number = n => n.toLocaleString("en");
const plural = (n, one, many) => `${number(n)} ${n === 1 ? one : many || one + "s"}`;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

let sayTimer = 0;
function say(text) {
  clearTimeout(sayTimer);
  sayTimer = setTimeout(() => {
    $("say").textContent = text;
  }, 60);
}

function remember(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    localStorage.setItem(key, value);
  } catch {
    /* no storage for pages from disk */
  }
  return null;
}
