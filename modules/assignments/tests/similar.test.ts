import { expect, test } from 'vitest';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { handInContract } from '../hand-in/contract.ts';
import { similarHint } from '../settings.ts';
import { similarContract } from '../similar/contract.ts';
import { similarTexts } from '../similar/minhash.ts';
import { anAssignment } from './build.ts';

/** So many different words, the same for the same seed. */
const words = (seed: string, count: number) => Array.from({ length: count }, (_, place) => `${seed}${place}`).join(' ');

test('texts are alike by the words they share in a row, whatever their case and signs', () => {
  const text = words('wort', 100);
  const half = `${words('wort', 80)} ${words('neu', 20)}`;
  const found = similarTexts(
    [
      { key: 'a', text },
      { key: 'b', text: text.toUpperCase().replaceAll(' ', ', ') },
      { key: 'c', text: half },
      ...['d', 'e', 'f'].map((key) => ({ key, text: words(key, 100) })),
    ],
    '',
    0.4,
  );
  expect(found[0]).toEqual({ one: 'a', other: 'b', share: 1 });
  expect(found.map(({ one, other }) => one + other).sort()).toEqual(['ab', 'ac', 'bc']);
  expect(found[1]?.share).toBeCloseTo(76 / 116, 5);
});

test('what the task says, what most have written and short texts are no hint', () => {
  const given = words('aufgabe', 80);
  const both = (key: string) => ({ key, text: `${given} ${words(key, 60)}` });
  expect(similarTexts([both('a'), both('b')], given, 0.5)).toEqual([]);
  expect(similarTexts([both('a'), both('b'), both('c'), both('d')], '', 0.5)).toEqual([]);
  expect(
    similarTexts(
      ['a', 'b'].map((key) => ({ key, text: words('kurz', 20) })),
      '',
      0.5,
    ),
  ).toEqual([]);
  expect(similarTexts([both('a'), both('b')], '', 0.3)).toHaveLength(1);
});

test('among 1,200 texts the one pair is found', () => {
  const texts = Array.from({ length: 1_200 }, (_, place) => ({ key: place, text: words(`t${place}x`, 120) }));
  texts.push({ key: 9_999, text: `${words('t7x', 110)} ${words('ende', 10)}` });
  expect(similarTexts(texts, '', 0.5).map(({ one, other }) => [one, other])).toEqual([[7, 9_999]]);
});

test('the hint is off until the school switches it on, and only for those who answer', async () => {
  const school = await testSchool();
  const [anna, ben, other] = [await aPerson(school), await aPerson(school), await aPerson(school)];
  const { id, teacher } = await anAssignment(school, { pupils: [anna, ben, other] });
  const params = { assignmentId: id };
  for (const [pupil, text] of [
    [anna, words('wort', 90)],
    [ben, words('wort', 80)],
    [other, words('eigenes', 90)],
  ] as const)
    await school.as(pupil).call(handInContract, { params, body: { text, fileIds: [] } });
  expect(await school.as(teacher).call(similarContract, { params })).toEqual({ pairs: [] });
  await school.write((db) => saveSetting(db, similarHint, true));
  const { pairs } = await school.as(teacher).call(similarContract, { params });
  expect(pairs).toEqual([{ pupilIds: [anna, ben].sort(), percent: expect.toSatisfy((percent: number) => percent > 80 && percent < 95) }]);
  for (const who of [anna, await aGuardian(school, [anna]), await aPerson(school, { capacities: ['teacher'] })])
    await expect(school.as(who).call(similarContract, { params })).rejects.toMatchObject({
      status: expect.toSatisfy((it: number) => it === 403 || it === 404),
    });
});
