// The account's menu below the conversation: three entries, some with more behind them.

import { el, icon } from "./dom.js";
import { say } from "./words.js";

export class Menu {
  // entries: [{name, key, kind, below}]; press: what to do with one that was pressed
  constructor(entries, press) {
    this.press = press;
    this.tops = entries.map((entry) => this.top(entry));
    this.element = el("div", { class: "menu", role: "group", "aria-label": say("menu") }, ...this.tops);
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.fold());
    this.element.addEventListener("focusout", (event) => this.element.contains(event.relatedTarget) || this.fold());
  }

  top(entry) {
    if (!entry.below.length) return el("div", {}, this.button(entry));
    const list = el("ul", { hidden: true }, ...entry.below.map((below) => el("li", {}, this.button(below))));
    const opener = el("button", { type: "button", "aria-expanded": "false" }, icon("lines"), entry.name);
    opener.addEventListener("click", () => this.unfold(opener, list));
    return el("div", {}, list, opener);
  }

  button(entry) {
    const act = () => {
      this.fold();
      this.press(entry);
    };
    return el("button", { type: "button", "data-menu": entry.key, onclick: act }, entry.name);
  }

  unfold(opener, list) {
    const open = list.hidden;
    this.fold();
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    opener.focus(); // some browsers give none to a button that was clicked, and folding waits for it to go
  }

  fold() {
    for (const list of this.element.querySelectorAll("ul")) list.hidden = true;
    for (const opener of this.element.querySelectorAll("[aria-expanded]")) opener.setAttribute("aria-expanded", "false");
  }
}
