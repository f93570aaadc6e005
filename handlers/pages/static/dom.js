// Small elements, and the pictures on buttons. Words always become text nodes, never markup.

const SVG = "http://www.w3.org/2000/svg";

const STROKES = {
  back: "M15 5l-7 7 7 7",
  check: "M5 12.500l4.500 4.500L19 7.500",
  close: "M6 6l12 12M18 6L6 18",
  globe: "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM3.500 12h17M12 3.500c-5 5.500-5 11.500 0 17 5-5.500 5-11.500 0-17z",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 8.500v.01",
  leave: "M10 4H5v16h5M15 8l4 4-4 4M19 12H9",
  office: "M4 20h16M6 20V9l6-5 6 5v11M10 20v-5h4v5",
  lines: "M7 8h10M7 12h10M7 16h10",
  mic: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3",
  more: "M5.500 12v.01M12 12v.01M18.500 12v.01",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.500 21a7.500 7.500 0 0 1 15 0",
  pin: "M12 21s-7-6.200-7-11a7 7 0 0 1 14 0c0 4.800-7 11-7 11zM12 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z",
  plus: "M12 5v14M5 12h14",
  redo: "M4.500 12a7.500 7.500 0 1 0 2.500-5.600M4.500 4v4.500H9",
  scan: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M4 12h16",
  send: "M12 19V5M6 11l6-6 6 6",
  wave: "M4 12v.01M8 9v6M12 6v12M16 9v6M20 12v.01",
  wire: "M8 7l-5 5 5 5M16 7l5 5-5 5M13.500 4l-3 16",
};

export function el(tag, properties = {}, ...children) {
  return dress(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return dress(document.createElementNS(SVG, tag), properties, children);
}

export function icon(name) {
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: STROKES[name] }));
}

export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function dress(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}
