import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { handleOf } from '#kernel/ids/handle.ts';
import { newId } from '#kernel/ids/id.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { demoRoles } from '#modules/people/public.ts';
import { pairs } from '../peer/pairs.ts';
import { byChance } from '../teams/by-chance.ts';
import type { DemoTarget } from './plan-work.ts';

const poster = {
  title: 'Plakat zu zweit oder zu dritt',
  body: '<p>Gestaltet zusammen ein Plakat zu eurem Thema. Abgeben kann, wer von euch mag; es zählt für alle.</p>',
  draft: 'Überschrift: Wie viel Wasser verbrauchen wir?\n\n1. Zahlen aus der Umfrage\n2. ',
  handedIn: 'Unser Plakat hängt im Raum. Quellen: Stadtwerke, eigene Umfrage in der Klasse.',
};
const explained = {
  title: 'Erklären: Warum ist minus mal minus plus?',
  body: '<p>Erkläre es so, dass jemand aus der 6. Klasse es versteht. Danach lest ihr gegenseitig eure Erklärungen.</p>',
  handedIn: [
    'Minus heißt umdrehen. Wer sich zweimal umdreht, schaut wieder nach vorne. Darum ist (-2) · (-3) = 6.',
    'Ich habe eine Reihe gemacht: 2 · (-3) = -6, 1 · (-3) = -3, 0 · (-3) = 0. Es wird immer 3 mehr, also kommt danach +3.',
    'Wenn mir jemand 3 Schulden von je 2 Euro wegnimmt, habe ich 6 Euro mehr als vorher.',
  ],
  reviews: [
    'Dein Bild ist gut zu verstehen. Ein zweites Beispiel mit anderen Zahlen würde helfen.',
    'Der Anfang gefällt mir. Am Ende fehlt mir ein Satz, der alles zusammenfasst.',
    'Klar geschrieben! Vielleicht kannst du noch sagen, warum das bei jeder Zahl geht.',
  ],
};

/** The course in which the well-known teacher and pupil of the demo meet. */
export async function meetingCourse(db: Db, targets: readonly DemoTarget[]): Promise<DemoTarget | undefined> {
  const known = await knownPeople(db);
  const fits = ({ kind, pupilIds }: DemoTarget) => kind === 'course' && pupilIds.length > 8 && pupilIds.includes(known.pupil ?? '');
  return targets.find((each) => fits(each) && each.teacherId === known.teacher) ?? targets.find(fits);
}

/** In one course: work in teams, and work that pupils review. */
export async function insertTogether(db: Db, target: DemoTarget, now: Date, random: DemoRandom): Promise<void> {
  const at = (days: number, hour: number) => new Date(startOfDay(addDays(dayOf(now), days)).getTime() + hour * 3_600_000);
  await insertTeams(db, target, { publishedAt: at(-3, 11), dueAt: at(5, 18), handedInAt: at(-1, 15) }, random);
  await insertReviews(db, target, { publishedAt: at(-9, 11), dueAt: at(-2, 18), handedInAt: at(-3, 16), reviewsDueAt: at(4, 18) }, random);
}

async function knownPeople(db: Db): Promise<Partial<Record<string, string>>> {
  const { rows } = await sql<{
    id: string;
    firstName: string;
    lastName: string;
  }>`select p.id, p.first_name as "firstName", p.last_name as "lastName" from people.pub_person p where p.school_id = ${db.schoolId} order by p.id desc`.execute(
    db,
  );
  // the first of a name bears its handle without a number
  const byHandle = new Map(rows.map(({ id, firstName, lastName }) => [handleOf(firstName, lastName), id]));
  return Object.fromEntries(demoRoles.map(({ role, handle }) => [role, byHandle.get(handle)]));
}

interface Piece {
  title: string;
  body: string;
  teams: 'none' | 'made';
  publishedAt: Date;
  dueAt: Date;
}

async function insertPiece(db: Db, target: DemoTarget, { title, body, teams, publishedAt, dueAt }: Piece): Promise<string> {
  const id = newId();
  await sql`insert into assignments.assignment (school_id, id, course_id, made_by, title, body, due_at, published_at, created_at, changed_at, teams)
    values (${db.schoolId}, ${id}, ${target.id}, ${target.teacherId}, ${title}, ${body}, ${dueAt}, ${publishedAt}, ${publishedAt}, ${publishedAt}, ${teams})`.execute(
    db,
  );
  return id;
}

/** Who is known to have opened it or handed in. */
async function insertSeen(db: Db, assignmentId: string, pupilIds: readonly string[], listed: boolean): Promise<void> {
  await sql`insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, seen)
    select ${db.schoolId}::uuid, gen_random_uuid(), ${assignmentId}::uuid, n.pupil, ${listed}, true from unnest(${[...pupilIds]}::uuid[]) as n (pupil)`.execute(
    db,
  );
}

async function insertTeams(
  db: Db,
  target: DemoTarget,
  times: { publishedAt: Date; dueAt: Date; handedInAt: Date },
  random: DemoRandom,
): Promise<void> {
  const assignmentId = await insertPiece(db, target, { ...poster, teams: 'made', ...times });
  const teams = byChance(target.pupilIds, 3, (below) => random.int(0, below - 1)).map((pupilIds, place) => ({
    id: newId(),
    number: place + 1,
    pupilIds,
  }));
  await sql`insert into assignments.team (school_id, id, assignment_id, number, revision) select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n.number, 1
    from jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) as n (id uuid, number int)`.execute(db);
  const members = teams.flatMap(({ id, pupilIds }) => pupilIds.map((pupilId) => ({ id: randomUUID(), teamId: id, pupilId })));
  await sql`insert into assignments.team_member (school_id, id, assignment_id, team_id, pupil_id)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n."teamId", n."pupilId"
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as n (id uuid, "teamId" uuid, "pupilId" uuid)`.execute(db);
  // a third has handed in; all others have begun
  const [done, begun] = [teams.filter(({ number }) => number % 3 === 0), teams.filter(({ number }) => number % 3 !== 0)];
  for (const [group, listed] of [
    [done, true],
    [begun, false],
  ] as const)
    await insertSeen(
      db,
      assignmentId,
      group.flatMap(({ pupilIds }) => pupilIds),
      listed,
    );
  const handIns = done.flatMap(({ id, pupilIds }) => pupilIds.map((pupilId) => ({ id: newId(), teamId: id, pupilId, byId: pupilIds[0] })));
  await sql`insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late, team_id, by_id)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n."pupilId", 1, true, ${poster.handedIn}, ${times.handedInAt}::timestamptz, false, n."teamId", n."byId"
    from jsonb_to_recordset(${JSON.stringify(handIns)}::jsonb) as n (id uuid, "teamId" uuid, "pupilId" uuid, "byId" uuid)`.execute(db);
  const drafts = begun.flatMap(({ pupilIds }) => pupilIds);
  await sql`insert into assignments.hand_in_draft (school_id, id, assignment_id, pupil_id, text)
    select ${db.schoolId}::uuid, gen_random_uuid(), ${assignmentId}::uuid, n.pupil, ${poster.draft} from unnest(${drafts}::uuid[]) as n (pupil)`.execute(
    db,
  );
}

async function insertReviews(
  db: Db,
  target: DemoTarget,
  times: { publishedAt: Date; dueAt: Date; handedInAt: Date; reviewsDueAt: Date },
  random: DemoRandom,
): Promise<void> {
  const assignmentId = await insertPiece(db, target, { ...explained, teams: 'none', ...times });
  await insertSeen(db, assignmentId, target.pupilIds, true);
  const handIns = target.pupilIds.map((pupilId) => ({ id: newId(), pupilId, text: random.pick(explained.handedIn) }));
  await sql`insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n."pupilId", 1, true, n.text, ${times.handedInAt}::timestamptz, false
    from jsonb_to_recordset(${JSON.stringify(handIns)}::jsonb) as n (id uuid, "pupilId" uuid, text text)`.execute(db);
  await sql`insert into assignments.peer_plan (school_id, assignment_id, reviews, anonymous, due_at, with_rubric, at_once)
    values (${db.schoolId}, ${assignmentId}, 2, true, ${times.reviewsDueAt}, false, true)`.execute(db);
  const peers = target.pupilIds.map((id) => ({ id, teamId: null }));
  const drawn = pairs(peers, 2, (below) => random.int(0, below - 1)) ?? [];
  const reviews = drawn.map((pair) => {
    const text = random.next() < 0.5 ? random.pick(explained.reviews) : '';
    return { ...pair, id: randomUUID(), text, revision: text === '' ? 0 : 1 };
  });
  await sql`insert into assignments.review (school_id, id, assignment_id, author_id, reviewer_id, text, revision, handed_in_at)
    select ${db.schoolId}::uuid, n.id, ${assignmentId}::uuid, n."authorId", n."reviewerId", n.text, n.revision, case when n.revision > 0 then ${times.dueAt}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(reviews)}::jsonb) as n (id uuid, "authorId" uuid, "reviewerId" uuid, text text, revision int)`.execute(
    db,
  );
}
