// Lets WeChat ask for consent, and says what came of it. WeChat itself tells the account who agreed to what.

const { app, nonce, timestamp, signature } = document.body.dataset;
const said = document.getElementById("said");
const tell = (what) => (said.textContent = said.dataset[what]);
const agreed = ({ subscribeDetails }) => String(subscribeDetails ?? "").includes("accept");

if (signature) {
  if (!window.wx || !/MicroMessenger/i.test(navigator.userAgent)) tell("elsewhere");
  else begin();
}

function begin() {
  window.wx.error(() => tell("failed"));
  window.wx.config({ debug: false, appId: app, timestamp: Number(timestamp), nonceStr: nonce, signature, jsApiList: ["hideOptionMenu"], openTagList: ["wx-open-subscribe"] });
  for (const tag of document.querySelectorAll("wx-open-subscribe")) {
    tag.addEventListener("success", (event) => tell(agreed(event.detail ?? {}) ? "done" : "declined"));
    tag.addEventListener("error", () => tell("failed"));
  }
}
