import { limits } from './limits.ts';
import { type OneRosterRow, type OneRosterSet, openOneRoster } from './oneroster-tables.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import type { RosterClass, RosterCourse, RosterPerson, RosterPersonKind, RosterSnapshot } from './snapshot.ts';
import { type BuildOptions, SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterFile } from './unzip.ts';

/** Roles of OneRoster 1.1 and 1.2. */
const kinds = new Map<string, RosterPersonKind>(
  Object.entries({
    student: 'pupil',
    teacher: 'teacher',
    guardian: 'guardian',
    parent: 'guardian',
    relative: 'guardian',
    aide: 'staff',
    administrator: 'staff',
    counselor: 'staff',
    districtadministrator: 'staff',
    principal: 'staff',
    proctor: 'staff',
    siteadministrator: 'staff',
    systemadministrator: 'staff',
  }),
);

/**
 * Reads OneRoster 1.1 or 1.2 as CSV. 1.1 has the role in users.csv, 1.2 in roles.csv, where the primary one counts.
 *
 * A class of type `homeroom` is a class, one of type `scheduled` a course. `status` tobedeleted and `enabledUser` false mean leaving.
 * `agentSourcedIds` relates guardians and children from either side. Of a class, the primary teacher leads, others deputise. What the
 * manifest calls `delta` is not complete.
 *
 * @throws RosterFileError `several_schools` if orgs.csv lists more than one school, and the refusals of `openOneRoster`
 */
export function readOneRoster(files: readonly RosterFile[], problems: ProblemList, options: BuildOptions): RosterSnapshot {
  const set = openOneRoster(files, problems);
  const users = set.rows('users', 'all');
  if (users.length > limits.rows) throw new RosterFileError('users.csv', 'too_many_rows', { limit: limits.rows, count: users.length });
  const schools = set.rows('orgs').filter((row) => row.cell('type').toLowerCase() === 'school');
  if (schools.length > 1) throw new RosterFileError('orgs.csv', 'several_schools', { count: schools.length });

  const builder = new SnapshotBuilder(problems, options);
  const persons = readUsers(set, users, builder);
  relateAgents(users, persons, builder);
  const sets = readSets(set, builder);
  for (const row of set.rows('enrollments')) enroll(row, persons, sets, builder);
  const complete = set.isComplete('users');
  return builder.finish(
    { format: 'oneroster', schoolNumber: schools[0]?.cell('identifier') || null, schoolYear: schoolYearOf(set), halfYear: null },
    {
      pupils: complete,
      teachers: complete,
      guardians: complete && builder.persons.some((person) => person.kind === 'guardian'),
      classes: set.isComplete('classes') && set.isComplete('enrollments'),
      courses: set.isComplete('classes') && set.isComplete('enrollments'),
    },
  );
}

function readUsers(set: OneRosterSet, users: readonly OneRosterRow[], builder: SnapshotBuilder): Map<string, RosterPerson | null> {
  const roles = new Map<string, string>();
  for (const row of set.rows('roles')) {
    const id = row.cell('userSourcedId');
    if (!roles.has(id) || row.cell('roleType').toLowerCase() === 'primary') roles.set(id, row.cell('role'));
  }
  const persons = new Map<string, RosterPerson | null>();
  for (const row of users) {
    const id = row.cell('sourcedId');
    if (id === '') {
      builder.problems.add(row.place, 'sourcedId', 'source_id_missing');
      continue;
    }
    const role = roles.get(id) ?? row.cell('role');
    const kind = kinds.get(role.toLowerCase());
    if (kind === undefined) {
      builder.problems.add(row.place, 'role', 'role_unknown', { value: role.slice(0, 60) });
      persons.set(id, null);
      continue;
    }
    const leaving = row.cell('status').toLowerCase() === 'tobedeleted' || row.cell('enabledUser').toLowerCase() === 'false';
    const person = builder.addPerson(
      {
        kind,
        sourceId: id,
        lastName: row.cell('preferredFamilyName') || row.cell('familyName'),
        firstName: row.cell('givenName'),
        callName: row.cell('preferredGivenName') || null,
        email: row.cell('email'),
        handle: row.cell('username'),
        status: leaving ? 'leaving' : 'active',
      },
      row.place,
      {
        sourceId: 'sourcedId',
        lastName: 'familyName',
        firstName: 'givenName',
        callName: 'preferredGivenName',
        email: 'email',
        handle: 'username',
      },
    );
    persons.set(id, person);
  }
  return persons;
}

function relateAgents(users: readonly OneRosterRow[], persons: ReadonlyMap<string, RosterPerson | null>, builder: SnapshotBuilder): void {
  for (const row of users) {
    const person = persons.get(row.cell('sourcedId'));
    if (person === null || person === undefined || person.status === 'leaving') continue;
    for (const id of row
      .cell('agentSourcedIds')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')) {
      const agent = persons.get(id);
      if (agent === undefined) builder.problems.add(row.place, 'agentSourcedIds', 'person_unknown', { name: id.slice(0, 80) });
      else if (agent?.kind === 'guardian' && person.kind === 'pupil') builder.relate(agent, person);
      else if (agent?.kind === 'pupil' && person.kind === 'guardian') builder.relate(person, agent);
    }
  }
}

type Sets = Map<string, { class: RosterClass } | { course: RosterCourse } | null>;

function readSets(set: OneRosterSet, builder: SnapshotBuilder): Sets {
  const subjects = new Map(set.rows('courses').map((row) => [row.cell('sourcedId'), row]));
  const sets: Sets = new Map();
  for (const row of set.rows('classes')) {
    const id = row.cell('sourcedId');
    const subject = subjects.get(row.cell('courseSourcedId'));
    if (row.cell('classType').toLowerCase() === 'homeroom') {
      const made = builder.addClass({ sourceId: id, name: row.cell('title'), statisticCode: row.cell('classCode') }, row.place, 'title');
      sets.set(id, made === null ? null : { class: made });
      continue;
    }
    const subjectName = row.cell('subjects').split(',')[0]?.trim() || subject?.cell('title') || null;
    const short = row.cell('subjectCodes').split(',')[0]?.trim() || subject?.cell('courseCode') || null;
    const made = builder.addCourse(
      { key: id, sourceId: id, name: row.cell('title'), subject: short, subjectName, courseType: null },
      row.place,
      'title',
    );
    sets.set(id, made === null ? null : { course: made });
  }
  return sets;
}

function enroll(row: OneRosterRow, persons: ReadonlyMap<string, RosterPerson | null>, sets: Sets, builder: SnapshotBuilder): void {
  const person = persons.get(row.cell('userSourcedId'));
  const set = sets.get(row.cell('classSourcedId'));
  if (person === undefined)
    builder.problems.add(row.place, 'userSourcedId', 'person_unknown', { name: row.cell('userSourcedId').slice(0, 80) });
  if (set === undefined)
    builder.problems.add(row.place, 'classSourcedId', 'group_unknown', { name: row.cell('classSourcedId').slice(0, 80) });
  if (person === null || person === undefined || set === null || set === undefined || person.status === 'leaving') return;
  const target = 'class' in set ? set.class : set.course;
  const role = row.cell('role').toLowerCase();
  if (role === 'student') {
    builder.join(person, target, 'pupil');
    if ('class' in set) person.entryClass ??= set.class.name;
  } else if (role === 'teacher') {
    const lead = row.cell('primary').toLowerCase() === 'true' || target.teachers.length === 0;
    const second = 'class' in set ? 'deputy' : 'co_teach';
    builder.addTeacher(target, person, lead && !target.teachers.some((each) => each.part === 'lead') ? 'lead' : second);
  }
}

/** The school year of the latest session of that type; '2025' begins in August 2025, whatever `schoolYear` (which names its end) says. */
function schoolYearOf(set: OneRosterSet): string | null {
  const starts = set
    .rows('academicSessions')
    .filter((row) => row.cell('type') === 'schoolYear')
    .map((row) => row.cell('startDate'));
  const latest = starts.sort().at(-1);
  if (latest === undefined || !/^\d{4}-\d{2}/.test(latest)) return null;
  return latest.slice(5, 7) >= '08' ? latest.slice(0, 4) : String(Number(latest.slice(0, 4)) - (latest.slice(5, 7) >= '07' ? 0 : 1));
}
