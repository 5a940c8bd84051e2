import { parseArgs } from 'node:util';
import { inSchool } from '#kernel/db/transaction.ts';
import { createSchool } from '#modules/schools/public.ts';
import { type Command, exit, UsageError } from './command.ts';

/** `school create`: founds a school with its first school admin. */
export const schoolCreate: Command = {
  name: 'school create',
  summary: 'founds a school; prints the one-time code of its first school admin',
  usage: 'school create --slug S --name N --state NW [--authority SLUG] [--json]',
  run: async (platform, args, { out }) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        slug: { type: 'string' },
        name: { type: 'string' },
        state: { type: 'string' },
        authority: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const { slug, name, state, authority } = values;
    if (!slug || !name?.trim() || !state) throw new UsageError('--slug, --name and --state are needed');
    if (!/^[A-Z]{2}$/.test(state)) throw new UsageError(`--state has two letters, such as NW: ${state}`);
    const now = () => platform.clock.now(null);
    const founded = await createSchool(
      {
        now,
        services: platform.services,
        inSchool: (id, work) => inSchool(platform.pools.teaching, id, false, { actorId: null, now }, work),
      },
      { slug, name, state, authority: authority === undefined ? undefined : { slug: authority } },
    );
    const { id, adminCode, adminHandle } = founded;
    if (values.json) out(JSON.stringify({ id, slug, adminCode }));
    else
      out(`Made ${slug}. The first school admin, ${adminHandle}, comes in with the code ${adminCode} at ${platform.services.origin}/code`);
    return exit.clean;
  },
};
