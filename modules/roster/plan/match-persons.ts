import { newId } from '#kernel/ids/id.ts';
import type { PersonState } from '#modules/people/public.ts';
import { nameMatchKey } from '../formats/person-name.ts';
import type { RosterPerson, RosterSnapshot } from '../formats/snapshot.ts';
import type { Present } from './present.ts';
import { findRelations } from './relations.ts';
import { isSomebodyElse, resemblance, type Surroundings } from './resemblance.ts';
import { isComparable, sourceOf } from './source-of.ts';
import { surroundingsOfPersons, surroundingsOfRows } from './surroundings.ts';

/** A row of the roster and the person it is. */
export interface PersonMatch {
  personId: string;
  /** null: somebody new. */
  known: PersonState | null;
  /** The row bears the id of a double that was merged: the person keeps the own one. */
  isDouble: boolean;
}

/** A row that may be somebody who is there already; a human has to say. */
export interface Question {
  /** Key of the row in the snapshot. */
  key: string;
  row: RosterPerson;
  candidates: PersonState[];
}

/** What was answered: row key → the person it is, or null for somebody new. */
export type Answers = ReadonlyMap<string, string | null>;

export interface PersonMatches {
  matches: Map<string, PersonMatch>;
  /** Rows of somebody whom another row names already: a double the school has merged. They bring their places, but say nothing of the person. */
  seconds: Set<string>;
  questions: Question[];
}

/**
 * Says of every row which person it is: by the source's id; then, for what is left on both sides, by names, birth date and class, and only
 * where exactly one row and one person belong together. The rest is asked, and where nobody is like it, new.
 */
export function matchPersons(snapshot: RosterSnapshot, present: Present, answers: Answers): PersonMatches {
  const matches = new Map<string, PersonMatch>();
  const doubtful = new Map<string, { row: RosterPerson; candidates: PersonState[] }>();
  const taken = new Set<string>();
  const seconds = new Set<string>();
  const source = (row: RosterPerson) => sourceOf(snapshot.source, row.kind);
  const idOf = (row: RosterPerson) => `${source(row)}\n${row.sourceId}`;
  const doubles = new Set(present.merged.map((double) => `${double.source}\n${double.sourceId}`));
  const take = (row: RosterPerson, known: PersonState) => {
    matches.set(row.key, { personId: known.id, known, isDouble: row.sourceId !== null && doubles.has(idOf(row)) });
    taken.add(known.id);
  };

  const byId = new Map(
    present.persons.filter(({ sourceId }) => sourceId !== null).map((person) => [`${person.source}\n${person.sourceId}`, person]),
  );
  const own = new Set(byId.keys());
  const persons = new Map(present.persons.map((person) => [person.id, person]));
  for (const { source: program, sourceId, keptId } of present.merged) {
    const kept = persons.get(keptId);
    if (kept !== undefined) byId.set(`${program}\n${sourceId}`, kept);
  }
  const withOwnFirst = [...snapshot.persons].sort((a, b) => Number(own.has(idOf(b))) - Number(own.has(idOf(a))));
  for (const row of withOwnFirst) {
    const found = row.sourceId === null ? undefined : byId.get(idOf(row));
    if (found === undefined) continue;
    if (taken.has(found.id)) seconds.add(row.key);
    if (!doubles.has(idOf(row)) && isSomebodyElse(row, found)) doubtful.set(row.key, { row, candidates: [found] });
    else take(row, found);
  }

  const sure: Pair[] = [];
  const maybe: Pair[] = [];
  const look = (rows: readonly RosterPerson[]) => {
    const children = new Map([...matches].map(([key, { personId }]) => [key, personId]));
    const around = surroundingsOfRows(snapshot, findRelations(snapshot, present, children).found);
    for (const { row, person, beside } of likely(
      rows.filter(({ key }) => !matches.has(key) && !doubtful.has(key)),
      present,
      taken,
    )) {
      const grade = resemblance(row, source(row), around(row.key), person, beside);
      if (grade !== null) (grade === 'sure' ? sure : maybe).push({ row, person });
    }
    for (const { row, candidates } of alone(sure, take)) doubtful.set(row.key, { row, candidates });
    sure.length = 0;
  };
  look(snapshot.persons.filter(({ kind }) => kind !== 'guardian'));
  // guardians are known by their children
  look(snapshot.persons.filter(({ kind }) => kind === 'guardian'));

  for (const { row, person } of maybe) {
    if (matches.has(row.key) || taken.has(person.id)) continue;
    const open = doubtful.get(row.key) ?? { row, candidates: [] };
    if (!open.candidates.includes(person)) open.candidates.push(person);
    doubtful.set(row.key, open);
  }
  const questions: Question[] = [];
  for (const [key, { row, candidates }] of doubtful) {
    const left = candidates.filter(({ id }) => !taken.has(id));
    const answer = answers.get(key);
    const chosen = left.find(({ id }) => id === answer);
    if (chosen !== undefined) take(row, chosen);
    else if (left.length > 0 && answer !== null) questions.push({ key, row, candidates: left });
  }
  const asked = new Set(questions.map(({ key }) => key));
  for (const { key } of snapshot.persons)
    if (!matches.has(key) && !asked.has(key)) matches.set(key, { personId: newId(), known: null, isDouble: false });
  return { matches, seconds, questions };
}

interface Pair {
  row: RosterPerson;
  person: PersonState;
}

/** Takes pairs in which each is the other's only one; answers the rows for which several came into question. */
function alone(
  pairs: readonly Pair[],
  take: (row: RosterPerson, person: PersonState) => void,
): { row: RosterPerson; candidates: PersonState[] }[] {
  const ofRow = Map.groupBy(pairs, ({ row }) => row.key);
  const ofPerson = Map.groupBy(pairs, ({ person }) => person.id);
  const unclear: { row: RosterPerson; candidates: PersonState[] }[] = [];
  for (const [, [first, ...others]] of ofRow) {
    if (first === undefined) continue;
    if (others.length === 0 && ofPerson.get(first.person.id)?.length === 1) take(first.row, first.person);
    else unclear.push({ row: first.row, candidates: [first, ...others].map(({ person }) => person) });
  }
  return unclear;
}

/** Persons worth a look for each row: of the same kind, free, with the same family name or born on the same day. */
function* likely(rows: readonly RosterPerson[], present: Present, taken: ReadonlySet<string>): Generator<Pair & { beside: Surroundings }> {
  const kinds = Map.groupBy(present.capacities, ({ personId }) => personId);
  const free = present.persons.filter(({ id }) => !taken.has(id));
  const byName = Map.groupBy(free, ({ lastName }) => nameMatchKey(lastName));
  const byDate = Map.groupBy(
    free.filter(({ birthDate }) => birthDate !== null),
    ({ birthDate }) => birthDate,
  );
  const besides = surroundingsOfPersons(present);
  for (const row of rows) {
    const near = new Set([
      ...(byName.get(nameMatchKey(row.lastName)) ?? []),
      ...(row.birthDate === null ? [] : (byDate.get(row.birthDate) ?? [])),
    ]);
    for (const person of near) {
      if (kinds.get(person.id)?.some(({ capacity }) => isComparable(row.kind, capacity))) yield { row, person, beside: besides(person.id) };
    }
  }
}
