// The demo's time: it runs as this machine's does, and may have been turned on.

let ahead = 0; // milliseconds
let zone; // of the city, where both phones are

export function now() {
  return Date.now() + ahead;
}

export function live(where) {
  zone = where;
}

// Writes a moment as it is in the city.
export function written(moment, style) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: zone, ...style }).format(moment);
}

export function set(moment) {
  ahead = moment - Date.now();
  if (Math.abs(ahead) < 2000) ahead = 0; // the way here and back, not a turn
}
