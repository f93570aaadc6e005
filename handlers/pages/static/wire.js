// The drawer that shows the last request and its answer as they stood on the wire.

import { button } from "./composer.js";
import { el } from "./dom.js";
import { say } from "./words.js";

const SIDES = ["wechat", "sms", "office"];

export class Wire {
  constructor() {
    this.element = el("aside", { class: "wire", id: "wire", "aria-label": say("wire-title"), hidden: true });
    this.exchanges = {};
    this.shown = "wechat";
    this.tabs = SIDES.map((phone) => el("button", { type: "button", onclick: () => this.show(phone) }, say(`phone-${phone}`)));
    this.halves = el("div", { class: "halves" });
    const head = el("header", {}, el("h2", {}, say("wire-title")), el("div", { class: "segments" }, ...this.tabs), button("close", "close", () => this.toggle(false)));
    this.element.append(head, this.halves);
    this.opener = button("wire", "wire", () => this.toggle());
    this.opener.classList.add("labelled");
    this.opener.append(el("span", {}, say("wire")));
    this.opener.setAttribute("aria-expanded", "false");
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    this.show("wechat");
  }

  toggle(open = this.element.hidden) {
    this.element.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  }

  passed(phone, exchange) {
    this.exchanges[phone] = exchange;
    this.show(phone);
  }

  show(phone) {
    this.shown = phone;
    this.tabs.forEach((tab, at) => tab.setAttribute("aria-pressed", String(SIDES[at] === phone)));
    const exchange = this.exchanges[phone];
    if (!exchange) return this.halves.replaceChildren(el("p", { class: "small" }, say("wire-empty")));
    const took = `${exchange.took_ms.toFixed(1)} ${say("wire-took")}`;
    return this.halves.replaceChildren(half("wire-request", exchange.request), half("wire-answer", exchange.answer, took));
  }
}

function half(title, { line, headers, body }, aside = "") {
  const rows = headers.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
  const parts = [el("h3", {}, say(title), el("small", {}, aside)), code(line), el("dl", {}, ...rows)];
  if (body) parts.push(el("h4", {}, say("wire-body")), code(body));
  return el("section", {}, ...parts);
}

function code(text) {
  return el("pre", { tabindex: "0" }, text);
}
