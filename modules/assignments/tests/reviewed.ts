import { testSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aFile } from '#modules/files/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { handInContract } from '../hand-in/contract.ts';
import {
  drawReviewsContract,
  ownReviewsContract,
  reviewContract,
  reviewsContract,
  savePlanContract,
  writeReviewContract,
} from '../peer/contract.ts';
import { attachRubricContract, createRubricContract } from '../rubrics/contract.ts';
import { anAssignment } from './build.ts';

/** One review each, names hidden, released by the teacher. */
export const plan = { reviews: 1, anonymous: true, dueAt: null as string | null, withRubric: false, atOnce: false };

/** Work that everybody has handed in and that is to be reviewed, in a school of its own, and what its people do. */
export async function reviewed(wish: Partial<typeof plan> = {}, options: { count?: number; rubric?: boolean } = {}) {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupils: string[] = [];
  for (let place = 0; place < (options.count ?? 3); place += 1) pupils.push(await aPerson(school));
  const target = { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils }) };
  const { id } = await anAssignment(school, { teacher, pupils, target });
  const params = { assignmentId: id };
  const fileIds = new Map<string, string>();
  for (const pupil of pupils) {
    const fileId = await aFile(school, pupil, { name: `Referat ${pupil}.txt` });
    fileIds.set(pupil, fileId);
    await school.as(pupil).call(handInContract, { params, body: { text: 'Mein Referat', fileIds: [fileId] } });
  }
  if (options.rubric) {
    const levels = [0, 1].map((points) => ({ points, words: '' }));
    const criteria = [{ title: 'Inhalt', weight: 1, levels }];
    const { rubricId } = await school.as(teacher).call(createRubricContract, { body: { title: 'R', criteria, shared: false } });
    await school.as(teacher).call(attachRubricContract, { params, body: { rubricId, shownAhead: false } });
  }
  const save = (change: Partial<typeof plan> = {}) =>
    school.as(teacher).call(savePlanContract, { params, body: { ...plan, ...wish, ...change } });
  const draw = () => school.as(teacher).call(drawReviewsContract, { params });
  const own = (person: string) => school.as(person).call(ownReviewsContract, { params });
  const list = async () => (await school.as(teacher).call(reviewsContract, { params })).items;
  const show = (person: string, reviewId: string) => school.as(person).call(reviewContract, { params: { ...params, reviewId } });
  const write = (person: string, reviewId: string, text: string, more: { handIn?: boolean; revision?: number; rubric?: number[] } = {}) =>
    school
      .as(person)
      .call(writeReviewContract, { params: { ...params, reviewId }, body: { revision: 0, text, rubric: null, handIn: true, ...more } });
  const file = async (person: string, reviewId: string, place: string) =>
    (await school.as(person).client()).raw({
      method: 'GET',
      url: `/api/${school.slug}/assignments/${id}/reviews/${reviewId}/files/${place}`,
    });
  await save();
  const [anna = '', ben = '', cem = ''] = pupils;
  return { school, teacher, pupils, anna, ben, cem, params, target, fileIds, save, draw, own, list, show, write, file };
}
