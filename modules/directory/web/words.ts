import type { Answer } from '#kernel/contract/contract.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { groupContract, listPeopleContract, personContract } from '../contract.ts';

export type CapacityName = Answer<typeof listPeopleContract>['items'][number]['capacities'][number];
export type GroupKind = Answer<typeof groupContract>['kind'];
export type GroupPart = Answer<typeof groupContract>['members'][number]['part'];
export type AccessState = NonNullable<Answer<typeof personContract>['access']>['state'];

export const capacityNames: readonly CapacityName[] = ['pupil', 'guardian', 'teacher', 'staff', 'office', 'head', 'school_admin'];
export const groupKinds: readonly GroupKind[] = ['class', 'class_half', 'year', 'club', 'staff', 'committee', 'guardians', 'other'];
export const groupParts: readonly GroupPart[] = [
  'member',
  'class_teacher',
  'deputy',
  'leader',
  'representative',
  'deputy_representative',
  'parents_representative',
];

/** Says from when to when something holds; nothing when it is open on both sides. */
export function useDays(): (days: { validFrom: string | null; validTo: string | null }) => string {
  const t = useTexts('directory');
  const day = (text: string) =>
    new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
  return ({ validFrom, validTo }) => {
    if (validFrom !== null && validTo !== null) return t('days.both', { from: day(validFrom), to: day(validTo) });
    if (validFrom !== null) return t('days.from', { from: day(validFrom) });
    return validTo === null ? '' : t('days.to', { to: day(validTo) });
  };
}

/** Joins what there is with a dot between. */
export function dotted(parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(' · ');
}
