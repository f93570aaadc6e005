// What an answer holds beside plain words: choices that can be tapped, and addresses.

const CHOICE = /<a\s+href=(["'])weixin:\/\/bizmsgmenu\?([^"']*)\1\s*>([^<]*)<\/a>/;
const ADDRESS = /(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/;

// Gives a list of {words}, {choice: {item, sends}, words} and {address}.
export function pieces(text) {
  const found = CHOICE.exec(text);
  if (!found) return addresses(text);
  const before = addresses(text.slice(0, found.index));
  const after = pieces(text.slice(found.index + found[0].length));
  return [...before, choice(found[2], unescaped(found[3])), ...after];
}

function choice(query, label) {
  const values = new URLSearchParams(unescaped(query).replaceAll("+", "%2B"));
  return { words: label, choice: { item: values.get("msgmenuid") ?? "", sends: values.get("msgmenucontent") ?? label } };
}

function addresses(text) {
  const cut = text.split(ADDRESS); // a group in the pattern: each second piece is an address
  return cut.map((piece, at) => (at % 2 ? { address: piece } : { words: piece })).filter((piece) => piece.words !== "");
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
