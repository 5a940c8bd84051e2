import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { type GroupToSave, saveGroups } from '../bulk/save-groups.ts';
import { type GroupMemberToSave, saveGroupMembers } from '../bulk/save-members.ts';

interface Seat {
  id: string;
  sourceId: string;
  className: string;
  yearLevel: string;
}

/** Classes with their teachers and representatives, the guardians' group of each class, the staff room, and some clubs. */
export async function seedGroups(ctx: SchoolCtx, db: Db, random: DemoRandom): Promise<void> {
  const schoolYear = schoolYearOf(dayOf(ctx.now()));
  const { rows: people } = await sql<{ id: string; sourceId: string }>`select p.id, p.source_id as "sourceId" from people.pub_person p
    where p.school_id = ${db.schoolId} and p.source = 'demo' order by p.source_id`.execute(db);
  const teachers = people.filter(({ sourceId }) => sourceId.startsWith('teacher/'));
  const pupils: Seat[] = people.flatMap(({ id, sourceId }) => {
    const [kind, className = '', yearLevel = ''] = sourceId.split('/');
    return kind === 'pupil' ? [{ id, sourceId, className, yearLevel }] : [];
  });
  if (teachers.length === 0) return;
  const groups: GroupToSave[] = [];
  const members: GroupMemberToSave[] = [];
  const add = (group: Omit<GroupToSave, 'id'>): string => {
    const id = newId();
    groups.push({ id, schoolYear, ...group });
    return id;
  };
  const { rows: pairs } = await sql<{
    childId: string;
    guardianId: string;
  }>`select r.child_id as "childId", r.person_id as "guardianId" from people.pub_relation r
    where r.school_id = ${db.schoolId} and r.kind = 'guardian' order by r.child_id, r.place`.execute(db);
  const guardians = Map.groupBy(pairs, ({ childId }) => childId);

  for (const [at, [className, seats]] of [...Map.groupBy(pupils, (seat) => seat.className)].entries()) {
    const classId = add({ kind: 'class', name: className, yearLevel: seats[0]?.yearLevel ?? null });
    // 8b is Ms Yılmaz's: she is the first teacher of the list
    const own = className === '8b' ? 0 : 1 + ((at * 2) % (teachers.length - 2));
    for (const [place, part] of (['class_teacher', 'deputy'] as const).entries()) {
      const teacher = teachers[(own + place) % teachers.length];
      if (teacher) members.push({ groupId: classId, personId: teacher.id, part });
    }
    members.push(...seats.map(({ id }) => ({ groupId: classId, personId: id, part: 'member' as const })));
    const [first, second] = [random.int(0, seats.length - 1), random.int(0, seats.length - 1)];
    members.push(
      ...named(classId, seats[first], 'representative'),
      ...(first === second ? [] : named(classId, seats[second], 'deputy_representative')),
    );
    const parents = [...new Set(seats.flatMap(({ id }) => (guardians.get(id) ?? []).map(({ guardianId }) => guardianId)))];
    if (parents.length === 0) continue;
    const groupId = add({ kind: 'guardians', name: `Eltern ${className}`, parentId: classId, yearLevel: seats[0]?.yearLevel ?? null });
    members.push(...parents.map((personId) => ({ groupId, personId, part: 'member' as const })));
    const spokesperson = parents[random.int(0, parents.length - 1)];
    if (spokesperson !== undefined) members.push({ groupId, personId: spokesperson, part: 'parents_representative' });
  }
  const staffRoom = add({ kind: 'staff', name: 'Kollegium', schoolYear: null });
  members.push(
    ...people
      .filter(({ sourceId }) => /^(teacher|staff)\//.test(sourceId))
      .map(({ id }) => ({ groupId: staffRoom, personId: id, part: 'member' as const })),
  );
  for (const name of ['Chor', 'Schach-AG', 'Schulgarten', 'Schülerzeitung']) {
    const groupId = add({ kind: 'club', name });
    members.push({ groupId, personId: random.pick(teachers).id, part: 'leader' });
    const seats = new Set(Array.from({ length: 18 }, () => random.pick(pupils).id));
    members.push(...[...seats].map((personId) => ({ groupId, personId, part: 'member' as const })));
  }
  await saveGroups(db, groups, ctx.now());
  await saveGroupMembers(db, members);
}

function named(groupId: string, seat: Seat | undefined, part: 'representative' | 'deputy_representative'): GroupMemberToSave[] {
  return seat === undefined ? [] : [{ groupId, personId: seat.id, part }];
}
