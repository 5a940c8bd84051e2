import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { answerContract, questionsContract } from '../contract.ts';
import { anOffice, apply, isMissing, lines, read, sample, show, take, undo } from './upload.ts';

/** A list as an office makes it: no ids. */
function list(...rows: string[]) {
  return { name: 'Liste.csv', bytes: ['Nachname;Vorname;Geburtsdatum;Klasse', ...rows].join('\n') };
}

/** A list with the ids of another program. */
function withIds(...rows: string[]) {
  return { name: 'iserv.csv', bytes: ['Import-ID;Vorname;Nachname;Klasse', ...rows].join('\n') };
}

async function classOf(school: TestSchool, lastName: string): Promise<string[]> {
  const { rows } = await school.write((db) =>
    sql<{
      name: string;
    }>`select g.name from groups.pub_member m join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class'
      join people.pub_person p on p.school_id = m.school_id and p.id = m.person_id
      where p.school_id = ${db.schoolId} and p.last_name = ${lastName} and m.valid_to is null order by g.name`.execute(db),
  );
  return rows.map(({ name }) => name);
}

async function personsNamed(school: TestSchool, lastName: string) {
  const { rows } = await school.write((db) =>
    sql<{
      id: string;
      status: string;
      firstName: string;
    }>`select id, status, first_name as "firstName" from people.person where school_id = ${db.schoolId} and last_name = ${lastName} order by id`.execute(
      db,
    ),
  );
  return rows;
}

test('people entered by hand are found by name and birth date, and keep what only the school knows', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const pupil = await aPerson(school, {
    firstName: 'Anna Maria',
    callName: 'Anni',
    lastName: 'Beispiel',
    birthDate: '2012-03-04',
    email: 'anni@example.org',
  });
  await aClass(school, { name: '8a', pupils: [pupil] });
  const shown = await take(school, office, [list('Beispiel;Anna Maria;04.03.2012;8a')]);
  expect(shown.counts).toMatchObject({ new: 0, changed: 0, moved: 0, leaving: 0, unsure: 0 });
  const rows = await personsNamed(school, 'Beispiel');
  expect(rows.map(({ id }) => id)).toEqual([pupil]);
  expect(
    (
      await school.write((db) =>
        sql<{ email: string; call: string }>`select email, call_name as call from people.person where id = ${pupil}`.execute(db),
      )
    ).rows,
  ).toEqual([{ email: 'anni@example.org', call: 'Anni' }]);
});

test('the same list again changes nothing, though it has no ids', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const file = list('Beispiel;Anna;04.03.2012;8a', 'Beispiel;Anna;05.06.2011;8b', 'Muster;Max;;8a', 'Muster;Max;;8b');
  expect((await take(school, office, [file])).counts).toMatchObject({ pupils: 4, new: 4, groups: 2 });
  expect((await read(school, office, [file])).counts).toMatchObject({ pupils: 4, new: 0, changed: 0, moved: 0, leaving: 0, unsure: 0 });
});

test('a name alone is asked: the same person moves, somebody new is added', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const max = await aPerson(school, { firstName: 'Max', lastName: 'Muster' });
  const mia = await aPerson(school, { firstName: 'Mia', lastName: 'Muster' });
  await aClass(school, { name: '8a', pupils: [max, mia] });
  const shown = await read(school, office, [list('Muster;Max;;8b', 'Muster;Mia;;8b')]);
  expect(shown.counts).toMatchObject({ unsure: 2, new: 0 });
  expect(shown.perClass).toContainEqual(expect.objectContaining({ class: '8b', unsure: 2 }));
  await expect(apply(school, office, shown)).rejects.toMatchObject({ status: 409, code: 'roster.unsure' });

  const client = school.as(office);
  const { items } = await client.call(questionsContract, { params: { importId: shown.id } });
  expect(items[0]).toMatchObject({
    row: { name: 'Max Muster', className: '8b', line: 2 },
    candidates: [{ personId: max, name: 'Max Muster', className: '8a', byHand: true }],
  });
  const answer = (at: number, personId: string | null) =>
    client.call(answerContract, { params: { importId: shown.id, questionId: items[at]?.id ?? '' }, body: { personId } });
  await expect(answer(0, mia)).rejects.toMatchObject({ status: 422, code: 'roster.not_offered' });
  await answer(0, max);
  await answer(1, null);
  await school.settle();
  const again = await show(school, office, shown.id);
  expect(again.counts).toMatchObject({ unsure: 0, new: 1, moved: 1 });
  expect(await lines(school, office, shown.id)).toEqual(['moved Max Muster: class 8a → 8b', 'new Mia Muster']);
  await apply(school, office, again);
  expect(await classOf(school, 'Muster')).toEqual(['8a', '8b', '8b']);

  // both are known now: nobody is asked again
  expect((await read(school, office, [list('Muster;Max;;8b', 'Muster;Mia;;8b')])).counts).toMatchObject({
    unsure: 0,
    new: 0,
    changed: 0,
    moved: 0,
    leaving: 0,
  });
});

test('a known id under wholly other names is asked, and may turn out to be somebody new', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [withIds('17;Anna;Beispiel;8a', '18;Ben;Bauer;8a', '19;Cem;Kaya;8a')]);
  const shown = await read(school, office, [withIds('17;Oskar;Winter;8a', '18;Ben;Bauer;8a', '19;Cem;Kaya;8a')], { complete: true });
  expect(shown.counts).toMatchObject({ unsure: 1, changed: 0, leaving: 0 });
  const { items } = await school.as(office).call(questionsContract, { params: { importId: shown.id } });
  await school
    .as(office)
    .call(answerContract, { params: { importId: shown.id, questionId: items[0]?.id ?? '' }, body: { personId: null } });
  await school.settle();
  const applied = await apply(school, office, await show(school, office, shown.id));
  expect(applied).toMatchObject({ state: 'applied', counts: { new: 1, leaving: 1 } });
  expect(await personsNamed(school, 'Beispiel')).toMatchObject([{ status: 'left' }]);
  expect((await undo(school, office, shown.id)).state).toBe('undone');
  expect((await read(school, office, [withIds('17;Anna;Beispiel;8a', '18;Ben;Bauer;8a', '19;Cem;Kaya;8a')])).counts).toMatchObject({
    new: 0,
    changed: 0,
    leaving: 0,
    unsure: 0,
  });
});

test('who has left and is in the source again comes back as the same person', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const both = withIds('17;Anna;Beispiel;8a', '18;Ben;Bauer;8a');
  await take(school, office, [both]);
  const [anna] = await personsNamed(school, 'Beispiel');
  await take(school, office, [withIds('18;Ben;Bauer;8a')], { complete: true });
  expect(await personsNamed(school, 'Beispiel')).toEqual([{ ...anna, status: 'left' }]);
  school.at('2026-12-07T07:00:00Z');
  const back = await take(school, office, [both]);
  expect(back.counts).toMatchObject({ new: 1, pupils: 2 });
  expect(await personsNamed(school, 'Beispiel')).toEqual([anna]);
  expect(await classOf(school, 'Beispiel')).toEqual(['8a']);
});

test('a field somebody has put right stays, the others follow the source', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [withIds('17;Anna;Beispeil;8a')]);
  await school.write((db) =>
    sql`update people.person set last_name = 'Beispiel', corrected = '{last_name}' where school_id = ${db.schoolId} and source_id = '17'`.execute(
      db,
    ),
  );
  const shown = await take(school, office, [withIds('17;Anna Lena;Beispeil;8a')]);
  expect(await lines(school, office, shown.id)).toEqual(['changed Anna Lena Beispiel: firstName Anna → Anna Lena']);
  expect(await personsNamed(school, 'Beispiel')).toMatchObject([{ firstName: 'Anna Lena' }]);
});

test('guests and people entered by hand never leave unsaid', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await aPerson(school, { firstName: 'Gast', lastName: 'Schüler', guestOf: 'Nachbarschule' });
  await aPerson(school, { firstName: 'Hand', lastName: 'Gemacht' });
  const shown = await read(school, office, [withIds('17;Anna;Beispiel;8a')], { complete: true });
  expect(shown.counts).toMatchObject({ pupils: 3, leaving: 0 });
  expect(shown.problems).toContainEqual(expect.objectContaining({ code: 'not_in_source', severity: 'warning' }));
});

test('guardians come with their children, and a brother’s list finds them again', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [withIds('17;Anna;Beispiel;8a', '18;Ben;Beispiel;6b')]);
  const guardians = (...rows: string[]) => ({ name: 'Eltern.csv', bytes: ['Kind-ID;Vorname;Nachname;E-Mail', ...rows].join('\n') });
  const first = await take(school, office, [guardians('17;Petra;Beispiel;petra@example.org', '99;Niemand;Fremd;n@example.org')]);
  expect(first.problems).toContainEqual(expect.objectContaining({ code: 'child_not_found', line: 3 }));
  const second = await take(school, office, [guardians('17;Petra;Beispiel;petra@example.org', '18;Petra;Beispiel;petra@example.org')]);
  expect(second.counts).toMatchObject({ guardians: 2, new: 0, pupils: 2 });
  const { rows } = await school.write((db) =>
    sql<{
      children: number;
    }>`select count(*) as children from people.relation r join people.person p on p.school_id = r.school_id and p.id = r.person_id
    where r.school_id = ${db.schoolId} and p.email = 'petra@example.org'`.execute(db),
  );
  expect(rows[0]?.children).toBe(2);
});

test('a double that was merged is not made anew by the next import', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const file = withIds('17;Anna;Beispiel;8a', '23;Anna;Beispiel-Groß;8a');
  await take(school, office, [file]);
  await school.write((db) =>
    sql`update people.person set status = 'left', merged_into = (select id from people.person where school_id = ${db.schoolId} and source_id = '17')
    where school_id = ${db.schoolId} and source_id = '23'`.execute(db),
  );
  expect((await read(school, office, [file])).counts).toMatchObject({ new: 0, changed: 0, unsure: 0, pupils: 1 });
});

test.skipIf(isMissing)('the lists of Kurs42 come in: teachers with their short names, pupils with birth dates', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const files = [sample('svws-nrw/kurs42-export/Lehrer.txt'), sample('svws-nrw/kurs42-export/Schueler.txt')];
  const shown = await take(school, office, files);
  expect(shown).toMatchObject({ state: 'applied', counts: { pupils: 99, teachers: 85, groups: 1, new: 184 } });
  expect((await read(school, office, files)).counts).toMatchObject({ new: 0, changed: 0, moved: 0, leaving: 0, unsure: 0 });
});

test('questions take the same number of statements with 1 and with 50 rows', async () => {
  const asked = async (count: number) => {
    const school = await testSchool();
    const office = await anOffice(school);
    const names = Array.from(
      { length: count },
      (_, place) => `Person${String.fromCharCode(65 + (place % 26))}${String.fromCharCode(97 + Math.floor(place / 26))}`,
    );
    const pupils: string[] = [];
    for (const firstName of names) pupils.push(await aPerson(school, { firstName, lastName: 'Muster', signIn: false }));
    await aClass(school, { name: '8a', pupils });
    const shown = await read(school, office, [list(...names.map((name) => `Muster;${name};;8b`))]);
    return school.as(office).counted(questionsContract, { params: { importId: shown.id }, query: { limit: 50 } });
  };
  const one = await asked(1);
  const fifty = await asked(50);
  expect([one.answer.items.length, fifty.answer.items.length]).toEqual([1, 50]);
  expect(fifty.statements).toBe(one.statements);
});
