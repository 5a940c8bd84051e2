import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { PersonColumn } from '#kernel/privacy/privacy.ts';

const column = (name: string, de: string, en: string): PersonColumn => ({
  column: `assignments.${name}`,
  why: { de, en },
  keep: { days: 365, after: 'school_year' },
});

/** Columns of what pupils do together that name a person. */
export const togetherColumns: PersonColumn[] = [
  column('worksheet_copy.pupil_id', 'Wer schon eine eigene Kopie eines Arbeitsblatts hat.', 'Who has a copy of their own of a worksheet.'),
  column('team_member.pupil_id', 'Wer in welcher Gruppe an einer Aufgabe arbeitet.', 'Who works on a piece of work in which team.'),
  column('hand_in.by_id', 'Wer für die Gruppe abgegeben hat.', 'Who handed in for the team.'),
  column('review.author_id', 'Wessen Arbeit begutachtet wird, mit dem Gutachten.', 'Whose work is reviewed, with the review.'),
  column('review.reviewer_id', 'Wer begutachtet, mit dem Gutachten.', 'Who reviews, with the review.'),
];

/**
 * A person's part of what pupils did together. Of a review they got, the words as far as they may read them, without who wrote them; of one they wrote, the
 * words, without whose work it was.
 */
export function exportTogether(db: Db, personId: string) {
  const title = sql`(select a.title from assignments.assignment a where a.school_id = o.school_id and a.id = o.assignment_id) as title`;
  return {
    worksheet_copy: sql`select id, ${title}, file_id from assignments.worksheet_copy o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    team: sql`select id, ${title}, (select t.number from assignments.team t where t.school_id = o.school_id and t.id = o.team_id) as number
      from assignments.team_member o where school_id = ${db.schoolId} and pupil_id = ${personId}`,
    handed_in_for_team: sql`select o.id, ${title}, o.version, o.handed_in_at from assignments.hand_in o where school_id = ${db.schoolId}
      and by_id = ${personId} and pupil_id = ${personId}`,
    review_written: sql`select id, ${title}, text, rubric, handed_in_at from assignments.review o where school_id = ${db.schoolId} and reviewer_id = ${personId}`,
    review_received: sql`select id, ${title}, text, rubric from assignments.review o where school_id = ${db.schoolId} and author_id = ${personId} and handed_in_at is not null
      and exists (select from assignments.peer_plan p where p.school_id = o.school_id and p.assignment_id = o.assignment_id and (p.at_once or p.released_at is not null))`,
  };
}

/** Copies, memberships and reviews go; who handed in for a team is forgotten. Returns counts by column. */
export async function eraseTogether(db: Db, personId: string): Promise<Record<string, number>> {
  const school = sql`school_id = ${db.schoolId}`;
  const steps = {
    'worksheet_copy.pupil_id': sql`delete from assignments.worksheet_copy where ${school} and pupil_id = ${personId}`,
    'team_member.pupil_id': sql`delete from assignments.team_member where ${school} and pupil_id = ${personId}`,
    'hand_in.by_id': sql`update assignments.hand_in set by_id = null where ${school} and by_id = ${personId}`,
    'review.author_id': sql`delete from assignments.review where ${school} and author_id = ${personId}`,
    'review.reviewer_id': sql`delete from assignments.review where ${school} and reviewer_id = ${personId}`,
  };
  const gone: Record<string, number> = {};
  for (const [name, step] of Object.entries(steps)) gone[`assignments.${name}`] = Number((await step.execute(db)).numAffectedRows ?? 0);
  return gone;
}

/** What the double did together with others is the kept person's; where both have something, the kept person's stands. */
export async function mergeTogether(db: Db, keptId: string, doubleId: string): Promise<void> {
  const school = db.schoolId;
  const same = sql`o.school_id = t.school_id and o.assignment_id = t.assignment_id and o.pupil_id = ${keptId}`;
  await sql`update assignments.worksheet_copy t set pupil_id = ${keptId} where t.school_id = ${school} and t.pupil_id = ${doubleId}
    and not exists (select from assignments.worksheet_copy o where ${same} and o.worksheet_id = t.worksheet_id)`.execute(db);
  await sql`update assignments.team_member t set pupil_id = ${keptId} where t.school_id = ${school} and t.pupil_id = ${doubleId}
    and not exists (select from assignments.team_member o where ${same})`.execute(db);
  for (const table of ['worksheet_copy', 'team_member'])
    await sql`delete from ${sql.table(`assignments.${table}`)} where school_id = ${school} and pupil_id = ${doubleId}`.execute(db);
  await sql`update assignments.hand_in set by_id = ${keptId} where school_id = ${school} and by_id = ${doubleId}`.execute(db);
  // nobody reviews themselves
  await sql`delete from assignments.review r where r.school_id = ${school} and r.author_id in (${keptId}, ${doubleId}) and r.reviewer_id in (${keptId}, ${doubleId})`.execute(
    db,
  );
  for (const [whose, other] of [
    ['author_id', 'reviewer_id'],
    ['reviewer_id', 'author_id'],
  ] as const)
    await sql`update assignments.review t set ${sql.ref(whose)} = ${keptId} where t.school_id = ${school} and ${sql.ref(`t.${whose}`)} = ${doubleId}
      and not exists (select from assignments.review o where o.school_id = t.school_id and o.assignment_id = t.assignment_id
        and ${sql.ref(`o.${whose}`)} = ${keptId} and ${sql.ref(`o.${other}`)} = ${sql.ref(`t.${other}`)})`.execute(db);
  await sql`delete from assignments.review where school_id = ${school} and ${doubleId} in (author_id, reviewer_id)`.execute(db);
}
