import { client } from '@serenity-kit/opaque';
import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { anonymous } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { testSchool } from '#kernel/testing/test-school.ts';
import { cardFinishContract, cardSecret, cardStartContract, finderOf, openCardContract } from '#modules/identities/public.ts';
import { cheapStretching } from '#modules/identities/tests/build.ts';
import { aPerson, identityOf } from '#modules/people/tests/build.ts';
import { cardClassContract, withdrawCardsContract } from '../contract.ts';
import { aCard, aCardClass, choose, next, pictures, show } from './card-class.ts';

const morning = new Date('2026-11-23T07:00:00Z');

beforeEach(async () => (await provided()).setNow(null, morning));

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
