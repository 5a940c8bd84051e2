import { execFileSync, spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { saveGroupMembers } from '#modules/groups/public.ts';
import { readCardCode } from '#modules/identities/public.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { cardClassContract, choosePicturesContract, listCardClassesContract, withdrawCardsContract } from '../contract.ts';
import { aCard, aCardClass, choose, next, show } from './card-class.ts';

const morning = new Date('2026-11-23T07:00:00Z');

beforeEach(async () => (await provided()).setNow(null, morning));

describe('who decides about cards', () => {
  test('is the class teacher and the office with a second factor; nobody else, and no other school', async () => {
    const { school, teacher, pupil, params, groupId } = await aCardClass();
    const office = await aPerson(school, { capacities: ['office'] });
    const colleague = await aPerson(school, { capacities: ['teacher'] });
    const parent = await aPerson(school, { capacities: ['guardian'] });
    expect((await school.as({ personId: teacher, strong: false }).call(listCardClassesContract, {})).items).toMatchObject([
      { id: groupId, allowed: true },
    ]);
    expect((await school.as(office).call(listCardClassesContract, {})).items).toMatchObject([{ id: groupId }]);
    expect((await school.as(colleague).call(listCardClassesContract, {})).items).toEqual([]);
    expect((await school.as(office).call(cardClassContract, { params })).pupils).toHaveLength(1);
    await expect(school.as({ personId: office, strong: false }).call(cardClassContract, { params })).rejects.toMatchObject({
      code: 'kernel.second_factor_needed',
    });
    const body = { personIds: [pupil] };
    await expect(school.as(colleague).call(withdrawCardsContract, { params, body })).rejects.toMatchObject({ status: 404 });
    const head = await aPerson(school, { capacities: ['head'] });
    await expect(school.as(head).call(withdrawCardsContract, { params, body })).rejects.toMatchObject({
      status: 403,
      code: 'ways_in.not_your_class',
    });
    for (const who of [pupil, parent])
      await expect(school.as(who).call(cardClassContract, { params })).rejects.toMatchObject({ status: 403 });
    const { school: other, teacher: stranger } = await aCardClass();
    await expect(other.as(stranger).call(cardClassContract, { params })).rejects.toMatchObject({ status: 404 });
  });

  test('can act on pupils of the class only', async () => {
    const { school, teacher, params } = await aCardClass();
    const elsewhere = await aPerson(school);
    for (const contract of [withdrawCardsContract, choosePicturesContract])
      await expect(school.as(teacher).call(contract, { params, body: { personIds: [elsewhere] } })).rejects.toMatchObject({ status: 404 });
  });

  test('can have forgotten pictures chosen anew with the same card, until tomorrow', async () => {
    const { school, pupil, teacher, params } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    await school.as(teacher).call(choosePicturesContract, { params, body: { personIds: [pupil] } });
    expect(await show(anonymous(), code)).toBeNull();
    expect(await next(code)).toEqual({ next: 'choose' });
    expect(await choose(anonymous(), code, ['dog', 'dog', 'car'])).toMatchObject({ next: 'in' });
  });
});

describe('cards on paper', () => {
  const print = async (school: TestSchool, who: string, groupId: string) =>
    (await school.as(who).client()).raw({
      method: 'POST',
      url: `/api/${school.slug}/cards/classes/${groupId}/print`,
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    });
  /** Reads a PDF; Debian: poppler-utils. */
  const poppler = 'pdftotext';
  const hasPoppler = spawnSync(poppler, ['-v']).error === undefined;

  test('are eight on a sheet with name, class and a code that works', async ({ skip }) => {
    const { school, teacher, groupId, allow } = await aCardClass();
    for (let count = 0; count < 8; count += 1) {
      const personId = await aPerson(school, { lastName: `Kind${count}`, signIn: false });
      await school.write((db) => saveGroupMembers(db, [{ groupId, personId, part: 'member' }]));
    }
    await allow(true);
    const answer = await print(school, teacher, groupId);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.rawPayload.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
    if (!hasPoppler) skip('poppler-utils is not installed');
    const text = execFileSync(poppler, ['-layout', '-', '-'], { input: answer.rawPayload, encoding: 'utf8' });
    const codes = text.match(/([A-Z2-9]{4}-){6}[A-Z2-9]{4}/g) ?? [];
    expect(new Set(codes).size).toBe(9);
    expect(text).toContain('Mia Klein');
    expect(text).toContain('localhost:4000/karte');
    for (const code of codes.slice(0, 2)) expect(await next(readCardCode(code) ?? '')).toEqual({ next: 'choose' });
  });

  test('are not printed for a class that may not use them, nor by others', async () => {
    const { school, teacher, groupId, allow } = await aCardClass();
    expect((await print(school, await aPerson(school, { capacities: ['teacher'] }), groupId)).statusCode).toBe(404);
    await allow(false);
    const answer = await print(school, teacher, groupId);
    expect(answer.json()).toMatchObject({ code: 'ways_in.cards_off' });
  });
});
