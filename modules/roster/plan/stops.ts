/** Why an import does not go on by itself: of these, so many would go. */
export interface Stop {
  what: 'class' | 'pupils' | 'teachers' | 'guardians' | 'courses' | 'course_members';
  /** Name of the class; empty for the whole school. */
  name: string;
  gone: number;
  of: number;
}

/**
 * Of which sets more than a set share would go. One alone never stops an import, however small the set: a class of three loses somebody now and then.
 *
 * @param percent  the share that still passes, in percent
 */
export function findStops(sets: readonly Stop[], percent: number): Stop[] {
  return sets.filter(({ gone, of }) => gone > 1 && gone * 100 > of * percent);
}
