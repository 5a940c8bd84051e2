import { useTexts } from '#kernel/web/texts.ts';

const fields = ['lastName', 'firstName', 'callName', 'shortName', 'gender', 'birthDate', 'email', 'class', 'courses', 'status'] as const;

interface Change {
  field: string;
  from: string | null;
  to: string | null;
}

/** Says a change in words: »Klasse: 8a → 8b«, »E-Mail: neu a@b.de«. */
export function useChangeWords(): (change: Change) => string {
  const t = useTexts('roster');
  return ({ field, from, to }) => {
    const name = t(`changes.${fields.find((known) => known === field) ?? 'lastName'}`);
    if (field === 'status') return name;
    if (field === 'courses')
      return [from && t('changes.coursesOut', { names: from }), to && t('changes.coursesIn', { names: to })].filter(Boolean).join(', ');
    return from === null ? t('changes.added', { name, to: to ?? '–' }) : t('changes.became', { name, from, to: to ?? '–' });
  };
}
