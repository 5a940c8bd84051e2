import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { Compile } from 'typebox/compile';
import { closed } from '#kernel/contract/closed.ts';
import { type Static, T } from '#kernel/contract/t.ts';
import { Id } from '#kernel/contract/types.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { type PrintDocument, printPdf } from '#kernel/print/print.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { requireGroup } from '#modules/groups/public.ts';
import { codesFor } from '../codes.ts';
import { isOpenGuardian, openGuardiansOf } from '../invitations/guardians.ts';
import { splitByMay } from '../may-issue.ts';
import { refusals } from '../refusals.ts';
import { validOn } from '../visible-people.ts';
import { accessLetter } from './access-letter.ts';
import { leftOutPage } from './left-out-page.ts';

/** At about 10 ms a page, a print of so many letters takes half a minute. */
const mostLetters = 1500;

const Wish = closed(
  T.Object({
    /** A class or group: its pupils, in the order of their names. */
    groupId: T.Optional(Id),
    /** Instead of its pupils: their guardians, as far as the pupils are open to them. */
    guardians: T.Optional(T.Boolean()),
    /** Or single people. */
    personIds: T.Optional(T.Array(Id, { maxItems: mostLetters })),
    /** Only those who have never come in. */
    onlyNew: T.Optional(T.Boolean()),
  }),
);
const wishes = Compile(Wish);

/**
 * Letters of access as one PDF, a page for each: sign-in name, one-time code, QR, until when. Each print makes new codes; older unused
 * ones end. Codes are stored first, printed after the commit. People whose rights are above the caller's are left out and named on a last
 * page.
 *
 * @throws as `requireMayIssue`; `directory.roles_needed` (403) only when nobody is left · `directory.nobody_to_write` (422) · `directory.too_many_letters` (422) · `kernel.bad_request` (400) · `kernel.busy` (503)
 */
export async function printLetters(ctx: Ctx, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const wish = request.body ?? {};
  if (!wishes.Check(wish)) throw kernelRefusals.badRequest({ place: 'body' });
  const pdf = await printPdf(() => prepare(ctx, wish), ctx.caller.personId);
  return reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', `attachment; filename="briefe-${dayOf(ctx.now())}.pdf"`)
    .header('cache-control', 'no-store')
    .send(pdf);
}

/** New codes end earlier ones: none is made before it can be printed. */
async function prepare(ctx: Ctx, wish: Static<typeof Wish>): Promise<PrintDocument> {
  const { recipients, classes, above } = await ctx.write(async (db) => {
    const ids = await wantedIds(ctx, db, wish);
    if (ids.length === 0) throw refusals.nobodyToWrite();
    if (ids.length > mostLetters) throw refusals.tooManyLetters({ most: mostLetters });
    const { may, above } = await splitByMay(ctx, db, ids);
    if (may.length === 0) throw refusals.rolesNeeded();
    return { recipients: await codesFor(ctx, db, may, ctx.caller.personId), classes: await classNames(ctx, db, ids), above };
  });
  const pages = recipients.map((recipient) => ({ letter: accessLetter(ctx, recipient, classes.get(recipient.personId) ?? null) }));
  const t = (key: string) => ctx.say(ctx.language, `directory:left_out.${key}`);
  const last = leftOutPage({ title: t('title'), why: t('why'), names: above.map(({ name }) => name) });
  return { title: 'Schulhof', language: ctx.language, pages: above.length === 0 ? pages : [...pages, last] };
}

async function wantedIds(ctx: Ctx, db: Db, wish: Static<typeof Wish>): Promise<string[]> {
  const day = dayOf(ctx.now());
  const group = wish.groupId === undefined ? null : await requireGroup(ctx, db, wish.groupId);
  const { rows } = await sql<{ id: string }>`select p.id from people.pub_person p
    left join identities.pub_access a on a.school_id = p.school_id and a.person_id = p.id
    where p.school_id = ${db.schoolId} and ${
      group === null
        ? sql`p.id = any(${wish.personIds ?? []}::uuid[])`
        : wish.guardians
          ? sql`p.status = 'active' and p.id = any(array(select o.person_id from (${openGuardiansOf(db.schoolId, group.id, day)}) o))`
          : sql`p.status = 'active' and exists (select from groups.pub_member m where m.school_id = p.school_id and m.person_id = p.id and m.group_id = ${group.id}
            and m.part not in ('class_teacher', 'deputy', 'leader') and ${validOn('m', day)}) ${group.kind === 'guardians' ? sql`and ${isOpenGuardian(day)}` : sql``}`
    } ${wish.onlyNew ? sql`and (a.person_id is null or not a.has_password)` : sql``}
    order by p.sort_name, p.id`.execute(db);
  return rows.map(({ id }) => id);
}

async function classNames(ctx: Ctx, db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select m.person_id as id, min(g.name) as name from groups.pub_member m
    join groups.pub_group g on g.school_id = m.school_id and g.id = m.group_id and g.kind = 'class' and not g.sensitive
    where m.school_id = ${db.schoolId} and m.person_id = any(${[...ids]}::uuid[]) and m.part in ('member', 'representative', 'deputy_representative')
      and ${validOn('m', dayOf(ctx.now()))} group by m.person_id`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
