import { parseArgs } from 'node:util';
import { inSchool } from '#kernel/db/transaction.ts';
import { dropSecondFactors } from '#modules/identities/public.ts';
import { type Command, exit, UsageError } from './command.ts';
import { onePerson } from './one-person.ts';
import { schoolFor } from './school-for.ts';

/** `person drop-second-factor`: for somebody who lost phone and recovery codes, also when nobody at the school could do it. */
export const personDropSecondFactor: Command = {
  name: 'person drop-second-factor',
  summary: 'takes lost second factors from a person; --owner-agreed: also from somebody at several schools, who has been asked',
  usage: 'person drop-second-factor --school S NAME [--owner-agreed] [--json]',
  run: async (platform, args, output) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { school: { type: 'string' }, json: { type: 'boolean' }, 'owner-agreed': { type: 'boolean', default: false } },
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
      const dropped = await dropSecondFactors({ now }, db, person.id, { ownerAgreed: values['owner-agreed'] });
      if (values.json) output.out(JSON.stringify({ name: person.name, dropped }));
      else output.out(`${person.name} (${person.handle ?? '–'}): ${dropped ? 'second factors removed' : 'there was no second factor'}`);
      return exit.clean;
    });
  },
};
