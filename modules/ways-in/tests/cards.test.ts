import { execFileSync, spawnSync } from 'node:child_process';
import { client, ready } from '@serenity-kit/opaque';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { saveGroupMembers } from '#modules/groups/public.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import {
  cardFinishContract,
  cardSecret,
  cardStartContract,
  chooseFinishContract,
  chooseStartContract,
  createIdentities,
  finderOf,
  issueCards,
  openCardContract,
  readCardCode,
} from '#modules/identities/public.ts';
import { cheapStretching } from '#modules/identities/tests/build.ts';
import { aPerson, identityOf } from '#modules/people/tests/build.ts';
import {
  allowCardsContract,
  cardClassContract,
  choosePicturesContract,
  listCardClassesContract,
  withdrawCardsContract,
} from '../contract.ts';

await ready;

const pictures = ['sun', 'boat', 'cat'];
const morning = new Date('2026-11-23T07:00:00Z');

beforeEach(async () => (await provided()).setNow(null, morning));

async function aCardClass() {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const pupil = await aPerson(school, { firstName: 'Mia', lastName: 'Klein', signIn: false });
  const groupId = await aClass(school, { teachers: [teacher], pupils: [pupil] });
  const params = { groupId };
  const allow = (allowed: boolean) =>
    school.as({ personId: teacher, strong: false }).call(allowCardsContract, { params, body: { allowed } });
  await allow(true);
  return { school, teacher, pupil, groupId, params, allow };
}

/** A card as it was printed: its code without dashes. */
async function aCard(school: TestSchool, personId: string): Promise<string> {
  const printed = await school.write(async (db) => {
    await createIdentities(db, [{ personId, first: 'Mia', last: 'Klein' }], school.ctx().now());
    return issueCards(school.ctx(), db, [personId], 21);
  });
  return readCardCode(printed.get(personId) ?? '') ?? '';
}

/** Chooses pictures with a fresh card, as the page does. */
async function choose(browser: TestClient, code: string, chosen: string[] = pictures) {
  const password = cardSecret(code, chosen);
  const { clientRegistrationState, registrationRequest } = client.startRegistration({ password });
  const { registrationResponse, sealed } = await browser.call(chooseStartContract, { body: { code, registrationRequest } });
  const { registrationRecord } = client.finishRegistration({
    password,
    registrationResponse,
    clientRegistrationState,
    keyStretching: cheapStretching,
  });
  return browser.call(chooseFinishContract, { body: { sealed, registrationRecord, deviceKind: 'shared' } });
}

/** Shows card and pictures; null when the client itself sees that they are wrong. */
async function show(browser: TestClient, code: string, shown: string[] = pictures) {
  const password = cardSecret(code, shown);
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const { loginResponse, sealed } = await browser.call(cardStartContract, { body: { finder: finderOf(code), startLoginRequest } });
  const proof = client.finishLogin({ password, loginResponse, clientLoginState, keyStretching: cheapStretching });
  if (proof === undefined) return null;
  return browser.call(cardFinishContract, { body: { sealed, finishLoginRequest: proof.finishLoginRequest, deviceKind: 'shared' } });
}

const next = (code: string) => anonymous().call(openCardContract, { body: { finder: finderOf(code) } });

describe('a card and three pictures', () => {
  test('are chosen at the first use and open the school from then on', async () => {
    const { school, pupil, teacher, params } = await aCardClass();
    const code = await aCard(school, pupil);
    expect(code).toHaveLength(28);
    expect(await next(code)).toEqual({ next: 'choose' });

    expect(await choose(anonymous(school.slug), code)).toMatchObject({ next: 'in', schools: [{ slug: school.slug }] });
    expect(await next(code)).toEqual({ next: 'show' });

    const browser = anonymous(school.slug);
    expect(await show(browser, code)).toMatchObject({ next: 'in' });
    expect(browser.cookies.has('schulhof_access')).toBe(true);
    expect((await school.as(teacher).call(cardClassContract, { params })).pupils).toMatchObject([{ personId: pupil, card: 'ready' }]);
    expect(await school.events('identities.card_made')).toEqual([{ personId: pupil }]);
  });

  test('in another order, or the pictures alone with a part of the code, are wrong', async () => {
    const { school, pupil } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    expect(await show(anonymous(), code, ['cat', 'boat', 'sun'])).toBeNull();
    expect(await show(anonymous(), `${finderOf(code)}${'A'.repeat(16)}`)).toBeNull();
  });

  test('are stored as hashes and a record only', async () => {
    const { school, pupil } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    const { rows } = await school.write((db) => sql`select * from identities.card where person_id = ${pupil}`.execute(db));
    expect(JSON.stringify(rows)).not.toContain(finderOf(code));
    expect(JSON.stringify(rows)).not.toContain(code.slice(12));
  });

  test('chosen once cannot be chosen again by who finds the card, nor with a part of its code, nor too late', async () => {
    const { school, pupil } = await aCardClass();
    const code = await aCard(school, pupil);
    await expect(choose(anonymous(), `${code.slice(0, 27)}${code.endsWith('A') ? 'B' : 'A'}`)).rejects.toMatchObject({
      status: 422,
      code: 'identities.card_wrong',
    });
    await choose(anonymous(), code);
    await expect(choose(anonymous(), code, ['dog', 'dog', 'dog'])).rejects.toMatchObject({ status: 422, code: 'identities.card_wrong' });

    const late = await aCard(school, pupil);
    (await provided()).setNow(null, new Date('2026-12-15T07:00:00Z'));
    expect(await next(late)).toEqual({ next: 'show' });
    await expect(choose(anonymous(), late)).rejects.toMatchObject({ status: 422, code: 'identities.card_wrong' });
  });

  test('that are wrong ten times within an hour make every further try wait', async () => {
    const { school, pupil } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    for (let tries = 0; tries < 10; tries += 1) expect(await show(anonymous(), code, ['dog', 'dog', 'dog'])).toBeNull();
    await expect(show(anonymous(), code)).rejects.toMatchObject({ status: 429, code: 'identities.wait', data: { retryAfterSeconds: 2 } });
    (await provided()).setNow(null, new Date(morning.getTime() + 2_000));
    expect(await show(anonymous(), code)).toMatchObject({ next: 'in' });
  });
});

describe('a card opens nothing', () => {
  test('when it was withdrawn, and its child is signed out at once', async () => {
    const { school, pupil, teacher, params } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    const browser = anonymous(school.slug);
    await show(browser, code);

    expect(await school.as(teacher).call(withdrawCardsContract, { params, body: { personIds: [pupil] } })).toEqual({ withdrawn: 1 });
    expect(await show(anonymous(), code)).toBeNull();
    const { rows } = await school.write((db) =>
      sql`select from identities.device d join identities.attachment a on a.identity_id = d.identity_id where a.person_id = ${pupil} and d.closed_at is null`.execute(
        db,
      ),
    );
    expect(rows).toEqual([]);
  });

  test('between start and finish, when it is withdrawn just then', async () => {
    const { school, pupil, teacher, params } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    const password = cardSecret(code, pictures);
    const { clientLoginState, startLoginRequest } = client.startLogin({ password });
    const { loginResponse, sealed } = await anonymous().call(cardStartContract, { body: { finder: finderOf(code), startLoginRequest } });
    const proof = client.finishLogin({ password, loginResponse, clientLoginState, keyStretching: cheapStretching });
    await school.as(teacher).call(withdrawCardsContract, { params, body: { personIds: [pupil] } });
    const finish = anonymous().call(cardFinishContract, {
      body: { sealed, finishLoginRequest: proof?.finishLoginRequest ?? '', deviceKind: 'shared' },
    });
    await expect(finish).rejects.toMatchObject({ status: 422, code: 'identities.card_wrong' });
  });

  test('while the class may not use cards: the answers are those for a card that does not exist', async () => {
    const { school, pupil, allow } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    await allow(false);
    const shapes = [];
    for (const finder of [finderOf(code), 'ABCDEFGHJKMN']) {
      const { startLoginRequest } = client.startLogin({ password: 'x' });
      const { loginResponse, sealed, stretching } = await anonymous().call(cardStartContract, { body: { finder, startLoginRequest } });
      shapes.push({
        response: loginResponse.length,
        sealed: sealed.length,
        stretching,
        next: await anonymous().call(openCardContract, { body: { finder } }),
      });
    }
    expect(shapes[0]).toEqual(shapes[1]);
    expect(await show(anonymous(), code)).toBeNull();
    await allow(true);
    expect(await show(anonymous(), code)).toMatchObject({ next: 'in' });
  });

  test('for a child who has left the class, is locked, or has a person at another school since', async () => {
    const { school, pupil, groupId } = await aCardClass();
    const code = await aCard(school, pupil);
    await choose(anonymous(), code);
    await school.write((db) =>
      sql`update groups.member set valid_to = '2026-11-01' where group_id = ${groupId} and person_id = ${pupil}`.execute(db),
    );
    expect(await show(anonymous(), code)).toBeNull();
    await school.write((db) =>
      sql`update groups.member set valid_to = null where group_id = ${groupId} and person_id = ${pupil}`.execute(db),
    );
    expect(await show(anonymous(), code)).toMatchObject({ next: 'in' });

    await aPerson(await testSchool(), { identityId: await identityOf(school, pupil) });
    expect(await show(anonymous(), code)).toBeNull();
    expect(await aCard(school, pupil)).toBe('');
  });
});

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
