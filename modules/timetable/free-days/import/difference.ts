import type { HolidaysOfSchool } from './of-school.ts';
import type { Holiday } from './read-holidays.ts';

/** An entry of the school as it stands. */
export interface Entry {
  id: string;
  name: string;
  nameEn: string | null;
  firstDay: string;
  lastDay: string;
  /** null: entered by hand. */
  sourceId: string | null;
  corrected: boolean;
  isRemoved: boolean;
}

export type Taken = Omit<Holiday, 'parts' | 'id'> & { sourceId: string };

/** What taking the holidays in would do. */
export interface Difference {
  new: Taken[];
  changed: { before: Entry; after: Taken }[];
  gone: Entry[];
  same: number;
  /** Stay as people entered, corrected or removed them. */
  byHand: number;
  /** The same under another id of the source; changes nothing anybody sees. */
  renamed: { id: string; sourceId: string }[];
}

/**
 * Compares what a file says with what stands there. What was entered, corrected or removed by hand stays. Gone is only what lies within the time the
 * files speak of: newer files leave out old years.
 *
 * @param said  the time the files speak of
 * @param from  what ended before is not taken in and not looked at, 'YYYY-MM-DD'
 */
export function differenceOf(
  holidays: readonly Holiday[],
  entries: readonly Entry[],
  { said, from }: { said: HolidaysOfSchool['said']; from: string },
): Difference {
  const wanted = holidays.filter(({ lastDay }) => lastDay >= from).map(({ parts: _, id, ...holiday }) => ({ ...holiday, sourceId: id }));
  const difference: Difference = { new: [], changed: [], gone: [], same: 0, byHand: 0, renamed: [] };
  const imported = entries.filter(({ sourceId }) => sourceId !== null);
  const left = new Map(imported.map((entry) => [entry.sourceId ?? '', entry]));
  const unmatched: Taken[] = [];
  for (const holiday of wanted) {
    const entry = left.get(holiday.sourceId);
    if (entry === undefined) unmatched.push(holiday);
    else {
      left.delete(holiday.sourceId);
      if (entry.corrected || entry.isRemoved) difference.byHand += 1;
      else if (says(entry) === says(holiday)) difference.same += 1;
      else difference.changed.push({ before: entry, after: holiday });
    }
  }
  const bySaying = new Map([...left.values()].map((entry) => [says(entry), entry]));
  const entered = new Set(entries.flatMap((entry) => (entry.sourceId === null && !entry.isRemoved ? [daysOf(entry)] : [])));
  for (const holiday of unmatched) {
    const entry = bySaying.get(says(holiday));
    if (entry?.sourceId != null && left.delete(entry.sourceId)) {
      difference.renamed.push({ id: entry.id, sourceId: holiday.sourceId });
      if (entry.corrected || entry.isRemoved) difference.byHand += 1;
      else difference.same += 1;
    } else if (entered.has(daysOf(holiday))) difference.byHand += 1;
    else difference.new.push(holiday);
  }
  difference.gone = [...left.values()].filter(
    (entry) => !entry.corrected && !entry.isRemoved && entry.lastDay >= from && isWithin(entry, said),
  );
  return difference;
}

function isWithin({ firstDay, lastDay }: Entry, said: HolidaysOfSchool['said']): boolean {
  return said !== null && firstDay >= said.firstDay && lastDay <= said.lastDay;
}

const daysOf = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }) => `${firstDay} ${lastDay}`;
const says = ({ name, nameEn, ...days }: Pick<Entry, 'name' | 'nameEn' | 'firstDay' | 'lastDay'>) =>
  JSON.stringify([daysOf(days), name, nameEn]);
