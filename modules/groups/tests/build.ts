import { newId } from '#kernel/ids/id.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { dayOf, schoolYearOf } from '#kernel/time/calendar.ts';
import { saveGroups } from '../bulk/save-groups.ts';
import { saveGroupMembers } from '../bulk/save-members.ts';
import type { GroupKind, GroupPart } from '../parts.ts';

// what tests of other modules do with one
export { endGroupContract } from '../contract.ts';

let counter = 0;

/** A class of this school year; `teachers` are its class teachers, `pupils` its members. Answers its id. */
export async function aClass(
  school: TestSchool,
  options: { name?: string; teachers?: readonly string[]; pupils?: readonly string[]; yearLevel?: string } = {},
): Promise<string> {
  counter += 1;
  const { name = `${(counter % 9) + 5}x${counter}`, teachers = [], pupils = [], yearLevel } = options;
  return aGroup(school, {
    kind: 'class',
    name,
    yearLevel: yearLevel ?? null,
    members: [
      ...teachers.map((personId) => ({ personId, part: 'class_teacher' as const })),
      ...pupils.map((personId) => ({ personId, part: 'member' as const })),
    ],
  });
}

/** A group of any kind, by default a club; its school year is the present one. Answers its id. */
export async function aGroup(
  school: TestSchool,
  options: {
    kind?: GroupKind;
    name?: string;
    yearLevel?: string | null;
    sensitive?: boolean;
    divisionId?: string;
    members?: readonly { personId: string; part?: GroupPart; validFrom?: string; validTo?: string }[];
  } = {},
): Promise<string> {
  counter += 1;
  const id = newId();
  const now = school.ctx().now();
  const { kind = 'club', name = `Gruppe ${counter}`, yearLevel = null, sensitive = false, divisionId = null, members = [] } = options;
  await school.write(async (db) => {
    await saveGroups(db, [{ id, kind, name, yearLevel, sensitive, divisionId, schoolYear: schoolYearOf(dayOf(now)) }], now);
    await saveGroupMembers(
      db,
      members.map(({ part = 'member', ...member }) => ({ groupId: id, part, ...member })),
    );
  });
  return id;
}
