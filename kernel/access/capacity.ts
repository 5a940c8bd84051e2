/** What a person is at a school (Schulconnex Personenkontext). Working capacities add up; pupil and guardian are contexts of their own. */
export const capacities = ['pupil', 'guardian', 'teacher', 'staff', 'office', 'head', 'school_admin'] as const;
export type Capacity = (typeof capacities)[number];

export const contexts = ['work', 'pupil', 'guardian'] as const;
export type Context = (typeof contexts)[number];

/** The context in which a capacity acts. */
export function contextOf(capacity: Capacity): Context {
  return capacity === 'pupil' || capacity === 'guardian' ? capacity : 'work';
}
