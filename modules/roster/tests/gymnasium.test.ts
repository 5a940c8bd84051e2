import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { anOffice, apply, gymnasium, isMissing, lines, read, samples, type TestFile, take, undo } from './upload.ts';

interface Enm {
  schueler: { id: number; nachname: string; vorname: string; klasseID: number; leistungsdaten: unknown[] }[];
}

/** A copy of the real file with something changed. */
function changed(change: (school: Enm) => void): TestFile {
  const school = JSON.parse(gunzipSync(gymnasium().bytes as Uint8Array).toString()) as Enm; // the real file's shape, of which the test knows this part
  change(school);
  return { name: 'ENM.json.gz', bytes: gzipSync(JSON.stringify(school)) };
}

async function standing(school: TestSchool) {
  const { rows } = await school.write((db) =>
    sql<Record<string, number>>`select
      (select count(*) from people.person where school_id = ${db.schoolId} and status = 'active') as active,
      (select count(*) from people.capacity where school_id = ${db.schoolId} and capacity = 'pupil' and valid_to is null) as pupils,
      (select count(*) from people.capacity where school_id = ${db.schoolId} and capacity = 'teacher' and valid_to is null) as teachers,
      (select count(*) from groups."group" where school_id = ${db.schoolId} and kind = 'class' and ended_on is null) as classes,
      (select count(*) from courses.course where school_id = ${db.schoolId} and ended_on is null) as courses,
      (select count(*) from courses.course where school_id = ${db.schoolId} and class_id is not null) as "ofOneClass",
      (select count(*) from courses.member where school_id = ${db.schoolId} and valid_to is null) as members,
      (select count(*) from identities.attachment where school_id = ${db.schoolId}) as "signIns",
      (select count(distinct handle) from identities.handle where realm = ${db.schoolId}) as handles`.execute(db),
  );
  return rows[0];
}

/** Pupils who share both names, by what they sign in with. */
async function handlesOfNamesakes(school: TestSchool): Promise<string[][]> {
  const { rows } = await school.write((db) =>
    sql<{ handles: string[] }>`select array_agg(a.handle order by a.handle) as handles from people.person p
      join people.capacity k on k.school_id = p.school_id and k.person_id = p.id and k.capacity = 'pupil'
      join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
      where p.school_id = ${db.schoolId} group by p.last_name, p.first_name having count(*) > 1`.execute(db),
  );
  return rows.map(({ handles }) => handles);
}

// an import of this size takes its seconds where other tests run beside it
describe.skipIf(isMissing)(`a real Gymnasium (skipped where ${samples} is missing)`, { timeout: 90_000 }, () => {
  test('the first import brings everybody; the second changes nothing; the undo takes everything back', async () => {
    const school = await testSchool();
    const office = await anOffice(school);
    const before = await standing(school);
    const first = await read(school, office, [gymnasium()]);

    expect(first.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(first.counts).toEqual({
      pupils: 1229,
      teachers: 93,
      guardians: 0,
      groups: 33,
      courses: 576,
      memberships: 13_883,
      new: 1322,
      changed: 0,
      moved: 0,
      leaving: 0,
      unsure: 0,
    });
    expect(await standing(school)).toEqual(before);

    const applied = await apply(school, office, first);
    expect(applied).toMatchObject({ state: 'applied', counts: first.counts, canUndo: true });
    expect(await standing(school)).toMatchObject({
      pupils: 1229,
      teachers: 93,
      classes: 33,
      courses: 576,
      ofOneClass: 252,
      members: 13_883,
      active: 1323,
    });
    expect(await school.events('roster.imported')).toEqual([{ importId: first.id }]);

    const namesakes = await handlesOfNamesakes(school);
    expect(namesakes).toHaveLength(4);
    for (const [first, second] of namesakes) expect(second).toBe(`${first}2`);

    const second = await read(school, office, [gymnasium()]);
    expect(second.counts).toEqual({ ...first.counts, new: 0 });
    expect(second.sets).toEqual({ persons: 0, groups: 0, groupsEnded: 0, courses: 0, coursesEnded: 0, joining: 0, going: 0 });

    const undone = await undo(school, office, first.id);
    expect(undone).toMatchObject({ state: 'undone', canUndo: false });
    expect(await standing(school)).toEqual(before);
  });

  test('a changed copy is told, applied and taken back person by person', async () => {
    const school = await testSchool();
    const office = await anOffice(school);
    await take(school, office, [gymnasium()]);
    const copy = changed(({ schueler }) => {
      const [renamed, moved, , gone] = schueler;
      if (!renamed || !moved || !gone) throw new Error('the sample has pupils');
      renamed.nachname = 'Neuname-Test';
      moved.klasseID = schueler.find(({ klasseID }) => klasseID !== moved.klasseID)?.klasseID ?? 0;
      schueler.splice(3, 1);
      schueler.push({ ...renamed, id: 990_001, nachname: 'Ganzneu', vorname: 'Nele', leistungsdaten: [] });
    });
    const before = await standing(school);
    const shown = await read(school, office, [copy]);

    expect(shown.counts).toMatchObject({ pupils: 1229, new: 1, changed: 1, moved: 1, leaving: 1, unsure: 0 });
    expect(shown.stops).toEqual([]);
    const told = await lines(school, office, shown.id);
    expect(told.map((line) => line.split(' ')[0]).sort()).toEqual(['changed', 'leaving', 'moved', 'new']);
    expect(told.join('\n')).toMatch(/→ Neuname-Test/);

    const applied = await apply(school, office, shown);
    expect(applied.state).toBe('applied');
    expect((await read(school, office, [copy])).counts).toMatchObject({ new: 0, changed: 0, moved: 0, leaving: 0 });
    await undo(school, office, shown.id);
    expect(await standing(school)).toEqual(before);
    expect((await read(school, office, [gymnasium()])).counts).toMatchObject({ new: 0, changed: 0, moved: 0, leaving: 0 });

    // and with half a class missing it stops until somebody says so
    const half = changed((file) => {
      const { klasseID } = file.schueler[0] ?? { klasseID: 0 };
      let count = 0;
      file.schueler = file.schueler.filter((pupil) => pupil.klasseID !== klasseID || (count++ & 1) === 0);
    });
    const stopped = await read(school, office, [half]);
    expect(stopped.stops).toMatchObject([{ what: 'class' }]);
    await expect(apply(school, office, stopped)).rejects.toMatchObject({ status: 409, code: 'roster.stopped' });
    expect((await apply(school, office, stopped, true)).state).toBe('applied');
  });
});
