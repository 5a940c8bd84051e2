const place = 'schulhof.font';

/** Whether this person chose the easy-to-read font on this device. */
export function wantsReadableFont(): boolean {
  return localStorage.getItem(place) === 'readable';
}

/** Puts the easy-to-read font on or takes it off, and remembers it. */
export function setReadableFont(on: boolean): void {
  if (on) localStorage.setItem(place, 'readable');
  else localStorage.removeItem(place);
  wearReadableFont();
}

/** Fetches the font when it is wanted; scheme.js has already set the attribute for the first paint. */
export function wearReadableFont(): void {
  const wanted = wantsReadableFont();
  if (wanted) {
    void import('#kernel/ui/readable-font.css');
    document.documentElement.dataset['font'] = 'readable';
  } else delete document.documentElement.dataset['font'];
}
