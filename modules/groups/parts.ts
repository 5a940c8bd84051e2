/** What a group is. */
export const groupKinds = ['class', 'class_half', 'year', 'club', 'staff', 'committee', 'guardians', 'other'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** The parts people have in a group. */
export const groupParts = [
  'member',
  'class_teacher',
  'deputy',
  'leader',
  'representative',
  'deputy_representative',
  'parents_representative',
] as const;
export type GroupPart = (typeof groupParts)[number];

/** Parts that lead: they see who belongs to the group and whom they may help to come in again. */
export const leadingParts: readonly GroupPart[] = ['class_teacher', 'deputy', 'leader'];
