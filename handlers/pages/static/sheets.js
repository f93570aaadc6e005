// What slides up over a phone: photo, location, voice, codes to scan.

import { button } from "./composer.js";
import { el } from "./dom.js";
import { CityMap } from "./map.js";
import { encoded, rasterised, thumbnail } from "./pictures.js";
import { say } from "./words.js";

const SAMPLES = ["lamp", "pothole", "bins"];
const MOST_PHOTO_BYTES = 6 * 1024 * 1024;

export function photoSheet(phone, send) {
  const sheet = new Sheet(phone, "photo-title");
  const take = async (picture, name) => {
    sheet.close();
    if (picture.size > MOST_PHOTO_BYTES) return phone.show({ who: "note", text: say("too-large") });
    const shown = { kind: "photo", text: name, picture: await thumbnail(picture) };
    await send({ kind: "photo", mime: picture.type, content: await encoded(picture) }, shown);
  };
  const samples = SAMPLES.map((name) => sample(name, async () => take(await rasterised(`/demo/static/samples/${name}.svg`), say(`photo-${name}`))));
  const file = el("input", { type: "file", accept: "image/jpeg,image/png,image/gif,image/webp", multiple: true, class: "unseen" });
  file.addEventListener("change", async () => {
    for (const picture of file.files) await take(picture, picture.name);
  });
  sheet.open(el("p", { class: "label" }, say("photo-samples")), el("div", { class: "samples" }, ...samples), el("label", { class: "primary file" }, say("photo-file"), file));
}

function sample(name, take) {
  const picture = el("img", { src: `/demo/static/samples/${name}.svg`, alt: "" });
  return el("button", { type: "button", class: "sample", "data-sample": name, onclick: take }, picture, say(`photo-${name}`));
}

export function voiceSheet(phone, send) {
  const sheet = new Sheet(phone, "voice-title");
  const words = el("textarea", { rows: "3", id: `${phone.name}-voice` });
  const unheard = el("input", { type: "checkbox", role: "switch" });
  const act = () => {
    const recognised = unheard.checked ? "" : words.value.trim();
    if (!recognised && !unheard.checked) return words.focus();
    sheet.close();
    send({ kind: "voice", recognised }, { kind: "voice", text: recognised });
  };
  unheard.addEventListener("change", () => (words.disabled = unheard.checked));
  const label = el("label", { for: words.id, class: "label" }, say("voice-says"));
  const primary = el("button", { type: "button", class: "primary", onclick: act }, say("voice-send"));
  sheet.open(label, words, el("p", { class: "small" }, say("voice-hint")), el("label", { class: "switched" }, unheard, say("voice-unheard")), primary);
}

export function locationSheet(phone, send) {
  const sheet = new Sheet(phone, "location-title");
  const writes = phone.name === "sms"; // no SMS carries a point: its phone writes the name of the place
  const chosen = el("p", { class: "chosen", role: "status" }, say("location-none"));
  const primary = el("button", { type: "button", class: "primary", disabled: true }, say(writes ? "location-write" : "location-send"));
  const places = phone.scenery.landmarks;
  let choice = null;
  const choose = (point) => {
    choice = point;
    chosen.textContent = point.name ? `${point.name} · ${point.area}` : `${say("location-picked")} ${point.lat.toFixed(4)}, ${point.lon.toFixed(4)}`;
    primary.disabled = false;
    map.mark(point);
  };
  const map = new CityMap(phone.scenery, (point) => choose(writes ? map.nearest(point) : point));
  const rows = places.map((place) => el("li", {}, placeRow(place, choose)));
  primary.addEventListener("click", () => {
    sheet.close();
    if (writes) return phone.composer.fill(phone.composer.field.value + choice.name);
    return send({ kind: "location", lat: choice.lat, lon: choice.lon, label: choice.name ?? "" }, { kind: "location", text: choice.name || say("location-picked") });
  });
  sheet.open(map.element, el("ul", { class: "places", "aria-label": say("location-list") }, ...rows), chosen, primary);
}

export function scanSheet(phone, scan) {
  const sheet = new Sheet(phone, "scan-title");
  const choose = (spot) => {
    sheet.close();
    scan(spot);
  };
  const rows = phone.scenery.spots.map((spot) => el("li", {}, spotRow(spot, choose)));
  sheet.open(el("p", { class: "small" }, say("scan-hint")), el("ul", { class: "places", "aria-label": say("scan-list") }, ...rows));
}

function spotRow(spot, choose) {
  return el("button", { type: "button", class: "place", "data-scene": spot.scene, onclick: () => choose(spot) }, el("b", {}, spot.name), el("span", {}, spot.area));
}

function placeRow(place, choose) {
  return el("button", { type: "button", class: "place", onclick: () => choose(place) }, el("b", {}, place.name), el("span", {}, place.area));
}

class Sheet {
  constructor(phone, title) {
    this.phone = phone;
    this.back = document.activeElement;
    const id = `${phone.name}-sheet`;
    const head = el("header", {}, el("h3", { id }, say(title)), button("close", "close", () => this.close()));
    this.body = el("div", { class: "body" });
    this.element = el("div", { class: "sheet", role: "dialog", "aria-modal": "true", "aria-labelledby": id }, head, this.body);
    this.shade = el("div", { class: "shade", onclick: () => this.close() });
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open(...content) {
    this.body.append(...content);
    for (const part of this.phone.screen.children) part.inert = true;
    this.phone.screen.append(this.shade, this.element);
    this.element.querySelector("textarea, .body button, .body input").focus({ preventScroll: true });
  }

  close() {
    this.shade.remove();
    this.element.remove();
    for (const part of this.phone.screen.children) part.inert = false;
    if (this.back?.isConnected && !this.back.closest("[hidden]")) this.back.focus();
    else this.phone.composer.plus.focus();
  }
}
