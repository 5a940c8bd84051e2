import type { CallerFacts } from '#kernel/access/caller.ts';
import type { Identified } from './session.ts';

/** Devices remembered; beyond this many all are forgotten, which only costs time. */
const most = 50_000;

/** What was true of the person on a device when it last asked, by school. */
const remembered = new Map<string, { facts: CallerFacts; text: string }>();

/** Thrown out of a transaction whose guess was wrong. */
const wrong = new Error('the caller is not who was guessed');

/** Does a read in a transaction with the facts about its caller: `look` finds them, null when this is nobody here. */
type ReadAs = <R>(
  schoolId: string,
  who: Identified,
  look: () => Promise<CallerFacts | null>,
  read: (facts: CallerFacts | null) => Promise<R>,
) => Promise<R>;

/**
 * A read for a caller who asked here before: who they are is looked up, and in the same breath the read is done as if nothing had changed since. Its answer or
 * refusal counts only if that proves true, to the last letter; a right that was withdrawn a moment ago is withdrawn. This saves a returning device one of
 * two rounds to the database. After a wrong guess everything is done once more in a new transaction.
 *
 * @param inTransaction  opens a transaction that only reads, and reads in it by the function it is given
 */
export async function guessing<R>(inTransaction: (readAs: ReadAs) => Promise<R>): Promise<R> {
  try {
    return await inTransaction(byGuess);
  } catch (error) {
    if (error !== wrong) throw error;
    return inTransaction(bySight);
  }
}

const byGuess: ReadAs = async (schoolId, who, look, read) => {
  const guess = remembered.get(keyOf(schoolId, who));
  if (guess === undefined) return bySight(schoolId, who, look, read);
  const [looked, attempt] = await Promise.allSettled([look(), read(guess.facts)]);
  if (looked.status === 'rejected') throw looked.reason;
  if (JSON.stringify(looked.value) !== guess.text) throw wrong;
  if (attempt.status === 'rejected') throw attempt.reason;
  return attempt.value;
};

const bySight: ReadAs = async (schoolId, who, look, read) => {
  const facts = await look();
  const key = keyOf(schoolId, who);
  remembered.delete(key);
  if (facts !== null) {
    if (remembered.size >= most) remembered.clear();
    remembered.set(key, { facts, text: JSON.stringify(facts) });
  }
  return read(facts);
};

function keyOf(schoolId: string, { identityId, deviceId }: Identified): string {
  return `${schoolId}/${identityId}/${deviceId}`;
}
