import { type TestSchool, testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { listContract } from '../contract.ts';

/** A school and somebody who teaches there. */
export async function aTeacher() {
  const school = await testSchool();
  const teacher = await aPerson(school, { capacities: ['teacher'] });
  return { school, teacher };
}

/** How the first unread notice of a person went out by a channel. */
export async function deliveryOf(school: TestSchool, person: string, channel: 'mail' | 'push') {
  const { items } = await school.as(person).call(listContract, { query: { state: 'unread' } });
  return items[0]?.deliveries.find((delivery) => delivery.channel === channel);
}
