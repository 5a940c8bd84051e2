import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import PostalMime, { type Email } from 'postal-mime';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { passwordChanged } from '#modules/identities/public.ts';
import { identityOf } from '#modules/people/tests/build.ts';

/** A kind of notice that is there, goes out by mail unless one says otherwise, and is easily caused. */
export const aKind = 'identities.password_changed';

/** Makes something happen that this person is told of, and lets it be delivered. */
export async function somethingHappens(school: TestSchool, personId: string): Promise<void> {
  await school.write((db) => db.emit(passwordChanged, { personId }));
  await school.settle();
}

/** Gives a person a confirmed e-mail address of their own. */
export async function anAddress(school: TestSchool, personId: string): Promise<string> {
  const email = `${newId()}@example.org`;
  const identityId = await identityOf(school, personId);
  await school.write((db) =>
    sql`insert into identities.handle (realm, handle, identity_id, given_at) values ('00000000-0000-0000-0000-000000000000', ${email}, ${identityId}, ${school.ctx().now()})`.execute(
      db,
    ),
  );
  return email;
}

/** Mails that went out to an address. */
export async function mailsTo(ctx: SchoolCtx, address: string): Promise<Email[]> {
  const folder = join(ctx.services.dataDir, 'mail');
  const names = await readdir(folder).catch(() => []);
  const mails = await Promise.all(
    names.filter((name) => name.endsWith('.eml')).map(async (name) => PostalMime.parse(await readFile(join(folder, name)))),
  );
  return mails.filter(({ to }) => to?.some((each) => each.address === address));
}
