// A small map of the city, drawn from the polygons of its profile.

import { svg } from "./dom.js";
import { say } from "./words.js";

const WIDTH = 360; // units of the drawing
const MARGIN = 8;

export class CityMap {
  constructor(scenery, pick) {
    this.places = scenery.landmarks;
    this.frame(scenery.districts.flatMap((area) => area.polygons.flat(2)));
    this.pin = svg("path", { class: "pin", d: "M0 0s-9-10-9-17a9 9 0 0 1 18 0c0 7-9 17-9 17z", visibility: "hidden" });
    const drawn = [...scenery.districts.map((area, at) => this.area(area, `district d${at % 6}`)), ...scenery.streets.map((area) => this.area(area, "street"))];
    const named = scenery.districts.map((area) => this.name(area));
    const dots = this.places.map((place) => this.dot(place));
    this.element = svg("svg", { class: "map", viewBox: `0 0 ${WIDTH} ${this.height}`, role: "img", "aria-label": say("location-map") }, ...drawn, ...dots, ...named, this.pin);
    this.element.addEventListener("click", (event) => pick(this.point(event)));
  }

  frame(points) {
    const lons = points.map(([lon]) => lon);
    const lats = points.map(([, lat]) => lat);
    [this.west, this.south, this.north] = [Math.min(...lons), Math.min(...lats), Math.max(...lats)];
    this.squeeze = Math.cos(((this.south + this.north) / 2) * (Math.PI / 180)); // a degree of longitude is shorter than one of latitude
    this.scale = (WIDTH - 2 * MARGIN) / ((Math.max(...lons) - this.west) * this.squeeze);
    this.height = Math.round((this.north - this.south) * this.scale) + 2 * MARGIN;
  }

  at([lon, lat]) {
    return [(lon - this.west) * this.squeeze * this.scale + MARGIN, (this.north - lat) * this.scale + MARGIN];
  }

  point(event) {
    const corner = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.element.getScreenCTM().inverse());
    return { lon: (corner.x - MARGIN) / this.scale / this.squeeze + this.west, lat: this.north - (corner.y - MARGIN) / this.scale };
  }

  area(area, look) {
    const rings = area.polygons.flat().map((ring) => `M${ring.map((point) => this.at(point).map((unit) => unit.toFixed(1)).join(" ")).join("L")}Z`);
    return svg("path", { class: look, "fill-rule": "evenodd", d: rings.join("") }, svg("title", {}, area.name));
  }

  name(area) {
    const boxes = area.polygons.map(([border]) => box(border));
    const widest = boxes.reduce((best, each) => (each.size > best.size ? each : best));
    const [x, y] = this.at(widest.middle);
    return svg("text", { x, y, class: "name" }, area.name);
  }

  dot(place) {
    const [cx, cy] = this.at([place.lon, place.lat]);
    return svg("circle", { cx, cy, r: 2.5, class: "dot" }, svg("title", {}, place.name));
  }

  mark(place) {
    const [x, y] = this.at([place.lon, place.lat]);
    this.pin.setAttribute("transform", `translate(${x} ${y})`);
    this.pin.setAttribute("visibility", "visible");
  }

  nearest(point) {
    const far = (place) => (place.lat - point.lat) ** 2 + ((place.lon - point.lon) * this.squeeze) ** 2;
    return this.places.reduce((best, place) => (far(place) < far(best) ? place : best));
  }
}

function box(ring) {
  const ends = [0, 1].map((axis) => ring.map((point) => point[axis])).map((all) => [Math.min(...all), Math.max(...all)]);
  const [[west, east], [south, north]] = ends;
  return { size: (east - west) * (north - south), middle: [(west + east) / 2, (south + north) / 2] };
}
