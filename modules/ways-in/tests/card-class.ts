import { client, ready } from '@serenity-kit/opaque';
import { anonymous, type TestClient } from '#kernel/testing/client.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
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
import { aPerson } from '#modules/people/tests/build.ts';
import { allowCardsContract } from '../contract.ts';

await ready;

/** The pictures of whoever says nothing else. */
export const pictures = ['sun', 'boat', 'cat'];

/** A class that may use cards, with its teacher and one pupil who has no sign-in yet. */
export async function aCardClass() {
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
export async function aCard(school: TestSchool, personId: string): Promise<string> {
  const printed = await school.write(async (db) => {
    await createIdentities(db, [{ personId, first: 'Mia', last: 'Klein' }], school.ctx().now());
    return issueCards(school.ctx(), db, [personId], 21);
  });
  return readCardCode(printed.get(personId) ?? '') ?? '';
}

/** Chooses pictures with a fresh card, as the page does. */
export async function choose(browser: TestClient, code: string, chosen: string[] = pictures) {
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
export async function show(browser: TestClient, code: string, shown: string[] = pictures) {
  const password = cardSecret(code, shown);
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const { loginResponse, sealed } = await browser.call(cardStartContract, { body: { finder: finderOf(code), startLoginRequest } });
  const proof = client.finishLogin({ password, loginResponse, clientLoginState, keyStretching: cheapStretching });
  if (proof === undefined) return null;
  return browser.call(cardFinishContract, { body: { sealed, finishLoginRequest: proof.finishLoginRequest, deviceKind: 'shared' } });
}

/** What a card is asked for next. */
export const next = (code: string) => anonymous().call(openCardContract, { body: { finder: finderOf(code) } });
