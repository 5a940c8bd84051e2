import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type Notice, type NoticeKind, noticeKind } from '#kernel/module/manifest.ts';
import { berlin, dayOf } from '#kernel/time/calendar.ts';
import { guardiansOf } from '#modules/people/public.ts';
import { answered, reminded, reviewsAsked, reviewsReleased, timesChanged, workSet } from './events.ts';
import { tellGuardians, visibleToGuardians } from './settings.ts';
import { recipientsOf, targetJoins } from './sql.ts';

interface Told {
  title: string;
  target: string;
  dueAt: Date | null;
  /** Of those whose due time is another; null: without. */
  ownDue: Map<string, Date | null>;
}

/** What people are told about work. Hand-ins are counted on the teacher's start page and tell nobody by themselves. */
export const notices: readonly NoticeKind[] = [
  noticeKind({
    id: 'assignments.set',
    title: { de: 'Eine neue Aufgabe', en: 'A new piece of work' },
    event: workSet,
    for: ['pupil', 'guardian'],
    mailByDefault: false,
    tell: async (ctx, db, { data }) => {
      const work = await workToTell(db, data.assignmentId);
      if (work === null) return [];
      const pupils = await recipients(ctx, db, data.assignmentId);
      const notices = pupils.map((id) => notice(id, 'set', work, data.assignmentId));
      return [...notices, ...(await forGuardians(ctx, db, work, data.assignmentId, pupils))];
    },
  }),
  noticeKind({
    id: 'assignments.answered',
    title: { de: 'Eine Antwort auf eine Abgabe', en: 'An answer to what was handed in' },
    event: answered,
    for: ['pupil'],
    mailByDefault: false,
    tell: async (_ctx, db, { id, data }) => {
      const work = await workToTell(db, data.assignmentId);
      return work === null ? [] : data.pupilIds.map((pupilId) => notice(pupilId, 'answered', work, data.assignmentId, id));
    },
  }),
  noticeKind({
    id: 'assignments.reminded',
    title: { de: 'Eine Erinnerung an eine offene Aufgabe', en: 'A reminder of open work' },
    event: reminded,
    for: ['pupil'],
    mailByDefault: false,
    tell: async (_ctx, db, { id, data }) => {
      const work = await workToTell(db, data.assignmentId);
      return work === null ? [] : data.pupilIds.map((pupilId) => notice(pupilId, 'reminded', work, data.assignmentId, id));
    },
  }),
  noticeKind({
    id: 'assignments.reviews_asked',
    title: { de: 'Eine Arbeit, die man begutachten soll', en: 'Work to review' },
    event: reviewsAsked,
    for: ['pupil'],
    mailByDefault: false,
    tell: async (_ctx, db, { id, data }) => {
      const work = await workToTell(db, data.assignmentId);
      return work === null ? [] : data.pupilIds.map((pupilId) => notice(pupilId, 'reviewsAsked', work, data.assignmentId, id));
    },
  }),
  noticeKind({
    id: 'assignments.reviews_released',
    title: { de: 'Gutachten zur eigenen Arbeit', en: 'Reviews of one’s own work' },
    event: reviewsReleased,
    for: ['pupil'],
    mailByDefault: false,
    tell: async (_ctx, db, { id, data }) => {
      const work = await workToTell(db, data.assignmentId);
      return work === null ? [] : data.pupilIds.map((pupilId) => notice(pupilId, 'reviewsReleased', work, data.assignmentId, id));
    },
  }),
  noticeKind({
    id: 'assignments.times',
    title: { de: 'Andere Zeiten für eine Aufgabe', en: 'Other times for a piece of work' },
    event: timesChanged,
    for: ['pupil'],
    mailByDefault: false,
    tell: async (_ctx, db, { id, data }) => {
      const work = await workToTell(db, data.assignmentId);
      return work === null ? [] : data.pupilIds.map((pupilId) => notice(pupilId, 'times', work, data.assignmentId, id));
    },
  }),
];

function notice(
  personId: string,
  kind: 'set' | 'answered' | 'reminded' | 'times' | 'reviewsAsked' | 'reviewsReleased',
  work: Told,
  assignmentId: string,
  occasion = '',
  pupilId = personId,
): Notice {
  const dueAt = dueOf(work, pupilId);
  return {
    personId,
    titleKey: `notices.${kind}.title`,
    bodyKey: dueAt === null ? `notices.${kind}.body` : `notices.${kind}.bodyDue`,
    values: { title: work.title, target: work.target, due: dueAt === null ? '' : dueText(dueAt) },
    path: `aufgaben/${assignmentId}`,
    key: `assignments.${kind} ${assignmentId} ${occasion}`.trim(),
  };
}

function dueOf({ dueAt, ownDue }: Told, pupilId: string): Date | null {
  const own = ownDue.get(pupilId);
  return own === undefined ? dueAt : own;
}

/** Guardians are told of new work only where the school has said so. */
async function forGuardians(ctx: SchoolCtx, db: Db, work: Told, assignmentId: string, pupils: readonly string[]): Promise<Notice[]> {
  if (!(await ctx.setting(db, tellGuardians)) || !(await ctx.setting(db, visibleToGuardians))) return [];
  const guardians = await guardiansOf(db, pupils, dayOf(ctx.now()));
  return [...guardians].flatMap(([childId, ids]) =>
    ids.map((id) => ({ ...notice(id, 'set', work, assignmentId, childId, childId), path: `aufgaben/${assignmentId}?kind=${childId}` })),
  );
}

async function workToTell(db: Db, assignmentId: string): Promise<Told | null> {
  const [{ rows }, own] = await Promise.all([
    sql<
      Omit<Told, 'ownDue'>
    >`select a.title, coalesce(c.subject_name, c.name, g.name) as target, a.due_at as "dueAt" from assignments.assignment a ${targetJoins}
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId} and a.published_at is not null and a.deleted_at is null`.execute(db),
    sql<{ pupilId: string; dueAt: Date | null }>`select r.pupil_id as "pupilId", r.due_at as "dueAt" from assignments.recipient r
      where r.school_id = ${db.schoolId} and r.assignment_id = ${assignmentId} and r.own_times`.execute(db),
  ]);
  const [work] = rows;
  return work === undefined ? null : { ...work, ownDue: new Map(own.rows.map(({ pupilId, dueAt }) => [pupilId, dueAt])) };
}

async function recipients(ctx: SchoolCtx, db: Db, assignmentId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select x.pupil_id as id from assignments.assignment a cross join lateral (${recipientsOf(dayOf(ctx.now()))}) x
    where a.school_id = ${db.schoolId} and a.id = ${assignmentId}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Day and time at school in figures, which every language reads: "23.11.2026 18:00". */
function dueText(dueAt: Date): string {
  const local = berlin(dueAt);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(local.day)}.${two(local.month)}.${local.year} ${two(local.hour)}:${two(local.minute)}`;
}
