import type { Db } from '#kernel/db/db.ts';
import type { Titles } from '#kernel/texts/texts.ts';

/** What a module holds about people. */
export type Privacy = HoldsPersons | HoldsNothing;

export interface HoldsNothing {
  /** One sentence why it holds nothing about people. */
  readonly holdsNothing: string;
}

export interface HoldsPersons {
  readonly columns: readonly PersonColumn[];
  /** Everything of one person, piece by piece (never all in memory): a name for the part, and plain JSON. */
  readonly exportPerson: (db: Db, personId: string) => AsyncIterable<{ part: string; value: unknown }>;
  /** Takes the person out; may run twice; returns how many rows were erased or made nameless, per column. */
  readonly erasePerson: (db: Db, personId: string) => Promise<Record<string, number>>;
}

/** A column that names a person. */
export interface PersonColumn {
  /** `schema.table.column` */
  readonly column: string;
  /** Why it is kept. */
  readonly why: Titles;
  /** How long, in plain words and as a rule: days after an event of the person's or the row's life. */
  readonly keep: { readonly days: number | null; readonly after: 'left' | 'school_year' | 'made' | 'ended' };
}
