/** Names Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

/** Controls, line and paragraph separators, and the characters that turn text round, by which `gpj.exe` is made to look like `exe.jpg`. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

const longestName = 200;

/**
 * A file name that is safe on every system, as near to the given one as can be: NFC, without folders, control characters, signs Windows
 * forbids, dots at the ends, or a device's name; at most 200 characters (Unicode code points), the ending kept.
 *
 * @param name  whatever came from outside
 * @returns never empty: 'file' when nothing is left
 */
export function safeFileName(name: string): string {
  // isWellFormed: half a surrogate pair can neither be stored nor sent.
  let safe = name.toWellFormed().normalize('NFC').replace(invisible, '');
  safe = safe.slice(Math.max(safe.lastIndexOf('/'), safe.lastIndexOf('\\')) + 1);
  safe = safe
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (deviceName.test(safe)) safe = `_${safe}`;
  return shorten(safe) || 'file';
}

function shorten(name: string): string {
  const characters = [...name];
  if (characters.length <= longestName) return name;
  const ending = [...(/\.[^. ]{1,20}$/.exec(name)?.[0] ?? '')];
  return [...characters.slice(0, longestName - ending.length), ...ending].join('').trimEnd();
}
