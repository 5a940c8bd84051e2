import { matchNameOf } from '#modules/groups/public.ts';

/** A name of the file and what the school knows by it: nothing, one, or several of which nobody said which. */
export type Found<T> = { state: 'known'; it: T } | { state: 'unknown' } | { state: 'unsure'; among: readonly T[] };

/** One of several that fit: known only when it is exactly one. */
export function only<T>(fitting: readonly T[]): Found<T> {
  const [first, second] = fitting;
  if (first === undefined) return { state: 'unknown' };
  return second === undefined ? { state: 'known', it: first } : { state: 'unsure', among: fitting };
}

export interface KnownClass {
  id: string;
  name: string;
}

export interface KnownTeacher {
  id: string;
  shortName: string;
  name: string;
}

/** Finds a class by its name: `09a` is 9a. */
export function classFinder(classes: readonly KnownClass[]): (name: string) => Found<KnownClass> {
  const byName = Map.groupBy(classes, ({ name }) => matchNameOf(name));
  return (name) => {
    const fitting = byName.get(matchNameOf(name)) ?? [];
    return only(fitting.filter((one) => one.name === name).length === 1 ? fitting.filter((one) => one.name === name) : fitting);
  };
}

/** Finds a teacher by the short name as it is written, else without regard to capitals. */
export function teacherFinder(teachers: readonly KnownTeacher[]): (shortName: string) => Found<KnownTeacher> {
  const exact = Map.groupBy(teachers, ({ shortName }) => shortName);
  const loose = Map.groupBy(teachers, ({ shortName }) => shortName.toLocaleLowerCase('de'));
  return (shortName) => only(exact.get(shortName) ?? loose.get(shortName.toLocaleLowerCase('de')) ?? []);
}
