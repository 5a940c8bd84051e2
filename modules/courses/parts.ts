/** A teacher's part in a course. */
export const teachingParts = ['leads', 'co_teaches', 'in_training', 'assists'] as const;
export type TeachingPart = (typeof teachingParts)[number];
