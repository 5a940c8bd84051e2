import type { Db } from '#kernel/db/db.ts';
import { type FoundPerson, personsByName } from '#modules/people/public.ts';
import { exit, type Output } from './command.ts';

/** The one person of a school who bears this handle or full name; says so and gives the exit code when there is none, or several. */
export async function onePerson(
  db: Db,
  { slug, wanted }: { slug: string; wanted: string },
  { err }: Output,
): Promise<FoundPerson | number> {
  const found = await personsByName(db, wanted);
  const [person, another] = found;
  if (person === undefined) {
    err(`${slug} has nobody called ${wanted}.`);
    return exit.badInput;
  }
  if (another !== undefined) {
    err(`${found.length} people are called ${wanted}: name one by handle (${found.map(({ handle }) => handle ?? '–').join(', ')}).`);
    return exit.stopped;
  }
  return person;
}
