/**
 * A birth date as 'YYYY-MM-DD' from the ways it is written in lists: 21.04.2003, 21.4.03 (to 49: 20xx), 21/04/2003, 2003-04-21, also with
 * a time behind it, 20030421.
 *
 * @param today  'YYYY-MM-DD'; later days are refused when it is given
 * @returns null if it is no day of the calendar, before 1900, or after `today`
 */
export function readBirthDate(text: string, today?: string): string | null {
  const parts = parts3(text.trim());
  if (parts === null) return null;
  const [year, month, day] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!real || year < 1900 || year > 2100) return null;
  const iso = date.toISOString().slice(0, 10);
  return today !== undefined && iso > today ? null : iso;
}

function parts3(text: string): [number, number, number] | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const german = /^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})(?: .*)?$/.exec(text);
  if (!german) return null;
  const year = Number(german[3]);
  const full = german[3]?.length === 2 ? year + (year < 50 ? 2000 : 1900) : year;
  return [full, Number(german[2]), Number(german[1])];
}
