import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '#kernel/ids/id.ts';
import { searchContract } from '#kernel/search/contract.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aClass, aGroup } from '#modules/groups/tests/build.ts';
import { aGuardian, anAssistant, aPerson, identityOf } from '#modules/people/tests/build.ts';
import {
  courseContract,
  groupContract,
  listCoursesContract,
  listGroupsContract,
  listPeopleContract,
  ownGroupsContract,
  personContract,
} from '../contract.ts';

const missing = { status: 404, code: 'kernel.not_found' };
const forbidden = { status: 403, code: 'kernel.forbidden' };

async function ids(school: TestSchool, who: string, query = {}): Promise<string[]> {
  const { items } = await school.as(who).call(listPeopleContract, { query: { limit: 200, ...query } });
  return items.map(({ id }) => id).sort();
}

test('a teacher lists the pupils of the own courses and colleagues, nobody else', async () => {
  const school = await testSchool();
  const [mine, other] = [await aPerson(school), await aPerson(school)];
  const [teacher, colleague] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  await aGuardian(school, [mine]);
  await aCourse(school, { teachers: [teacher], pupils: [mine] });
  await aCourse(school, { teachers: [colleague], pupils: [other] });

  expect(await ids(school, teacher)).toEqual([mine, teacher, colleague].sort());
  await expect(school.as(teacher).call(personContract, { params: { personId: mine } })).resolves.toMatchObject({
    details: null,
    relations: [],
    access: null,
  });
  await expect(school.as(teacher).call(personContract, { params: { personId: other } })).rejects.toMatchObject(missing);
});

test('a course that spans three classes opens each class list to its teachers, two of them', async () => {
  const school = await testSchool();
  const pupils = [await aPerson(school), await aPerson(school), await aPerson(school)];
  const classmates = [await aPerson(school), await aPerson(school), await aPerson(school)];
  const classes = await Promise.all(pupils.map((pupil, at) => aClass(school, { pupils: [pupil, classmates[at] ?? ''] })));
  const otherClass = await aClass(school, { pupils: [await aPerson(school)] });
  const teachers = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const courseId = await aCourse(school, { subject: 'KR', teachers, pupils });

  for (const teacher of teachers) {
    const course = await school.as(teacher).call(courseContract, { params: { courseId } });
    expect(course).toMatchObject({ as: 'teacher', teachers: [{ part: 'leads' }, { part: 'co_teaches' }] });
    expect(course.pupils.map(({ personId }) => personId).sort()).toEqual([...pupils].sort());
    for (const groupId of classes) {
      const page = await school.as(teacher).call(groupContract, { params: { groupId } });
      expect(page.members).toHaveLength(2);
      expect(page.members.filter(({ linked }) => linked)).toHaveLength(1);
    }
    await expect(school.as(teacher).call(groupContract, { params: { groupId: otherClass } })).rejects.toMatchObject(missing);
  }
});

test('a teacher whose part has ended, or has not begun, sees the pupils no more, or not yet', async () => {
  const school = await testSchool();
  const pupil = await aPerson(school);
  const [before, after] = [await aPerson(school, { capacities: ['teacher'] }), await aPerson(school, { capacities: ['teacher'] })];
  const courseId = await aCourse(school, {
    teachers: [
      { personId: before, part: 'leads', validTo: '2026-11-22' },
      { personId: after, part: 'leads', validFrom: '2026-11-24' },
    ],
    pupils: [pupil],
  });
  for (const teacher of [before, after]) {
    expect(await ids(school, teacher)).not.toContain(pupil);
    await expect(school.as(teacher).call(courseContract, { params: { courseId } })).rejects.toMatchObject(missing);
  }
});

test('pupils see the names in their own groups and courses, and have no list of people', async () => {
  const school = await testSchool();
  const [pupil, mate, stranger] = [await aPerson(school), await aPerson(school), await aPerson(school)];
  const own = await aClass(school, { pupils: [pupil, mate] });
  const foreign = await aClass(school, { pupils: [stranger] });
  const courseId = await aCourse(school, { pupils: [mate] });
  const as = school.as(pupil);

  const page = await as.call(groupContract, { params: { groupId: own } });
  expect(page.members.map(({ personId }) => personId).sort()).toEqual([pupil, mate].sort());
  expect(page.members.every(({ linked }) => !linked)).toBe(true);
  await expect(as.call(groupContract, { params: { groupId: foreign } })).rejects.toMatchObject(missing);
  await expect(as.call(courseContract, { params: { courseId } })).rejects.toMatchObject(missing);
  await expect(as.call(listPeopleContract, {})).rejects.toMatchObject(forbidden);
  await expect(as.call(personContract, { params: { personId: mate } })).rejects.toMatchObject(forbidden);
  await expect(as.call(listGroupsContract, {})).rejects.toMatchObject(forbidden);
  await expect(as.call(listCoursesContract, {})).rejects.toMatchObject(forbidden);
});

test('guardians see their children’s courses with teachers, of the pupils only their own children', async () => {
  const school = await testSchool();
  const [child, mate] = [await aPerson(school), await aPerson(school)];
  const teacher = await aPerson(school, { capacities: ['teacher'], firstName: 'Aylin', lastName: 'Yılmaz' });
  const classId = await aClass(school, { name: '8b', teachers: [teacher], pupils: [child, mate] });
  const courseId = await aCourse(school, { teachers: [teacher], pupils: [child, mate], classId });
  const guardian = await aGuardian(school, [child]);
  const as = school.as(guardian);

  expect(await as.call(ownGroupsContract, { query: {} })).toMatchObject({
    courses: [],
    children: [{ id: child, className: '8b', classTeachers: ['Aylin Yılmaz'], courses: [{ id: courseId }] }],
  });
  expect((await as.call(courseContract, { params: { courseId } })).pupils.map(({ personId }) => personId)).toEqual([child]);
  await expect(as.call(groupContract, { params: { groupId: classId } })).rejects.toMatchObject(missing);
  await expect(as.call(listPeopleContract, {})).rejects.toMatchObject(forbidden);
});

test('in a guardians’ group guardians see who represents them, not each other', async () => {
  const school = await testSchool();
  const child = await aPerson(school);
  const [one, other, speaker] = [await aGuardian(school, [child]), await aGuardian(school, [child]), await aGuardian(school, [child])];
  const groupId = await aGroup(school, {
    kind: 'guardians',
    members: [{ personId: one }, { personId: other }, { personId: speaker, part: 'parents_representative' }],
  });

  const { members } = await school.as(one).call(groupContract, { params: { groupId } });
  expect(members.map(({ personId }) => personId).sort()).toEqual([one, speaker].sort());
});

test('a guardian with children at two schools signs in once and has each child where it is', async () => {
  const goethe = await testSchool();
  const park = await testSchool({ authorityId: goethe.school.authorityId });
  const [older, younger] = [await aPerson(goethe), await aPerson(park)];
  const there = await aGuardian(goethe, [older]);
  const here = await aGuardian(park, [younger], { identityId: await identityOf(goethe, there) });

  expect((await goethe.as(there).call(ownGroupsContract, { query: {} })).children.map(({ id }) => id)).toEqual([older]);
  expect((await park.as(here).call(ownGroupsContract, { query: {} })).children.map(({ id }) => id)).toEqual([younger]);
});

test('a teacher who is guardian here acts in one context at a time', async () => {
  const school = await testSchool();
  const [child, pupil] = [await aPerson(school), await aPerson(school)];
  const both = await aGuardian(school, [child], { capacities: ['teacher', 'guardian'] });
  const taught = await aCourse(school, { teachers: [both], pupils: [pupil] });
  const attended = await aCourse(school, { pupils: [child] });
  const client = await school.as(both).client();

  expect((await client.call(ownGroupsContract, { query: {} })).courses.map(({ id }) => id)).toEqual([taught]);
  await expect(client.call(courseContract, { params: { courseId: attended } })).rejects.toMatchObject(missing);
  client.cookies.set('schulhof_context', 'guardian');
  expect((await client.call(ownGroupsContract, { query: {} })).children.map(({ id }) => id)).toEqual([child]);
  await expect(client.call(courseContract, { params: { courseId: taught } })).rejects.toMatchObject(missing);
  await expect(client.call(courseContract, { params: { courseId: attended } })).resolves.toMatchObject({ as: 'guardian' });
  await expect(client.call(listPeopleContract, {})).rejects.toMatchObject(forbidden);
});

test('a class assistant sees the one child and colleagues, not the class', async () => {
  const school = await testSchool();
  const [child, mate] = [await aPerson(school), await aPerson(school)];
  const classId = await aClass(school, { pupils: [child, mate] });
  const assistant = await anAssistant(school, child);

  expect(await ids(school, assistant)).toEqual([child, assistant].sort());
  await expect(school.as(assistant).call(personContract, { params: { personId: mate } })).rejects.toMatchObject(missing);
  await expect(school.as(assistant).call(groupContract, { params: { groupId: classId } })).rejects.toMatchObject(missing);
});

test('a guest pupil sees the course here, and only until the stay ends', async () => {
  const home = await testSchool();
  const host = await testSchool({ authorityId: home.school.authorityId });
  const atHome = await aPerson(home);
  const guest = await aPerson(host, { identityId: await identityOf(home, atHome), guestOf: 'Schiller' });
  const courseId = await aCourse(host, { pupils: [{ personId: guest, validTo: '2027-01-31' }] });

  await expect(host.as(guest).call(courseContract, { params: { courseId } })).resolves.toMatchObject({ as: 'pupil' });
  host.at('2027-02-01T07:00:00Z');
  await expect(host.as(guest).call(courseContract, { params: { courseId } })).rejects.toMatchObject(missing);
  await expect(home.as(atHome).call(courseContract, { params: { courseId } })).rejects.toMatchObject(missing);
});

test('the office sees everybody, except what is sensitive', async () => {
  const school = await testSchool();
  const office = await aPerson(school, { capacities: ['office'] });
  const [pupil, teacher] = [await aPerson(school), await aPerson(school, { capacities: ['teacher'] })];
  const circle = await aGroup(school, {
    name: 'Trauergruppe',
    sensitive: true,
    members: [{ personId: teacher, part: 'leader' }, { personId: pupil }],
  });
  const belief = await aCourse(school, { name: 'KR 8', subjectName: 'Religion', sensitive: true, teachers: [teacher], pupils: [pupil] });
  const as = school.as(office);

  expect(await ids(school, office)).toEqual([office, pupil, teacher].sort());
  const page = await as.call(personContract, { params: { personId: pupil } });
  expect(page).toMatchObject({ groups: [], courses: [], access: { state: 'ready' } });
  await expect(as.call(groupContract, { params: { groupId: circle } })).rejects.toMatchObject(missing);
  await expect(as.call(courseContract, { params: { courseId: belief } })).rejects.toMatchObject(missing);
  expect((await as.call(listGroupsContract, {})).items).toEqual([]);
  expect((await as.call(listCoursesContract, {})).items).toEqual([]);
  expect(await ids(school, office, { groupId: circle })).toEqual([]);
  for (const q of ['Trauer', 'Religion', 'KR'])
    expect((await as.call(searchContract, { query: { q } })).hits.filter(({ kind }) => kind !== 'page')).toEqual([]);
  await expect(school.as(teacher).call(groupContract, { params: { groupId: circle } })).resolves.toMatchObject({ sensitive: true });
  await expect(school.as(pupil).call(courseContract, { params: { courseId: belief } })).resolves.toMatchObject({ as: 'pupil' });
});

test('an office of one division sees the people of that division', async () => {
  const school = await testSchool();
  const [upper, lower] = [newId(), newId()];
  const office = await aPerson(school, { capacities: ['office'], divisionId: upper });
  const [inClass, direct, elsewhere] = [await aPerson(school), await aPerson(school, { divisionId: upper }), await aPerson(school)];
  await aGroup(school, { kind: 'class', name: 'Q1', divisionId: upper, members: [{ personId: inClass }] });
  const other = await aGroup(school, { kind: 'class', name: '5a', divisionId: lower, members: [{ personId: elsewhere }] });

  expect(await ids(school, office)).toEqual([office, inClass, direct].sort());
  expect((await school.as(office).call(listGroupsContract, {})).items.map(({ name }) => name)).toEqual(['Q1']);
  await expect(school.as(office).call(groupContract, { params: { groupId: other } })).rejects.toMatchObject(missing);
  await expect(school.as(office).call(personContract, { params: { personId: elsewhere } })).rejects.toMatchObject(missing);
});

test('what lies in another school is not there', async () => {
  const [here, there] = [await testSchool(), await testSchool()];
  const admin = await aPerson(here, { capacities: ['school_admin'] });
  const personId = await aPerson(there, { lastName: 'Nebenan' });
  const groupId = await aClass(there, { pupils: [personId] });
  const courseId = await aCourse(there, { pupils: [personId] });
  const as = here.as(admin);

  await expect(as.call(personContract, { params: { personId } })).rejects.toMatchObject(missing);
  await expect(as.call(groupContract, { params: { groupId } })).rejects.toMatchObject(missing);
  await expect(as.call(courseContract, { params: { courseId } })).rejects.toMatchObject(missing);
  expect((await as.call(searchContract, { query: { q: 'Nebenan' } })).hits).toEqual([]);
  const client = await here.as(admin).client();
  expect((await client.raw({ method: 'GET', url: `/api/${there.slug}/people` })).statusCode).toBe(404);
});

test('search finds people by parts of names however they are spelt, for those who may see them', async () => {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'], firstName: 'Aylin', lastName: 'Yılmaz' });
  const pupil = await aPerson(school, { firstName: 'Jörg Maria', lastName: 'Groß-Müller' });
  const unseen = await aPerson(school, { firstName: 'Jörg', lastName: 'Anders' });
  await aCourse(school, { name: 'M 8b', teachers: [teacher], pupils: [pupil] });
  const find = async (q: string) => (await school.as(teacher).call(searchContract, { query: { q } })).hits.map(({ path }) => path);

  expect(await find('joerg mueller')).toEqual([`personen/${pupil}`]);
  expect(await find('Groß')).toEqual([`personen/${pupil}`]);
  expect(await find('Jörg')).not.toContain(`personen/${unseen}`);
  expect((await find('8b')).map((path) => path.split('/')[0])).toEqual(['kurse']);
  expect(await find('%')).toEqual([]);
  await school.write((db) => sql`update people.person set status = 'suspended' where id = ${pupil}`.execute(db));
  expect(await find('Groß')).toEqual([]);
});
