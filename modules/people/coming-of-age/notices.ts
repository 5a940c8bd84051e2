import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type Notice, type NoticeKind, noticeKind } from '#kernel/module/manifest.ts';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { comingOfAge } from '../events.ts';
import { guardiansOf } from '../relations.ts';
import { ofAgeOn } from './day.ts';

type Step = 'soon' | 'now';

/** Coming of age is told to the pupil and the guardians, and to the office. Guardians kept away by the administration are told nothing. */
export const comingOfAgeNotices: readonly NoticeKind[] = [
  noticeKind({
    id: 'people.coming_of_age',
    title: { de: 'Was sich mit der Volljährigkeit ändert', en: 'What changes on coming of age' },
    event: comingOfAge,
    for: ['pupil', 'guardian'],
    mailByDefault: true,
    tell: async (ctx, db, { data: { personId, step } }) => {
      const pupil = await pupilToTell(ctx, db, personId, step);
      if (pupil === null) return [];
      // on the eve they were still guardians to whom the child was open
      const guardians = (await guardiansOf(db, [personId], addDays(pupil.day, -1))).get(personId) ?? [];
      return [
        notice(personId, pupil, `own_${step}`, 'wer-mitliest'),
        ...guardians.map((guardianId) => notice(guardianId, pupil, `child_${step}`, 'heute')),
      ];
    },
  }),
  noticeKind({
    id: 'people.pupil_coming_of_age',
    title: { de: 'Lernende werden volljährig', en: 'Pupils come of age' },
    event: comingOfAge,
    for: ['office', 'head'],
    mailByDefault: false,
    tell: async (ctx, db, { data: { personId, step } }) => {
      const pupil = await pupilToTell(ctx, db, personId, step);
      if (pupil === null) return [];
      const office = await officeFor(db, personId, dayOf(ctx.now()));
      return office.map((id) => notice(id, pupil, `office_${step}`, `personen/${personId}`));
    },
  }),
];

interface ToTell {
  id: string;
  name: string;
  birthDate: string;
  /** 'YYYY-MM-DD', from which the pupil is of age */
  day: string;
}

/** The pupil as of now: a birth date put right since the announcement is not told as it was. */
async function pupilToTell(ctx: SchoolCtx, db: Db, personId: string, step: Step): Promise<ToTell | null> {
  const { rows } = await sql<
    Omit<ToTell, 'day'>
  >`select id, coalesce(call_name, first_name) || ' ' || last_name as name, birth_date as "birthDate"
    from people.person where school_id = ${db.schoolId} and id = ${personId} and status = 'active' and birth_date is not null`.execute(db);
  const pupil = rows[0];
  if (pupil === undefined) return null;
  const day = ofAgeOn(pupil.birthDate);
  const isNow = day <= dayOf(ctx.now());
  return isNow === (step === 'now') ? { ...pupil, day } : null;
}

/** The office that answers for the pupil: of the whole school, or of a division the pupil belongs to; where there is none, the head. */
async function officeFor(db: Db, pupilId: string, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; capacity: string }>`select distinct k.person_id as id, k.capacity from people.capacity k
    join people.person p on p.school_id = k.school_id and p.id = k.person_id and p.status = 'active'
    where k.school_id = ${db.schoolId} and k.capacity in ('office', 'head')
      and (k.valid_from is null or k.valid_from <= ${today}::date) and (k.valid_to is null or k.valid_to >= ${today}::date)
      and (k.division_id is null or exists (select from people.capacity own where own.school_id = k.school_id and own.person_id = ${pupilId} and own.division_id = k.division_id))
    order by k.person_id`.execute(db);
  const office = rows.filter(({ capacity }) => capacity === 'office');
  return (office.length > 0 ? office : rows).map(({ id }) => id);
}

function notice(personId: string, pupil: ToTell, words: string, path: string): Notice {
  return {
    personId,
    titleKey: `notices.of_age.${words}_title`,
    bodyKey: `notices.of_age.${words}_body`,
    values: { name: pupil.name, day: inFigures(pupil.day) },
    path,
    key: `coming of age ${pupil.id} ${words} ${pupil.day}`,
  };
}

/** A day in figures, which every language reads: "23.11.2026". */
function inFigures(day: string): string {
  return day.split('-').reverse().join('.');
}
