import { parseArgs } from 'node:util';
import { inSchool } from '#kernel/db/transaction.ts';
import { identitiesOf, issueCode } from '#modules/identities/public.ts';
import { type Command, exit, UsageError } from './command.ts';
import { onePerson } from './one-person.ts';
import { schoolFor } from './school-for.ts';

const validDays = 14;

/** `person code`: a new one-time code for somebody who lost access. */
export const personCode: Command = {
  name: 'person code',
  summary: 'prints a new one-time code for a person, by handle or full name',
  usage: 'person code --school S NAME [--json]',
  run: async (platform, args, output) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { school: { type: 'string' }, json: { type: 'boolean' } },
    });
    const wanted = positionals.join(' ').trim();
    if (!values.school || wanted === '') throw new UsageError('--school and a name are needed');
    const { school: slug } = values;
    const school = await schoolFor(platform, slug, output.err);
    if (school === null) return exit.badInput;
    const now = () => platform.clock.now(school.id);
    return inSchool(platform.pools.teaching, school.id, false, { actorId: null, now }, async (db) => {
      const person = await onePerson(db, { slug, wanted }, output);
      if (typeof person === 'number') return person;
      const access = (await identitiesOf(db, [person.id])).get(person.id);
      const { code, validUntil, lastDay } = await issueCode({ now, services: platform.services }, db, {
        personId: person.id,
        name: person.name,
        purpose: access?.hasPassword ? 'lost' : 'first',
        validDays,
        madeBy: null,
      });
      if (values.json) output.out(JSON.stringify({ name: person.name, code, validUntil: validUntil.toISOString() }));
      else output.out(`${person.name} (${person.handle ?? '–'}): ${code}, valid to the end of ${lastDay}`);
      return exit.clean;
    });
  },
};
