// long: one provider, and the installation's switch for inner networks, which two files would turn under each other
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onPlatform } from '#kernel/db/transaction.ts';
import { newId } from '#kernel/ids/id.ts';
import { anonymous, type TestClient, testClient } from '#kernel/testing/client.ts';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aPerson, identityOf } from '#modules/people/tests/build.ts';
import { dropOutsideContract, myAccessContract } from '../my-access/contract.ts';
import {
  checkProviderContract,
  outsideConfirmContract,
  outsideDoorContract,
  outsideMatchContract,
  outsideReturnContract,
  outsideStartContract,
  readProviderContract,
  saveProviderContract,
} from '../outside/contract.ts';
import { privacy } from '../privacy.ts';
import { createIdentityFor, issueCards } from '../public.ts';
import { aCode, register } from './build.ts';
import { type OidcServer, oidcServer, visit } from './oidc-server.ts';

let server: OidcServer;

async function allowInner(allowed: boolean): Promise<void> {
  const { platform } = await provided();
  await onPlatform(
    platform.pools.teaching,
    false,
    () => new Date(),
    (db) =>
      sql`insert into kernel.setting (scope, subject_id, key, value)
      values ('operator', '00000000-0000-0000-0000-000000000000', 'identities.outside_inner_networks', ${JSON.stringify(allowed)})
      on conflict (scope, subject_id, key) do update set value = excluded.value`.execute(db),
  );
}

beforeAll(async () => {
  server = await oidcServer();
  await allowInner(true);
});
afterAll(() => server.close());
beforeEach(async () => {
  const { setNow } = await provided();
  setNow(null, new Date()); // tokens of the provider carry the real time
});

type Match = { matchBy: 'source_id' | 'handle' | 'name'; claim: string };
const bySource: Match = { matchBy: 'source_id', claim: 'sub' };

async function aSchoolWithProvider(match: Match = bySource, from: OidcServer = server) {
  const school = await testSchool();
  school.at(new Date().toISOString());
  const admin = await aPerson(school, { capacities: ['school_admin'] });
  const { issuer, clientId, secret } = from;
  await school
    .as(admin)
    .call(saveProviderContract, { body: { issuer, clientId, secret, label: 'Mit IServ anmelden', enabled: true, ...match } });
  return { school, admin };
}

async function start(browser: TestClient, school: TestSchool): Promise<string> {
  const { redirectTo } = await browser.call(outsideStartContract, { body: { school: school.slug, deviceKind: 'lasting' } });
  return redirectTo;
}

/** There and back again. */
async function signIn(browser: TestClient, school: TestSchool, sub: string) {
  server.answersAs(sub);
  const query = await visit(await start(browser, school));
  return browser.call(outsideReturnContract, { body: { query } });
}

const sealedOf = (answer: { sealed: string | null }) => answer.sealed ?? '';

async function aPupil(school: TestSchool, sub: string, more: object = {}) {
  server.knows({ sub, name: 'Anna Beispiel', ...more });
  const personId = await aPerson(school, { firstName: 'Anna', lastName: 'Beispiel', source: 'svws', sourceId: sub, signIn: false });
  const className = `8b${sub.slice(-3)}`;
  await aClass(school, { name: className, pupils: [personId] });
  return { personId, className };
}

const withSignIn = (school: TestSchool, personId: string, first: string, last: string) =>
  school.write((db) => createIdentityFor(db, { personId, first, last }, school.ctx().now()));

describe('the first sign-in', () => {
  test('matched by the source’s id is confirmed once by the person, and never asked again', async () => {
    const { school } = await aSchoolWithProvider();
    const { personId, className } = await aPupil(school, 'quelle-1');
    const browser = anonymous(school.slug);

    const first = await signIn(browser, school, 'quelle-1');
    expect(first.step).toBeNull();
    const match = await browser.call(outsideMatchContract, { body: { sealed: sealedOf(first) } });
    expect(match).toEqual({ name: 'Anna Beispiel', className, school: { slug: school.slug, name: 'Testschule' }, way: 'alone' });
    expect(browser.cookies.has('schulhof_access')).toBe(false);

    const step = await browser.call(outsideConfirmContract, { body: { sealed: sealedOf(first) } });
    expect(step).toMatchObject({ next: 'in', schools: [{ slug: school.slug }] });
    expect((await browser.call(myAccessContract, {})).handle).toBe('anna.beispiel');
    expect(await school.events('identities.outside_linked')).toEqual([{ personId }]);

    const again = await signIn(anonymous(school.slug), school, 'quelle-1');
    expect(again).toMatchObject({ step: { next: 'in' }, sealed: null });
  });

  test('matched by preferred_username and the sign-in name', async () => {
    const { school } = await aSchoolWithProvider({ matchBy: 'handle', claim: 'preferred_username' });
    server.knows({ sub: 'h-1', preferred_username: 'Berta.Muster' });
    const personId = await aPerson(school, { firstName: 'Berta', lastName: 'Muster', signIn: false });
    await withSignIn(school, personId, 'Berta', 'Muster');
    const browser = anonymous(school.slug);
    const answer = await signIn(browser, school, 'h-1');
    await expect(browser.call(outsideMatchContract, { body: { sealed: sealedOf(answer) } })).resolves.toMatchObject({
      name: 'Berta Muster',
      className: null,
      way: 'alone',
    });
    await expect(browser.call(outsideConfirmContract, { body: { sealed: sealedOf(answer) } })).resolves.toMatchObject({ next: 'in' });
  });

  test('matched by a name only when one person bears it', async () => {
    const { school } = await aSchoolWithProvider({ matchBy: 'name', claim: 'name' });
    server.knows({ sub: 'n-1', name: 'Cem  Doppelt' });
    server.knows({ sub: 'n-2', name: 'Cem Doppelt' });
    await aPerson(school, { firstName: 'Cem', lastName: 'Doppelt', signIn: false });
    const one = anonymous(school.slug);
    const first = await signIn(one, school, 'n-1');
    await one.call(outsideConfirmContract, { body: { sealed: sealedOf(first) } });

    // a second account of the same name does not push the first out
    const two = anonymous(school.slug);
    const second = await signIn(two, school, 'n-2');
    await expect(two.call(outsideConfirmContract, { body: { sealed: sealedOf(second) } })).rejects.toMatchObject({
      status: 403,
      code: 'identities.outside_owner_first',
    });

    await aPerson(school, { firstName: 'Cem', lastName: 'Doppelt', signIn: false });
    const third = await signIn(two, school, 'n-2');
    await expect(two.call(outsideMatchContract, { body: { sealed: sealedOf(third) } })).rejects.toMatchObject({
      status: 422,
      code: 'identities.outside_unknown',
    });
  });

  test('of nobody tells nothing, also when an e-mail address is equal or the person has left', async () => {
    const { school } = await aSchoolWithProvider();
    const gone = await aPupil(school, 'weg-1');
    await school.write((db) => sql`update people.person set status = 'left' where id = ${gone.personId}`.execute(db));
    await aPerson(school, { firstName: 'Mail', lastName: 'Gleich', email: 'gleich@schule.example', signIn: false });
    server.knows({
      sub: 'fremd-1',
      name: 'Mail Gleich',
      email: 'gleich@schule.example',
      preferred_username: 'mail.gleich',
    });
    const browser = anonymous(school.slug);
    for (const sub of ['weg-1', 'fremd-1']) {
      const answer = await signIn(browser, school, sub);
      for (const contract of [outsideMatchContract, outsideConfirmContract])
        await expect(browser.call(contract, { body: { sealed: sealedOf(answer) } })).rejects.toMatchObject({
          status: 422,
          code: 'identities.outside_unknown',
          data: {},
        });
    }
    expect(browser.cookies.has('schulhof_access')).toBe(false);
  });
});

describe('an account outside never takes over', () => {
  test('a sign-in with a password: its owner signs in first and then links it, for good', async () => {
    const { school } = await aSchoolWithProvider();
    const { personId } = await aPupil(school, 'eigen-1');
    await withSignIn(school, personId, 'Anna', 'Beispiel');
    const owner = anonymous(school.slug);
    await register(owner, [await aCode(school, personId)], 'korrekt pferd batterie');

    // a stranger, and somebody who is signed in as another
    const classmate = anonymous(school.slug);
    const other = await aPerson(school, { firstName: 'Ben', lastName: 'Anders', signIn: false });
    await withSignIn(school, other, 'Ben', 'Anders');
    await register(classmate, [await aCode(school, other)], 'korrekt pferd batterie');
    for (const browser of [anonymous(school.slug), classmate]) {
      const sealed = sealedOf(await signIn(browser, school, 'eigen-1'));
      expect((await browser.call(outsideMatchContract, { body: { sealed } })).way).toBe('owner_first');
      await expect(browser.call(outsideConfirmContract, { body: { sealed } })).rejects.toMatchObject({
        status: 403,
        code: 'identities.outside_owner_first',
      });
    }
    expect((await classmate.call(myAccessContract, {})).handle).toBe('ben.anders');

    const sealed = sealedOf(await signIn(owner, school, 'eigen-1'));
    expect((await owner.call(outsideMatchContract, { body: { sealed } })).way).toBe('signed_in');
    await owner.call(outsideConfirmContract, { body: { sealed } });
    await aPerson(await testSchool(), { identityId: await identityOf(school, personId) });
    expect(await signIn(anonymous(school.slug), school, 'eigen-1')).toMatchObject({ step: { next: 'in' } });
  });

  test('a sign-in with a person at another school', async () => {
    const { school } = await aSchoolWithProvider();
    const other = await testSchool();
    server.knows({ sub: 'zwei-1' });
    const there = await aPerson(other);
    const identityId = await identityOf(other, there);
    await other.write((db) =>
      sql`update identities.identity set opaque_record = null, stretching = null where id = ${identityId}`.execute(db),
    );
    await aPerson(school, { source: 's', sourceId: 'zwei-1', identityId });
    const browser = anonymous(school.slug);
    const answer = await signIn(browser, school, 'zwei-1');
    expect((await browser.call(outsideMatchContract, { body: { sealed: sealedOf(answer) } })).way).toBe('owner_first');
    await expect(browser.call(outsideConfirmContract, { body: { sealed: sealedOf(answer) } })).rejects.toMatchObject({
      code: 'identities.outside_owner_first',
    });
  });

  test('somebody who has gained a second school or a password since they were linked', async () => {
    const { school } = await aSchoolWithProvider();
    const { personId } = await aPupil(school, 'spaeter-1');
    const browser = anonymous(school.slug);
    const first = await signIn(browser, school, 'spaeter-1');
    await browser.call(outsideConfirmContract, { body: { sealed: sealedOf(first) } });
    const identityId = await identityOf(school, personId);

    await school.write((db) =>
      sql`update identities.identity set opaque_record = 'x', stretching = 'none' where id = ${identityId}`.execute(db),
    );
    const second = await signIn(anonymous(school.slug), school, 'spaeter-1');
    expect(second.step).toBeNull();

    await school.write((db) =>
      sql`update identities.identity set opaque_record = null, stretching = null where id = ${identityId}`.execute(db),
    );
    const other = await testSchool();
    await aPerson(other, { identityId });
    const third = await signIn(anonymous(school.slug), school, 'spaeter-1');
    expect(third.step).toBeNull();
  });

  test('people who hold an office at the school', async () => {
    const { school } = await aSchoolWithProvider();
    server.knows({ sub: 'leitung-1' });
    await aPerson(school, { capacities: ['teacher', 'head'], source: 's', sourceId: 'leitung-1', signIn: false });
    const browser = anonymous(school.slug);
    const answer = await signIn(browser, school, 'leitung-1');
    await expect(browser.call(outsideConfirmContract, { body: { sealed: sealedOf(answer) } })).rejects.toMatchObject({
      code: 'identities.outside_owner_first',
    });
  });

  test('a person of another school whose provider says the same', async () => {
    const { school } = await aSchoolWithProvider();
    await aPupil(school, 'gleich-1');
    const mine = anonymous(school.slug);
    await mine.call(outsideConfirmContract, { body: { sealed: sealedOf(await signIn(mine, school, 'gleich-1')) } });

    // the same issuer and the same subject, through the other school
    const { school: other } = await aSchoolWithProvider();
    const browser = anonymous(other.slug);
    const answer = await signIn(browser, other, 'gleich-1');
    expect(answer.step).toBeNull();
    await expect(browser.call(outsideMatchContract, { body: { sealed: sealedOf(answer) } })).rejects.toMatchObject({
      code: 'identities.outside_unknown',
    });
  });
});

describe('an answer is worth nothing', () => {
  test('in another browser, a second time, and with a wrong state', async () => {
    const { school } = await aSchoolWithProvider();
    await aPupil(school, 'antwort-1');
    const browser = anonymous(school.slug);
    server.answersAs('antwort-1');

    const query = await visit(await start(browser, school));
    await expect(anonymous(school.slug).call(outsideReturnContract, { body: { query } })).rejects.toMatchObject({
      status: 410,
      code: 'identities.took_too_long',
    });

    const cookie = browser.cookies.get('schulhof_outside') ?? '';
    await browser.call(outsideReturnContract, { body: { query } });
    browser.cookies.set('schulhof_outside', cookie); // a copy of the cookie does not help
    await expect(browser.call(outsideReturnContract, { body: { query } })).rejects.toMatchObject({ status: 410 });

    const other = await visit(await start(browser, school));
    const wrong = new URLSearchParams(other);
    wrong.set('state', 'eines-anderen');
    await expect(browser.call(outsideReturnContract, { body: { query: `?${wrong}` } })).rejects.toMatchObject({
      status: 422,
      code: 'identities.outside_failed',
    });
  });

  test('with a code that was redeemed before, under a flow of its own', async () => {
    const { school } = await aSchoolWithProvider();
    await aPupil(school, 'code-1');
    const browser = anonymous(school.slug);
    server.answersAs('code-1');
    const spent = new URLSearchParams(await visit(await start(browser, school)));
    await browser.call(outsideReturnContract, { body: { query: `?${spent}` } });

    const fresh = new URLSearchParams(await visit(await start(browser, school)));
    fresh.set('code', spent.get('code') ?? '');
    await expect(browser.call(outsideReturnContract, { body: { query: `?${fresh}` } })).rejects.toMatchObject({
      status: 422,
      code: 'identities.outside_failed',
    });
  });

  test('with a code meant for another browser (PKCE and nonce), or from another issuer', async () => {
    const { school } = await aSchoolWithProvider();
    await aPupil(school, 'misch-1');
    server.answersAs('misch-1');
    const victim = anonymous(school.slug);
    const attacker = anonymous(school.slug);
    const stolen = new URLSearchParams(await visit(await start(victim, school)));
    const own = new URLSearchParams(await visit(await start(attacker, school)));
    own.set('code', stolen.get('code') ?? '');
    await expect(attacker.call(outsideReturnContract, { body: { query: `?${own}` } })).rejects.toMatchObject({
      code: 'identities.outside_failed',
    });

    const mixed = new URLSearchParams(await visit(await start(attacker, school)));
    mixed.set('iss', 'https://anderswo.example');
    await expect(attacker.call(outsideReturnContract, { body: { query: `?${mixed}` } })).rejects.toMatchObject({
      code: 'identities.outside_failed',
    });
  });

  test('when nonce or PKCE challenge were changed on the way', async () => {
    const { school } = await aSchoolWithProvider();
    await aPupil(school, 'nonce-1');
    server.answersAs('nonce-1');
    for (const [name, value] of [
      ['nonce', 'ein-anderer'],
      ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
    ] as const) {
      const browser = anonymous(school.slug);
      const address = new URL(await start(browser, school));
      address.searchParams.set(name, value);
      const query = await visit(address.href);
      await expect(browser.call(outsideReturnContract, { body: { query } }), name).rejects.toMatchObject({
        status: 422,
        code: 'identities.outside_failed',
      });
      expect(browser.cookies.has('schulhof_access')).toBe(false);
    }
  });

  test('after the provider was set up anew, and when the person pressed cancel', async () => {
    const { school, admin } = await aSchoolWithProvider();
    await aPupil(school, 'neu-1');
    const browser = anonymous(school.slug);
    server.answersAs(null);
    const denied = await visit(await start(browser, school));
    await expect(browser.call(outsideReturnContract, { body: { query: denied } })).rejects.toMatchObject({
      status: 422,
      code: 'identities.outside_denied',
    });

    server.answersAs('neu-1');
    const query = await visit(await start(browser, school));
    await school.as(admin).call(saveProviderContract, {
      body: {
        issuer: 'https://anders.example',
        clientId: 'x',
        secret: 'y',
        matchBy: 'source_id',
        claim: 'sub',
        label: 'Anders',
        enabled: true,
      },
    });
    await expect(browser.call(outsideReturnContract, { body: { query } })).rejects.toMatchObject({ status: 410 });
  });

  test('confirmed a second time', async () => {
    const { school } = await aSchoolWithProvider();
    await aPupil(school, 'zweimal-1');
    const browser = anonymous(school.slug);
    const sealed = sealedOf(await signIn(browser, school, 'zweimal-1'));
    await browser.call(outsideConfirmContract, { body: { sealed } });
    await expect(anonymous(school.slug).call(outsideConfirmContract, { body: { sealed } })).rejects.toMatchObject({ status: 410 });
  });
});

describe('the provider', () => {
  test('that is down is said in plain words, at the start and on the way back', async () => {
    const lonely = await oidcServer();
    const { school } = await aSchoolWithProvider(bySource, lonely);
    lonely.knows({ sub: 'weg' });
    lonely.answersAs('weg');
    const browser = anonymous(school.slug);
    const query = await visit(await start(browser, school));
    await lonely.close();
    await expect(browser.call(outsideReturnContract, { body: { query } })).rejects.toMatchObject({
      status: 503,
      code: 'identities.outside_unavailable',
    });

    const { school: never } = await aSchoolWithProvider(bySource, { ...lonely, issuer: 'http://127.0.0.1:9' });
    await expect(start(browser, never)).rejects.toMatchObject({ status: 503, code: 'identities.outside_unavailable' });
  });

  test('is one answer for schools without one, with one that is off, and that do not exist', async () => {
    const { school, admin } = await aSchoolWithProvider();
    expect(await anonymous().call(outsideDoorContract, { query: { school: school.slug } })).toEqual({ label: 'Mit IServ anmelden' });
    const { issuer, clientId } = server;
    await school
      .as(admin)
      .call(saveProviderContract, { body: { issuer, clientId, secret: null, label: 'X', enabled: false, ...bySource } });
    for (const slug of [school.slug, (await testSchool()).slug, 'gibt-es-nicht']) {
      expect(await anonymous().call(outsideDoorContract, { query: { school: slug } })).toEqual({ label: null });
      const attempt = anonymous().call(outsideStartContract, { body: { school: slug, deviceKind: 'lasting' } });
      await expect(attempt).rejects.toMatchObject({ status: 404, code: 'identities.outside_off', data: {} });
    }
  });

  test('is set up by who may, keeps its secret, and asks for it again at a new address', async () => {
    const { school, admin } = await aSchoolWithProvider();
    const answer = await school.as(admin).call(readProviderContract, {});
    expect(answer.provider).toMatchObject({ issuer: server.issuer, clientId: 'schulhof', enabled: true, linked: 0 });
    expect(answer.redirectUri).toBe('http://localhost:4000/anmelden/rueckkehr');
    expect(JSON.stringify(answer)).not.toContain(server.secret);
    const { rows } = await school.write((db) =>
      sql<{ secret: string }>`select sealed_secret as secret from identities.outside_provider`.execute(db),
    );
    expect(rows[0]?.secret).not.toContain(server.secret);

    const moved = { issuer: 'https://boese.example', clientId: 'schulhof', secret: null, label: 'X', enabled: true, ...bySource };
    await expect(school.as(admin).call(saveProviderContract, { body: moved })).rejects.toMatchObject({
      status: 422,
      code: 'identities.outside_secret_needed',
    });
    for (const capacities of [['teacher'], ['office'], ['pupil'], ['guardian']] as const)
      await expect(school.as(await aPerson(school, { capacities })).call(readProviderContract, {})).rejects.toMatchObject({ status: 403 });
    await expect(school.as({ personId: admin, strong: false }).call(readProviderContract, {})).rejects.toMatchObject({
      code: 'kernel.second_factor_needed',
    });
  });

  test('is checked without signing anybody in, and never in inner networks unless the operator allows it', async () => {
    const { school, admin } = await aSchoolWithProvider();
    const check = (issuer: string) => school.as(admin).call(checkProviderContract, { body: { issuer } });
    expect(await check(`${server.issuer}/.well-known/openid-configuration`)).toMatchObject({
      problem: null,
      opensAt: new URL(server.issuer).host,
    });
    expect(await check('http://127.0.0.1:9')).toMatchObject({ problem: 'unreachable' });
    expect(await check('http://schule.example')).toMatchObject({ problem: 'not_https' });
    expect(await check(`${server.issuer}/anderswo`)).toMatchObject({ problem: 'no_openid' });
    await allowInner(false);
    try {
      const before = await server.asked();
      expect(await check(server.issuer)).toMatchObject({ problem: 'not_https' });
      for (const issuer of [
        'https://127.0.0.1',
        'https://10.0.0.1',
        'https://[::1]',
        'https://[::ffff:10.0.0.1]',
        'https://169.254.169.254',
        'https://localhost',
        'https://0x7f.1',
      ])
        expect(await check(issuer), issuer).toMatchObject({ problem: 'private_address' });
      expect(await server.asked()).toBe(before);
    } finally {
      await allowInner(true);
    }
  });
});

test('a linked account and a card are in the export of a person, and go when the person is erased', async () => {
  const { school } = await aSchoolWithProvider();
  const { personId } = await aPupil(school, 'fort-1');
  const browser = anonymous(school.slug);
  await browser.call(outsideConfirmContract, { body: { sealed: sealedOf(await signIn(browser, school, 'fort-1')) } });
  await school.write((db) => issueCards(school.ctx(), db, [personId], 21));

  const parts = await school.write(async (db) => {
    const found = new Map<string, unknown>();
    for await (const { part, value } of privacy.exportPerson(db, personId)) found.set(part, value);
    return found;
  });
  expect(parts.get('outside_accounts')).toMatchObject([{ issuer: server.issuer, subject: 'fort-1', owner_confirmed: false }]);
  expect(parts.get('cards')).toMatchObject([{ pictures_chosen: false }]);

  const counts = await school.write((db) => privacy.erasePerson(db, personId));
  expect(counts).toMatchObject({ 'identities.outside_link.person_id': 1, 'identities.card.person_id': 1 });
  expect((await school.write((db) => privacy.erasePerson(db, personId)))['identities.card.person_id']).toBe(0);
});

describe('my linked accounts', () => {
  async function linked(sub: string) {
    const { school, admin } = await aSchoolWithProvider();
    const { personId } = await aPupil(school, sub);
    const browser = testClient(school.slug);
    const first = await signIn(browser, school, sub);
    await browser.call(outsideConfirmContract, { body: { sealed: sealedOf(first) } });
    const { outside } = await browser.call(myAccessContract, {});
    return { school, admin, personId, browser, outside, linkId: outside[0]?.id ?? '' };
  }

  test('stand on my page with the server’s name and the day', async () => {
    const { outside } = await linked('meins-1');
    expect(outside).toEqual([{ id: expect.any(String), host: new URL(server.issuer).host, linkedOn: dayOf(new Date()) }]);
  });

  test('the only way in stays; with a password of my own it goes, and the account opens nothing then', async () => {
    const { school, personId, browser, linkId } = await linked('meins-2');
    const unlink = () => browser.call(dropOutsideContract, { params: { linkId } });
    await expect(unlink()).rejects.toMatchObject({ status: 409, code: 'identities.last_way_in' });

    await register(browser, [await aCode(school, personId)], 'korrekt pferd batterie');
    await unlink();
    expect(await browser.call(myAccessContract, {})).toMatchObject({ outside: [] });
    const again = anonymous(school.slug);
    const answer = await signIn(again, school, 'meins-2');
    expect(answer.step).toBeNull();
    await expect(again.call(outsideConfirmContract, { body: { sealed: sealedOf(answer) } })).rejects.toMatchObject({
      code: 'identities.outside_owner_first',
    });
  });

  test('a provider that was switched off is no other way in', async () => {
    const { school, admin, browser, linkId, personId } = await linked('meins-3');
    const other = await oidcServer();
    try {
      const { issuer, clientId, secret } = other;
      const save = (enabled: boolean) =>
        school.as(admin).call(saveProviderContract, { body: { issuer, clientId, secret, label: 'Neuer Server', enabled, ...bySource } });
      await save(true);
      const identityId = await identityOf(school, personId);
      await school.write((db) =>
        sql`insert into identities.outside_link (school_id, id, issuer, subject, person_id, identity_id, owner_confirmed, linked_at)
          values (${school.id}, ${newId()}, ${issuer}, 'x', ${personId}, ${identityId}, true, now())`.execute(db),
      );
      await save(false);
      const unlink = () => browser.call(dropOutsideContract, { params: { linkId } });
      await expect(unlink()).rejects.toMatchObject({ code: 'identities.last_way_in' });
      await save(true);
      await expect(unlink()).resolves.toEqual({});
    } finally {
      await other.close();
    }
  });

  test('nobody unlinks another person’s account, nor one of another school', async () => {
    const { school, linkId } = await linked('meins-4');
    const other = await linked('meins-5');
    const neighbour = await school.as(await aPerson(school)).client();
    for (const client of [neighbour, other.browser])
      await expect(client.call(dropOutsideContract, { params: { linkId } })).rejects.toMatchObject({ status: 404 });
  });
});
