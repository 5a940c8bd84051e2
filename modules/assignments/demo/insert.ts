import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { Progress } from './plan-progress.ts';
import type { DemoWork } from './plan-work.ts';

/** Rows of one statement: a few megabytes of JSON. */
const batch = 5_000;

/** Writes made-up work. */
export async function insertWork(db: Db, work: readonly DemoWork[]): Promise<void> {
  const rows = work.map(({ target, topic: _, ...piece }) => ({
    ...piece,
    courseId: target.kind === 'course' ? target.id : null,
    groupId: target.kind === 'group' ? target.id : null,
  }));
  await inBatches(rows, (json) =>
    sql`insert into assignments.assignment (school_id, id, course_id, group_id, made_by, title, body, starts_at, due_at, closes_at, published_at, created_at, changed_at)
      select ${db.schoolId}::uuid, n.id, n."courseId", n."groupId", n."teacherId", n.title, n.body, n."startsAt", n."dueAt", n."closesAt", n."publishedAt",
        coalesce(n."publishedAt", now()), coalesce(n."publishedAt", now())
      from jsonb_to_recordset(${json}::jsonb) as n (id uuid, "courseId" uuid, "groupId" uuid, "teacherId" uuid, title text, body text, "startsAt" timestamptz,
        "dueAt" timestamptz, "closesAt" timestamptz, "publishedAt" timestamptz)`.execute(db),
  );
}

/** Writes who has opened what, and who stays a recipient. */
export async function insertRecipients(db: Db, rows: Progress['recipients']): Promise<void> {
  await inBatches(rows, (json) =>
    sql`insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, seen)
      select ${db.schoolId}::uuid, n.id, n."assignmentId", n."pupilId", n.listed, n.seen
      from jsonb_to_recordset(${json}::jsonb) as n (id uuid, "assignmentId" uuid, "pupilId" uuid, listed boolean, seen boolean)`.execute(
      db,
    ),
  );
}

/** Writes first hand-ins. */
export async function insertHandIns(db: Db, rows: Progress['handIns']): Promise<void> {
  await inBatches(rows, (json) =>
    sql`insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late)
      select ${db.schoolId}::uuid, n.id, n."assignmentId", n."pupilId", 1, true, n.text, n."handedInAt", n.late
      from jsonb_to_recordset(${json}::jsonb) as n (id uuid, "assignmentId" uuid, "pupilId" uuid, text text, "handedInAt" timestamptz, late boolean)`.execute(
      db,
    ),
  );
}

/** Writes what was begun and not handed in. */
export async function insertDrafts(db: Db, rows: Progress['drafts']): Promise<void> {
  await inBatches(rows, (json) =>
    sql`insert into assignments.hand_in_draft (school_id, id, assignment_id, pupil_id, text)
      select ${db.schoolId}::uuid, n.id, n."assignmentId", n."pupilId", n.text
      from jsonb_to_recordset(${json}::jsonb) as n (id uuid, "assignmentId" uuid, "pupilId" uuid, text text)`.execute(db),
  );
}

/** Writes answers, finished or given back. */
export async function insertAnswers(db: Db, rows: Progress['answers']): Promise<void> {
  await inBatches(rows, (json) =>
    sql`insert into assignments.answer (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, text, finished, given_text, given_back_at, changed_at)
      select ${db.schoolId}::uuid, n.id, n."assignmentId", n."pupilId", n."handInId", n."madeBy", n.text, n.finished,
        case when n."givenBackAt" is not null then n.text end, n."givenBackAt", n.at
      from jsonb_to_recordset(${json}::jsonb) as n (id uuid, "assignmentId" uuid, "pupilId" uuid, "handInId" uuid, "madeBy" uuid, text text, finished boolean,
        at timestamptz, "givenBackAt" timestamptz)`.execute(db),
  );
  // by their ids: joined, the rows just written are taken for none, and gone through once for each other
  const givenBack = rows.filter(({ givenBackAt }) => givenBackAt !== null).map(({ handInId }) => handInId);
  await sql`update assignments.hand_in h set answered = true where h.school_id = ${db.schoolId} and h.id = any(${givenBack}::uuid[])`.execute(
    db,
  );
}

async function inBatches<R>(rows: readonly R[], insert: (json: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) await insert(JSON.stringify(rows.slice(from, from + batch)));
}
