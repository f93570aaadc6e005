// One phone: its bars, its thread, its composer and its sheets.

import { now, written } from "./clock.js";
import { button, Composer } from "./composer.js";
import { el, icon, pause } from "./dom.js";
import { Menu } from "./menu.js";
import { locationSheet, photoSheet, scanSheet, voiceSheet } from "./sheets.js";
import { Thread } from "./thread.js";
import { say } from "./words.js";

const LOOK = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 450; // milliseconds somebody seems to type

export class Phone {
  // talk: {gesture(gesture), exchanged(exchange), keep(), arrived()}
  constructor(name, scenery, tab, talk) {
    Object.assign(this, { name, scenery, tab, talk, waiting: 0, said: null });
    this.thread = new Thread({ tap: (choice) => this.tap(choice), hints: this.hints(), origin: this.origin() });
    this.composer = new Composer({ phone: name, tools: this.tools(), write: (text) => this.write(text) });
    this.screen = el("div", { class: "screen" }, ...this.bars(), this.thread.element, this.composer.element);
    if (name === "wechat") this.account();
    this.element = el("section", { class: `phone ${name}`, id: name, "aria-label": say(`${name}-label`) }, this.screen);
    for (const message of tab.threads[name]) this.thread.add(message);
    this.settle();
  }

  bars() {
    const clock = el("time", {});
    const tick = () => (clock.textContent = written(now(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    setInterval(tick, 2_000);
    tick();
    const status = el("div", { class: "status", "aria-hidden": "true" }, clock, el("i", { class: "island" }), el("span", {}, el("i", { class: "signal" }), el("i", { class: "battery" })));
    return [status, this.name === "wechat" ? this.accountBar() : this.numberBar()];
  }

  accountBar() {
    return el("header", { class: "bar" }, icon("back"), el("h2", {}, say("account")), button("more", "more", () => this.composer.toggle()));
  }

  numberBar() {
    const name = el("div", {}, el("h2", {}, say("account")), el("p", {}, this.scenery.number));
    return el("header", { class: "bar" }, icon("back"), el("span", { class: "avatar", "aria-hidden": "true" }), name);
  }

  account() {
    this.composer.element.append(new Menu(this.scenery.menu, (entry) => this.press(entry)).element);
    this.screen.append(this.card());
  }

  card() {
    const act = () => this.sign("follow");
    return el("div", { class: "card" }, el("span", { class: "avatar", "aria-hidden": "true" }), el("h3", {}, say("account")), el("p", { class: "kind" }, say("wechat-kind")), el("p", {}, say("wechat-intro")), el("button", { class: "primary", type: "button", onclick: act }, say("follow")), el("button", { class: "second", type: "button", onclick: () => this.scans() }, say("scan-instead")), el("p", { class: "small" }, say("follow-first")));
  }

  origin() {
    return this.name === "sms" ? el("p", { class: "origin" }, say("sms-service")) : null;
  }

  hints() {
    const lines = [1, 2, 3].map((at) => el("button", { type: "button", class: "hint", onclick: () => this.composer.fill(say(`try-${at}`)) }, say(`try-${at}`)));
    return el("div", { class: "hints" }, el("p", {}, say("try-title")), ...lines);
  }

  tools() {
    const send = (gesture, shown) => this.send(gesture, shown);
    const photo = { name: "photo", icon: "image", open: () => photoSheet(this, send) };
    const place = { name: "location", icon: "pin", open: () => locationSheet(this, send) };
    const voice = { name: "voice", icon: "mic", open: () => voiceSheet(this, send) };
    const scan = { name: "scan", icon: "scan", open: () => this.scans() };
    const again = { name: "redeliver", icon: "redo", open: () => this.redeliver() };
    const leave = { name: "unfollow", icon: "leave", open: () => this.sign("unfollow") };
    return this.name === "wechat" ? [photo, place, voice, scan, again, leave] : [photo, place, again];
  }

  write(text) {
    return this.send({ kind: "text", text }, { kind: "text", text });
  }

  tap({ item, sends }) {
    return this.send({ kind: "tap", item, text: sends }, { kind: "text", text: sends });
  }

  // An entry of the menu: some open what the phone has, the others send their key.
  press({ name, key, kind }) {
    const send = (gesture, shown) => this.send(gesture, shown);
    if (kind === "pic_photo_or_album") return photoSheet(this, send);
    if (kind === "location_select") return locationSheet(this, send);
    this.did(`${say("pressed")} ${name}`);
    return this.send({ kind: "press", key });
  }

  scans() {
    scanSheet(this, ({ scene, name }) => {
      this.did(`${say("scanned")} ${name}`);
      this.tab.follows = true; // who scans a code of the account and follows it not yet, follows it by that
      this.settle();
      this.composer.plus.focus({ preventScroll: true });
      this.send({ kind: "scan", scene });
    });
  }

  // What writes nothing is noted between the messages.
  did(text) {
    this.thread.hints.hidden = true;
    this.show({ who: "note", text });
  }

  async sign(kind) {
    this.tab.follows = kind === "follow";
    this.show({ who: "note", text: say(`${kind}ed`) });
    this.settle();
    await this.send({ kind });
  }

  async redeliver() {
    const exchange = await this.exchange({ kind: "redeliver" });
    if (!exchange) return;
    const same = [null, JSON.stringify(exchange.said)].includes(this.said);
    this.show({ who: "note", text: say(same ? "redelivered-same" : "redelivered-other") });
  }

  async send(gesture, shown) {
    if (shown) this.show({ who: "me", ...shown });
    const exchange = await this.exchange(gesture);
    if (!exchange) return;
    this.said = JSON.stringify(exchange.said);
    for (const text of exchange.said) this.hear(text);
  }

  async exchange(gesture) {
    this.busy(1);
    try {
      const [exchange] = await Promise.all([this.talk.gesture(gesture), pause(LOOK)]);
      this.talk.exchanged(exchange);
      if (exchange.status >= 400) this.show({ who: "note", text: `${say("refused")} ${exchange.status}` });
      return exchange;
    } catch (trouble) {
      this.show({ who: "note", text: say(trouble.message === "409" ? "nothing-sent" : "lost") });
      return null;
    } finally {
      this.busy(-1);
    }
  }

  hear(text) {
    this.show({ who: "them", kind: "text", text });
    this.talk.arrived(text);
  }

  show(message) {
    const dated = { kind: "text", at: now(), ...message };
    this.tab.threads[this.name].push(dated);
    this.thread.add(dated);
    this.talk.keep();
  }

  busy(more) {
    this.waiting += more;
    this.thread.typing(this.waiting > 0);
  }

  settle() {
    this.element.classList.toggle("stranger", this.name === "wechat" && !this.tab.follows);
  }
}
