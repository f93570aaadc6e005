// The messages of one phone.

import { now, written } from "./clock.js";
import { el, icon } from "./dom.js";
import { pieces } from "./text.js";
import { say } from "./words.js";

const QUIET = 5 * 60 * 1000; // milliseconds after which the time is shown again
const NEAR = 90; // pixels from the end that count as reading along

export class Thread {
  // A message: {who: "me" | "them" | "note", kind: "text" | "photo" | "voice" | "location", text, at, picture}
  constructor({ tap, hints, origin }) {
    this.tap = tap;
    this.last = 0;
    this.along = true; // the reader is at the end, and stays there
    this.list = el("ol", { class: "messages" });
    this.hints = hints;
    this.dots = el("p", { class: "typing", role: "status", hidden: true }, ...dots());
    this.newest = el("button", { class: "newest", type: "button", hidden: true, onclick: () => this.follow() }, say("newest"));
    this.scroller = el("div", { class: "scroller", role: "log", tabindex: "0", "aria-live": "polite" }, origin, this.list, this.dots, hints);
    this.scroller.addEventListener("scroll", () => this.read());
    new ResizeObserver(() => this.along && this.follow()).observe(this.scroller);
    this.element = el("div", { class: "thread" }, this.scroller, this.newest);
  }

  add(message) {
    const along = this.along || message.who === "me";
    if (message.at - this.last > QUIET) this.list.append(el("li", { class: "when" }, time(message.at)));
    this.last = message.at;
    this.list.append(message.who === "note" ? note(message) : this.entry(message));
    if (message.who === "me") this.hints.hidden = true;
    if (along) this.follow();
    else this.newest.hidden = false;
  }

  entry(message) {
    const whose = say(message.who === "me" ? "message-yours" : "message-theirs");
    const bubble = el("div", { class: `bubble ${message.kind}` }, el("span", { class: "unseen" }, `${whose}: `), ...this.content(message));
    return el("li", { class: `message ${message.who}` }, el("span", { class: "avatar", "aria-hidden": "true" }), bubble);
  }

  content(message) {
    if (message.kind === "photo") return [el("img", { src: message.picture, alt: message.text })];
    if (message.kind === "voice") return [icon("wave"), message.text || el("i", {}, say("voice-silent"))];
    if (message.kind === "location") return [icon("pin"), message.text];
    if (message.who === "me") return [message.text];
    return pieces(message.text).map((piece) => this.piece(piece));
  }

  piece({ words, choice, address }) {
    if (address) return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address);
    if (!choice) return words;
    return el("button", { class: "choice", type: "button", onclick: () => this.tap(choice) }, words);
  }

  typing(on) {
    this.dots.hidden = !on;
    if (on && this.along) this.follow();
  }

  read() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.along = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.along) this.newest.hidden = true;
  }

  follow() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.along = true;
    this.newest.hidden = true;
  }
}

function note(message) {
  return el("li", { class: "note" }, message.text);
}

function dots() {
  return [el("span", { class: "unseen" }, say("typing")), el("i"), el("i"), el("i")];
}

function time(at) {
  const when = new Date(at);
  const today = written(when, { dateStyle: "short" }) === written(now(), { dateStyle: "short" });
  const style = today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" };
  return el("time", { datetime: when.toISOString() }, written(when, style));
}
