// Starts the page: words, two phones, the wire, and the ear for what is pushed.

import { button } from "./composer.js";
import { live, set } from "./clock.js";
import { el, icon, pause } from "./dom.js";
import { Office } from "./office.js";
import { Phone } from "./phone.js";
import { Wire } from "./wire.js";
import { learn, say } from "./words.js";
import { language, speak, Tab, World } from "./world.js";

const NAMES = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", en: "English" };
const PHONES = ["wechat", "sms"];

class Page {
  constructor(scenery, tab, world) {
    Object.assign(this, { tab, world, unread: { wechat: 0, sms: 0 } });
    this.wire = new Wire();
    this.office = new Office(tab, world, (exchange) => this.wire.passed("office", exchange));
    this.phones = Object.fromEntries(PHONES.map((name) => [name, new Phone(name, scenery, tab, this.talk(name))]));
    this.tabs = Object.fromEntries(PHONES.map((name) => [name, this.phoneTab(name)]));
    this.trouble = el("p", { class: "trouble", role: "alert", hidden: true }, say("lost"));
    document.getElementById("top").append(...this.top());
    document.getElementById("stage").append(el("div", { class: "side" }, this.story(), this.office.element), this.wire.element, ...PHONES.map((name) => this.phones[name].element));
    for (const name of PHONES) this.phones[name].element.addEventListener("focusin", () => this.choose(name));
    document.addEventListener("visibilitychange", () => this.choose(this.tab.shown));
    this.choose(tab.shown);
  }

  talk(name) {
    return {
      gesture: (gesture) => this.world.gesture(name, gesture),
      exchanged: (exchange) => this.wire.passed(name, exchange),
      arrived: (text) => this.arrived(name, text),
      keep: () => this.tab.keep(),
    };
  }

  top() {
    const brand = el("p", { class: "brand" }, el("img", { src: "/demo/static/icon.svg", alt: "", width: "32", height: "32" }), el("b", {}, "回音"), el("span", {}, "Huiyin"));
    const tabs = el("div", { class: "segments phones", role: "group", "aria-label": say("phones") }, ...Object.values(this.tabs));
    const fresh = button("person", "citizen-new", () => this.renew());
    fresh.classList.add("labelled");
    fresh.title = say("citizen-new-hint");
    fresh.append(el("span", {}, say("citizen-new")));
    return [brand, tabs, el("div", { class: "page-tools", role: "group", "aria-label": say("tools") }, this.office.opener, this.wire.opener, fresh, languages()), this.trouble];
  }

  phoneTab(name) {
    return el("button", { type: "button", onclick: () => this.choose(name) }, say(`phone-${name}`), el("span", { class: "badge", hidden: true }));
  }

  story() {
    const lines = [1, 2, 4, 3, 5].map((at) => el("li", {}, el("button", { type: "button", onclick: () => this.suggest(say(`try-${at}`)) }, say(`try-${at}`))));
    const tries = el("div", { class: "tries" }, el("h2", {}, say("try-title")), el("p", { class: "small" }, say("try-hint")), el("ul", {}, ...lines));
    return el("section", { class: "story" }, el("h1", {}, say("headline")), el("p", {}, say("lead")), tries, el("p", { class: "small real" }, say("real")));
  }

  suggest(words) {
    const stranger = this.tab.shown === "wechat" && !this.tab.follows;
    if (stranger) this.phones.wechat.sign("follow");
    this.phones[this.tab.shown].composer.fill(words);
  }

  choose(name) {
    if (this.tab.shown !== name) requestAnimationFrame(() => this.phones[name].thread.follow());
    this.tab.shown = name;
    this.tab.keep();
    document.body.dataset.shown = name;
    for (const phone of PHONES) this.tabs[phone].setAttribute("aria-pressed", String(phone === name));
    if (!document.hidden) this.count(name, 0);
  }

  arrived(name, text) {
    this.office.heard(text);
    const seen = !document.hidden && this.phones[name].element.offsetParent !== null;
    if (!seen) this.count(name, this.unread[name] + 1);
  }

  count(name, unread) {
    this.unread[name] = unread;
    const badge = this.tabs[name].querySelector(".badge");
    badge.hidden = unread === 0;
    badge.textContent = String(unread);
    badge.setAttribute("aria-label", `${unread} ${say("unread")}`);
    const all = this.unread.wechat + this.unread.sms;
    document.title = all ? `(${all}) ${say("title")}` : say("title");
  }

  renew() {
    Tab.forget();
    location.reload();
  }

  async listen() {
    for (;;) {
      try {
        for (const push of await this.world.pushes(this.tab.serial)) this.receive(push);
        this.trouble.hidden = true;
      } catch {
        this.trouble.hidden = false;
        await pause(2000);
      }
    }
  }

  receive({ serial, phone, text }) {
    this.tab.serial = serial;
    this.phones[phone].hear(text);
  }
}

function languages() {
  const options = Object.entries(NAMES).map(([code, name]) => el("option", { value: code, selected: code === language() }, name));
  const select = el("select", { "aria-label": say("language"), onchange: (event) => speak(event.target.value) }, ...options);
  return el("div", { class: "language" }, icon("globe"), select);
}

async function start() {
  document.documentElement.lang = language();
  const tab = new Tab();
  tab.visitor ||= await World.arrive();
  set(await World.time());
  const scenery = await World.scenery(language());
  learn(scenery.words);
  live(scenery.zone);
  const page = new Page(scenery, tab, new World(tab.visitor));
  tab.keep();
  await page.listen();
}

start();
