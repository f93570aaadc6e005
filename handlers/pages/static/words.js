// The sentences of the page in the chosen language, by key.

let words = {};

export function learn(learnt) {
  words = learnt;
}

export function say(key) {
  return words[key] ?? key;
}
