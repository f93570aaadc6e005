// Where a message is written, with the tools behind the plus.

import { el, icon } from "./dom.js";
import { say } from "./words.js";

export class Composer {
  // tools: [{name, icon, open}]; write: what to do with the words
  constructor({ phone, tools, write }) {
    this.write = write;
    this.field = el("textarea", { rows: "1", "aria-label": say("write"), placeholder: say(`write-${phone}`), enterkeyhint: "send" });
    this.field.addEventListener("input", () => this.fit());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.panel = el("div", { class: "tools", hidden: true, id: `${phone}-tools` }, ...tools.map((tool) => this.tool(tool)));
    this.plus = button("plus", "more", () => this.toggle());
    this.plus.setAttribute("aria-expanded", "false");
    this.plus.setAttribute("aria-controls", `${phone}-tools`);
    this.send = el("button", { class: "send", type: "submit", "aria-label": say("send"), disabled: true }, icon("send"), el("span", {}, say("send")));
    this.row = el("div", { class: "row" }, ...this.order(phone, tools));
    this.element = el("form", { class: "composer", onsubmit: (event) => this.submit(event) }, this.row, this.panel);
  }

  order(phone, tools) {
    const voice = tools.find((tool) => tool.name === "voice");
    if (phone === "sms") return [this.plus, this.field, this.send];
    return [button("mic", "press-to-talk", () => voice.open()), this.field, this.plus, this.send];
  }

  tool({ name, icon: picture, open }) {
    const act = () => {
      this.toggle(false);
      open();
    };
    const hint = name === "redeliver" ? say("redeliver-hint") : null;
    return el("button", { type: "button", class: "tool", "data-tool": name, title: hint, onclick: act }, el("span", {}, icon(picture)), say(name));
  }

  toggle(open = this.panel.hidden) {
    this.panel.hidden = !open;
    this.plus.setAttribute("aria-expanded", String(open));
  }

  fill(words) {
    this.field.value = words;
    this.fit();
    this.field.focus();
  }

  fit() {
    this.send.disabled = this.field.value.trim() === "";
    this.element.classList.toggle("ready", !this.send.disabled); // makes room for the button before lines are counted
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
  }

  key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.element.requestSubmit();
  }

  submit(event) {
    event.preventDefault();
    const words = this.field.value;
    if (words.trim() === "") return;
    this.field.value = "";
    this.fit();
    this.toggle(false);
    this.write(words);
  }
}

export function button(picture, key, act) {
  return el("button", { type: "button", class: "round", "aria-label": say(key), title: say(key), onclick: act }, icon(picture));
}
