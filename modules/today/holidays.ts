import type { Language } from '#kernel/texts/texts.ts';

/** Public holidays of one state in one year: day 'YYYY-MM-DD' → name. */
type Year = ReadonlyMap<string, Readonly<Record<Language, string>>>;

const known = new Map<string, Promise<Year>>();

/**
 * The public holiday on a day in a state, or null. The list is big and slow to load: it is fetched with the first question and each
 * state's year is worked out once per process.
 *
 * @param state  two letters as in ISO 3166-2:DE; for unknown ones only the holidays of the whole country count
 */
export async function holidayOn(day: string, state: string): Promise<Readonly<Record<Language, string>> | null> {
  const key = `${state} ${day.slice(0, 4)}`;
  let year = known.get(key);
  if (year === undefined) {
    year = loadYear(state, Number(day.slice(0, 4)));
    known.set(key, year);
    year.catch(() => known.delete(key));
  }
  return (await year).get(day) ?? null;
}

async function loadYear(state: string, year: number): Promise<Year> {
  const { default: Holidays } = await import('date-holidays');
  const namesIn = (language: Language) => {
    const calendar = new Holidays();
    // init answers false for a state it does not know and then has no holidays at all
    if (!Object.hasOwn(calendar.getStates('DE') ?? {}, state)) calendar.init('DE', { languages: language });
    else calendar.init('DE', state, { languages: language });
    return calendar.getHolidays(year, language).filter(({ type }) => type === 'public');
  };
  const english = new Map(namesIn('en').map(({ date, name }) => [date.slice(0, 10), name]));
  return new Map(namesIn('de').map(({ date, name }) => [date.slice(0, 10), { de: name, en: english.get(date.slice(0, 10)) ?? name }]));
}
