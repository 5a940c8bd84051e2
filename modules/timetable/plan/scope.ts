import { matchNameOf } from '#modules/groups/public.ts';
import type { KnownClass } from './names.ts';
import type { PresentPattern } from './present.ts';
import type { WantedLesson } from './wanted-lessons.ts';

/** What a file speaks about. */
export interface Scope {
  isSpokenOf: (pattern: PresentPattern) => boolean;
  /** Classes with lessons that the file does not name: their plan stays. In order of names. */
  classesLeft: string[];
}

/**
 * A file speaks about the classes it names. A class it does not name keeps its lessons, and a lesson of several classes stays if one of them is not named; lessons
 * without a class are spoken of by a file that names every class.
 *
 * @param wish.isPart   the file is known to name a part only: nothing without a class is over by it
 * @param wish.isWhole  the file is known to name everything: what is not in it is over
 */
export function scopeOf(
  wanted: readonly WantedLesson[],
  present: readonly PresentPattern[],
  classes: readonly KnownClass[],
  wish: { isPart: boolean; isWhole: boolean },
): Scope {
  const nameOf = new Map(classes.map(({ id, name }) => [id, name]));
  const named = new Set(wanted.flatMap((lesson) => lesson.classes.map(matchNameOf)));
  const namesOf = ({ groups }: PresentPattern) => groups.map(({ groupId, name }) => name ?? nameOf.get(groupId ?? '') ?? '');
  const left = new Set(present.flatMap(namesOf).filter((name) => name !== '' && !named.has(matchNameOf(name))));
  return {
    classesLeft: wish.isWhole ? [] : [...left].sort((one, other) => one.localeCompare(other, 'de', { numeric: true })),
    isSpokenOf: (pattern) => {
      if (wish.isWhole) return true;
      const names = namesOf(pattern);
      if (names.length === 0) return !wish.isPart && left.size === 0;
      // a class that is over has no name any more and no plan either
      return names.every((name) => name === '' || named.has(matchNameOf(name)));
    },
  };
}

/**
 * A file of some classes names only these of a lesson of several. Where the same lesson stands with classes the file does not name, they stay in it.
 */
export function withClassesLeft(wanted: readonly WantedLesson[], present: readonly PresentPattern[]): WantedLesson[] {
  const named = new Set(wanted.flatMap(({ classes }) => classes));
  const wider = new Map<string, string[]>();
  for (const { key } of present) {
    const [weekday, periods, week, from, names = '', ...rest] = key?.split('|') ?? [];
    const all = names.split('~');
    const own = all.filter((name) => named.has(name));
    if (own.length > 0 && own.length < all.length) wider.set([weekday, periods, week, from, own.join('~'), ...rest].join('|'), all);
  }
  return wanted.map((lesson) => {
    const all = wider.get(lesson.key);
    if (all === undefined) return lesson;
    const parts = lesson.key.split('|');
    return { ...lesson, classes: all, key: [...parts.slice(0, 4), all.join('~'), ...parts.slice(5)].join('|') };
  });
}
