import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { provided } from '#kernel/testing/provided.ts';
import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aClass } from '#modules/groups/tests/build.ts';
import { aGuardian, aPerson } from '#modules/people/tests/build.ts';
import { personContract } from '../contract.ts';
import { inviteGuardiansContract } from '../invitations/contract.ts';

let counter = 0;

/** Mails of this test's installation to an address, oldest first. */
export async function mailsTo(address: string) {
  const { platform } = await provided();
  const files = await readdir(platform.services.dataDir, { recursive: true }).catch(() => []);
  const mails = [];
  for (const file of files.filter((name) => name.endsWith('.eml')).sort()) {
    const mail = await PostalMime.parse(await readFile(join(platform.services.dataDir, file)));
    if (mail.to?.some((to) => to.address === address)) mails.push(mail);
  }
  return mails;
}
/** The code that a mail’s link bears; empty without one. */
export const codeIn = (text: string | undefined) => /einladung#([\w-]{14})/.exec(text ?? '')?.[1] ?? '';

/** A school with its office and a class: one child, whose guardian has an address and no sign-in yet. */
export async function aSchool() {
  counter += 1;
  const school = await testSchool({ name: 'Schule am See' });
  const office = await aPerson(school, { capacities: ['office'] });
  const child = await aPerson(school, { firstName: 'Mira', lastName: 'Amsel', birthDate: '2013-04-03' });
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  const classId = await aClass(school, { name: '8b', teachers: [teacher], pupils: [child] });
  const email = `nora-${counter}-${school.slug}@example.org`;
  const guardian = await aGuardian(school, [child], { firstName: 'Nora', lastName: 'Amsel', email, signIn: false });
  return { school, office, child, teacher, classId, guardian, email };
}

/** Invites these persons. */
export const invite = (school: TestSchool, who: Parameters<TestSchool['as']>[0], personIds: string[]) =>
  school.as(who).call(inviteGuardiansContract, { body: { personIds } });
/** What became of a person’s invitation, as their page shows it; null without one. */
export const stateOf = async (school: TestSchool, office: string, personId: string) =>
  (await school.as(office).call(personContract, { params: { personId } })).access?.invitation?.state ?? null;
/** Nobody was left out. */
export const nobody = { notGuardian: 0, alreadyIn: 0, withoutAddress: 0, tooOften: 0, above: 0 };
