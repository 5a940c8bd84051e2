import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { personsMerged } from '#modules/people/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { handInContract, saveDraftContract, takeBackContract, workListContract } from '../hand-in/contract.ts';
import { privacy } from '../privacy.ts';
import { setTimesContract } from '../times/contract.ts';
import { anAssignment } from './build.ts';

/** What the row beside "has opened it" says of everybody, after proof that it says what is true. */
async function progress(school: TestSchool) {
  const { rows } = await school.write((db) =>
    sql<{ pupilId: string; begun: boolean; handedIn: boolean; hasDraft: boolean; hasHandIn: boolean }>`
      select pupil_id as "pupilId", coalesce(r.begun, false) as begun, coalesce(r.handed_in, false) as "handedIn",
        exists (select from assignments.hand_in_draft d where d.assignment_id = k.assignment_id and d.pupil_id = k.pupil_id) as "hasDraft",
        exists (select from assignments.hand_in h where h.assignment_id = k.assignment_id and h.pupil_id = k.pupil_id and h.current) as "hasHandIn"
      from (select assignment_id, pupil_id from assignments.recipient union select assignment_id, pupil_id from assignments.hand_in
        union select assignment_id, pupil_id from assignments.hand_in_draft) k
      left join assignments.recipient r using (assignment_id, pupil_id)`.execute(db),
  );
  for (const row of rows) expect([row.begun, row.handedIn]).toEqual([row.hasDraft, row.hasHandIn]);
  return new Map(rows.map(({ pupilId, begun, handedIn }) => [pupilId, { begun, handedIn }]));
}

const nothing = { begun: false, handedIn: false };

test('what is begun and handed in stands beside what was opened, whatever happens to it', async () => {
  const school = await testSchool();
  const [kept, double] = [await aPerson(school), await aPerson(school)];
  const { id } = await anAssignment(school, { pupils: [kept, double] });
  const params = { assignmentId: id };
  const draft = (pupil: string, text: string) => school.as(pupil).call(saveDraftContract, { params, body: { text, fileIds: [] } });
  const handIn = (pupil: string, text: string) => school.as(pupil).call(handInContract, { params, body: { text, fileIds: [] } });

  await draft(kept, 'angefangen'); // without ever having opened it
  expect((await progress(school)).get(kept)).toEqual({ begun: true, handedIn: false });
  await draft(kept, '');
  expect((await progress(school)).get(kept)).toEqual(nothing);
  await draft(kept, 'wieder');
  await handIn(kept, 'fertig');
  expect((await progress(school)).get(kept)).toEqual({ begun: false, handedIn: true });
  await handIn(kept, 'besser');
  expect((await progress(school)).get(kept)).toEqual({ begun: false, handedIn: true });
  await school.as(kept).call(takeBackContract, { params, body: {} });
  expect((await progress(school)).get(kept)).toEqual({ begun: true, handedIn: false });

  await handIn(double, 'vom Doppelten');
  await draft(double, 'noch etwas');
  await school.write((db) => db.emit(personsMerged, { keptId: kept, doubleId: double }));
  await school.settle();
  const merged = await progress(school);
  expect(merged.get(kept)).toEqual({ begun: true, handedIn: true });
  expect(merged.get(double)?.handedIn).not.toBe(true);

  await school.write((db) => privacy.erasePerson(db, kept));
  expect((await progress(school)).get(kept)).toBeUndefined();
});

test('times of one’s own bring no work back to somebody who has left the course', async () => {
  const school = await testSchool();
  const [stays, leaves] = [await aPerson(school), await aPerson(school)];
  const { id, teacher, courseId } = await anAssignment(school, { pupils: [stays, leaves], dueAt: '2026-11-24T17:00:00Z' });
  const times = { dueAt: '2026-11-27T17:00:00.000Z', closesAt: null };
  await school.as(teacher).call(setTimesContract, { params: { assignmentId: id }, body: { pupilIds: [stays, leaves], times } });
  const open = async (pupil: string) => (await school.as(pupil).call(workListContract, {})).items.map(({ dueAt }) => dueAt);
  expect([await open(stays), await open(leaves)]).toEqual([[times.dueAt], [times.dueAt]]);
  await school.write((db) =>
    sql`update courses.member set valid_to = '2026-11-20' where course_id = ${courseId} and person_id = ${leaves}`.execute(db),
  );
  expect([await open(stays), await open(leaves)]).toEqual([[times.dueAt], []]);
});
