// The desk and the unit on the other side of a case, and the clock that both sides live by.

import { now, set, written } from "./clock.js";
import { button } from "./composer.js";
import { el } from "./dom.js";
import { say } from "./words.js";

const ACTS = ["accept", "reply", "ask", "resolve", "decline"];
const FITS = { submitted: ["accept", "decline"], accepted: ["decline"], assigned: ["reply", "ask", "resolve"] };
const TURNS = ["hour", "working-day"];
const NUMBER = /(?<!\d)\d{12}(?!\d)/g;
const MOST_CASES = 9;
const COVERS = matchMedia("(max-width: 1120px)"); // where this is a sheet over the phone

export class Office {
  // tab: what is remembered; world: the calls; exchanged(exchange): what went over the wire
  constructor(tab, world, exchanged) {
    Object.assign(this, { tab, world, exchanged, case: null, busy: false });
    this.numbers = el("select", { "aria-label": say("office-case"), onchange: (event) => this.open(event.target.value) });
    this.state = el("p", { class: "state", role: "status" });
    this.acts = Object.fromEntries(ACTS.map((act) => [act, this.actButton(act)]));
    this.time = el("time", {});
    this.element = el("section", { class: "office", id: "office", "aria-label": say("office-title") }, ...this.parts());
    this.opener = button("office", "office-title", () => this.toggle());
    this.opener.classList.add("office-opener");
    this.opener.setAttribute("aria-expanded", "false");
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
    setInterval(() => this.tick(), 5_000);
    this.show();
    this.tick();
  }

  parts() {
    const close = button("close", "close", () => this.toggle(false));
    const head = el("header", {}, el("h2", {}, say("office-title")), this.numbers, close);
    const turns = TURNS.map((by) => el("button", { type: "button", "data-turn": by, onclick: () => this.turn(by) }, say(`turn-${by}`)));
    const clock = el("div", { class: "turns", role: "group", "aria-label": say("turn-title") }, this.time, ...turns);
    return [head, this.state, el("div", { class: "acts" }, ...Object.values(this.acts)), clock];
  }

  actButton(act) {
    return el("button", { type: "button", "data-act": act, title: say(`act-${act}-hint`), onclick: () => this.act(act) }, say(`act-${act}`));
  }

  toggle(open = !this.element.classList.contains("open")) {
    this.element.classList.toggle("open", open);
    this.opener.setAttribute("aria-expanded", String(open));
  }

  // Learns of a case when its number stands in what a phone heard.
  heard(text) {
    const found = [...text.matchAll(NUMBER)].map(([number]) => number);
    const fresh = found.filter((number) => !this.tab.cases.includes(number));
    this.tab.cases = [...fresh, ...this.tab.cases].slice(0, MOST_CASES);
    if (fresh.length) this.case = null;
    if (found.length || this.case) this.show();
  }

  async open(number) {
    this.case = await this.world.caseSeen(number).catch(() => null);
    if (!this.case) this.tab.cases = this.tab.cases.filter((each) => each !== number);
    this.draw();
  }

  show() {
    const number = this.case?.number ?? this.tab.cases[0];
    this.draw();
    if (number) this.open(number);
  }

  async act(kind) {
    this.draw((this.busy = true));
    try {
      const done = await this.world.act({ kind, number: this.case.number, text: say(`act-${kind}-text`) });
      this.exchanged(done.exchange);
      this.case = done.case ?? this.case;
      this.refused = done.exchange.status >= 400 ? done.exchange.status : 0;
      if (COVERS.matches && !this.refused) this.toggle(false); // what the phone hears now is to be seen
    } catch {
      this.refused = 503;
    }
    this.draw((this.busy = false));
  }

  async turn(by) {
    set(await this.world.turn(by));
    this.tick();
    if (this.case) this.open(this.case.number);
  }

  draw() {
    const options = this.tab.cases.map((number) => el("option", { value: number, selected: number === this.case?.number }, number));
    this.numbers.replaceChildren(...options);
    this.numbers.hidden = options.length === 0;
    this.state.textContent = this.line();
    const fitting = this.case && !this.busy ? (FITS[this.case.status] ?? []) : [];
    for (const act of ACTS) this.acts[act].disabled = !fitting.includes(act);
    this.element.classList.toggle("idle", !this.case);
  }

  line() {
    if (!this.case) return say("office-none");
    const due = this.case.due ? `${say("office-due")} ${this.day(new Date(this.case.due))}` : "";
    const refused = this.refused ? `${say("refused")} ${this.refused}` : "";
    return [say(`status-${this.case.status}`), this.case.unit, due, refused].filter(Boolean).join(" · ");
  }

  tick() {
    this.time.textContent = this.day(new Date(now()), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  day(moment, more = {}) {
    return written(moment, { month: "short", day: "numeric", weekday: "short", ...more });
  }
}
