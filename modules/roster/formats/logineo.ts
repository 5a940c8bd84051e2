import { createHmac } from 'node:crypto';
import { limits } from './limits.ts';
import { readLogineoGroup } from './logineo-group.ts';
import { type ProblemList, RosterFileError } from './problem.ts';
import { readStatus } from './school-status.ts';
import type { RosterPerson, RosterPersonKind, RosterSnapshot } from './snapshot.ts';
import { type BuildOptions, SnapshotBuilder } from './snapshot-builder.ts';
import type { RosterFile } from './unzip.ts';
import { readXml, type XmlElement } from './xml-source.ts';

const kinds = new Map<string, RosterPersonKind>(
  Object.entries({
    student: 'pupil',
    faculty: 'teacher',
    teacher: 'teacher',
    extern: 'staff',
    staff: 'staff',
  }),
);

/**
 * Reads SchILD-NRW's export for LOGINEO NRW (XML after IMS Enterprise, namespace `http://www.metaventis.com/ns/cockpit/sync/1.0`).
 *
 * A teacher's id is the Lehrer-Ident-Nr., which is made of birth date, sex and a serial number: it is replaced by a keyed hash while
 * reading, and a teacher's birth date is not read. `recstatus="3"` (delete) and a state other than 2, 3, 6 mean leaving; states 0 and 1
 * are passed over. Classes, courses and groups are told apart by their names (`readLogineoGroup`); teachers of a class are only said
 * to teach there. A course's first teacher leads.
 *
 * @param options.idSecret  key of the hash, a secret of the installation; the same for every reading, or teachers are not found again
 * @throws RosterFileError `xml_wrong_root` and the refusals of `readXml`
 */
export function readLogineo(
  file: RosterFile,
  problems: ProblemList,
  options: BuildOptions & { idSecret?: string | undefined },
): RosterSnapshot {
  const { name, root } = readXml(file);
  if (name !== 'enterprise')
    throw new RosterFileError(file.name, 'xml_wrong_root', { found: name.slice(0, 60), expected: 'enterprise' }, root.line);
  const elements = root.all('person');
  if (elements.length > limits.rows) throw new RosterFileError(file.name, 'too_many_rows', { limit: limits.rows, count: elements.length });
  const builder = new SnapshotBuilder(problems, options);
  const persons = new Map<string, RosterPerson | null>();
  for (const element of elements) readPerson(element, file.name, builder, persons, options.idSecret ?? '');
  const sets = readGroups(root, file.name, builder);
  for (const element of root.all('membership')) readMembers(element, file.name, builder, persons, sets);
  const courses = builder.courses.length > 0;
  return builder.finish(
    { format: 'logineo', schoolNumber: schoolNumberOf(root), schoolYear: null, halfYear: null },
    { pupils: true, teachers: true, guardians: false, classes: true, courses },
  );
}

/** Teachers' ids as `h:` and 32 hexadecimal digits of HMAC-SHA-256. */
export function hashedTeacherId(id: string, secret: string): string {
  return `h:${createHmac('sha256', `roster teacher id ${secret}`).update(id).digest('hex').slice(0, 32)}`;
}

/** Puts null under the id of a person that is passed over or unusable, so that its memberships are no further problem. */
function readPerson(
  element: XmlElement,
  file: string,
  builder: SnapshotBuilder,
  persons: Map<string, RosterPerson | null>,
  secret: string,
): void {
  const place = { file, line: element.line };
  const id = element.text('sourcedid', 'id');
  const role = element.attribute('institutionrole', 'institutionroletype');
  const kind = kinds.get(role.toLowerCase());
  if (id === '') {
    builder.problems.add(place, 'sourcedid', 'source_id_missing');
    return;
  }
  if (kind === undefined) {
    builder.problems.add(place, 'institutionrole', 'role_unknown', { value: role.slice(0, 60) });
    persons.set(id, null);
    return;
  }
  const state = element.text('extension', 'x-schildnrw-person-state');
  const status = element.attribute('recstatus') === '3' ? 'leaving' : state === '' || kind !== 'pupil' ? 'active' : readStatus(state);
  if (status === null) builder.problems.add(place, 'x-schildnrw-person-state', 'status_unknown', { value: state.slice(0, 20) });
  if (status === null || status === 'not_yet') {
    persons.set(id, null);
    return;
  }
  const person = builder.addPerson(
    {
      kind,
      sourceId: kind === 'pupil' ? id : hashedTeacherId(id, secret),
      lastName: element.text('name', 'n', 'family'),
      firstName: element.text('name', 'n', 'given'),
      birthDate: kind === 'pupil' ? element.text('demographics', 'bday') : null,
      email: element.text('email'),
      status,
    },
    place,
    { lastName: 'family', firstName: 'given', birthDate: 'bday', sourceId: 'sourcedid' },
  );
  persons.set(id, person);
}

type Sets = Map<string, (person: RosterPerson) => void>;

/** Makes the classes, courses and groups, and says for each group's id how a person joins it. */
function readGroups(root: XmlElement, file: string, builder: SnapshotBuilder): Sets {
  const withMembers = new Set(root.all('membership').map((each) => each.text('sourcedid', 'id')));
  const courses = new Map<string, ReturnType<SnapshotBuilder['addCourse']>>();
  const sets: Sets = new Map();
  for (const element of root.all('group')) {
    const place = { file, line: element.line };
    const id = element.text('sourcedid', 'id');
    const read = readLogineoGroup(element.text('description', 'short') || element.text('description', 'long'));
    if (element.attribute('recstatus') === '3') sets.set(id, () => undefined);
    else if (read.kind === 'class') {
      const made = builder.ensureClass(read.className, place, 'short');
      sets.set(id, (person) => {
        if (made === null) return;
        if (person.kind === 'pupil') builder.join(person, made, 'pupil');
        else builder.addTeacher(made, person, 'co_teach');
        if (person.kind === 'pupil') person.entryClass ??= made.name;
      });
    } else if (read.kind === 'course') {
      const { key, name, subject, courseType } = read;
      const course =
        courses.get(key) ?? builder.addCourse({ key, sourceId: id, name, subject, subjectName: null, courseType }, place, 'short');
      courses.set(key, course);
      sets.set(id, (person) => {
        if (course === null) return;
        if (person.kind === 'pupil') builder.join(person, course, 'pupil');
        else builder.addTeacher(course, person, course.teachers.length === 0 ? 'lead' : 'co_teach');
      });
    } else {
      // Groups without members are only the upper levels of the hierarchy.
      const group = withMembers.has(id) ? builder.ensureGroup(read.name, id, place, 'short') : null;
      sets.set(id, (person) => {
        if (group !== null) builder.join(person, group, person.kind === 'teacher' ? 'teacher' : 'member');
      });
    }
  }
  return sets;
}

function readMembers(
  element: XmlElement,
  file: string,
  builder: SnapshotBuilder,
  persons: ReadonlyMap<string, RosterPerson | null>,
  sets: Sets,
): void {
  const id = element.text('sourcedid', 'id');
  const join = sets.get(id);
  if (join === undefined) {
    builder.problems.add({ file, line: element.line }, 'membership', 'group_unknown', { name: id.slice(0, 80) });
    return;
  }
  for (const member of element.all('member')) {
    const person = persons.get(member.text('sourcedid', 'id'));
    if (person === undefined) builder.problems.add({ file, line: member.line }, 'member', 'person_unknown', { name: '' });
    else if (person?.status === 'active' && member.attribute('recstatus') !== '3') join(person);
  }
}

/** SchILD's ids of pupils carry the number of the school ("ID-123456-3524"); null unless all of them carry the same. */
function schoolNumberOf(root: XmlElement): string | null {
  const numbers = new Set(root.all('person').map((each) => /^ID-(\d{5,6})-\d+$/.exec(each.text('sourcedid', 'id'))?.[1]));
  numbers.delete(undefined);
  return numbers.size === 1 ? ([...numbers][0] ?? null) : null;
}
