// The calls that the page makes, and what this tab remembers.

const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const KEPT = "huiyin-tab";
const MOST_KEPT = 200; // messages per phone

export class Tab {
  constructor() {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
    this.visitor = kept.visitor ?? "";
    this.serial = kept.serial ?? 0;
    this.follows = kept.follows ?? false;
    this.shown = kept.shown ?? "wechat";
    this.cases = kept.cases ?? [];
    this.threads = kept.threads ?? { wechat: [], sms: [] };
  }

  keep() {
    for (const phone of Object.keys(this.threads)) this.threads[phone] = this.threads[phone].slice(-MOST_KEPT);
    try {
      sessionStorage.setItem(KEPT, JSON.stringify(this));
    } catch {
      sessionStorage.removeItem(KEPT); // full: this tab forgets on reload
    }
  }

  static forget() {
    sessionStorage.removeItem(KEPT);
  }
}

export class World {
  constructor(visitor) {
    this.visitor = visitor;
  }

  static async arrive() {
    return (await read(fetch("/demo/visitors", { method: "POST" }))).visitor;
  }

  static scenery(language) {
    return read(fetch(`/demo/scenery?language=${language}`));
  }

  static async time() {
    return (await read(fetch("/demo/clock"))).now;
  }

  gesture(phone, gesture) {
    return this.post(`/demo/${phone}/gesture`, gesture);
  }

  caseSeen(number) {
    return read(fetch(`/demo/office/${number}?language=${language()}`));
  }

  act(act) {
    return this.post(`/demo/office?language=${language()}`, act);
  }

  async turn(by) {
    return (await this.post("/demo/clock", { by })).now;
  }

  post(address, body) {
    const headers = { "Content-Type": "application/json", "Demo-Visitor": this.visitor };
    return read(fetch(address, { method: "POST", headers, body: JSON.stringify(body) }));
  }

  async pushes(after) {
    const headers = { "Demo-Visitor": this.visitor };
    return (await read(fetch(`/demo/pushes?after=${after}`, { headers }))).pushes;
  }
}

export function language() {
  const wished = localStorage.getItem("huiyin-language") ?? navigator.language;
  if (LANGUAGES.includes(wished)) return wished;
  if (!wished.startsWith("zh")) return "en";
  return /Hant|TW|HK|MO/i.test(wished) ? "zh-Hant" : "zh-Hans";
}

export function speak(wished) {
  localStorage.setItem("huiyin-language", wished);
  location.reload();
}

async function read(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
