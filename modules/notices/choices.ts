import { sql } from 'kysely';
import { Check } from 'typebox/value';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { valuesOfPersons } from '#kernel/settings/own-values.ts';
import { saveSetting } from '#kernel/settings/resolve.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { confirmedEmailsOf } from '#modules/identities/public.ts';
import { capacitiesOf } from '#modules/people/public.ts';
import type { choicesContract, saveChoiceContract, subscribeContract } from './contract.ts';
import { refusals } from './refusals.ts';
import { digestHour } from './send-digest.ts';
import { isAllowedEndpoint } from './send-push.ts';
import { contentInMail, pushHosts, QuietHours, quietHours } from './settings.ts';

/** The kinds the caller can choose about: of modules that are on here, and told to one of their capacities, whatever context they act in now. */
async function kindsFor(features: readonly Module[], ctx: Ctx, db: Db) {
  const held = await capacitiesOf(db, ctx.caller.personId, dayOf(ctx.now()));
  return features
    .filter((module) => !ctx.school.modulesOff.has(module.id))
    .flatMap((module) => (module.notices ?? []).map((kind) => ({ area: module.title[ctx.language], kind })))
    .filter(({ kind }) => kind.for === undefined || kind.for.some((capacity) => held.includes(capacity)));
}

/** Everything the page of one's own notices shows; the number of statements does not grow with the kinds. */
export async function readChoices(features: readonly Module[], ctx: Ctx): Promise<Answer<typeof choicesContract>> {
  const { personId, context, sharedDevice } = ctx.caller;
  return ctx.read(async (db) => {
    const { rows } = await sql<{
      kind: string;
      mail: 'at_once' | 'digest' | 'off';
      push: boolean;
    }>`select kind, mail, push from notices.choice
      where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const chosen = new Map(rows.map((row) => [row.kind, row]));
    const own = (await valuesOfPersons(db, quietHours.id, [personId])).get(personId);
    const usual = await ctx.setting(db, quietHours);
    const address = (await confirmedEmailsOf(db, [personId])).get(personId) ?? null;
    const withContent = await ctx.setting(db, contentInMail);
    const { rows: devices } = await sql<{
      count: number;
    }>`select count(*) as count from notices.subscription where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const kinds = await kindsFor(features, ctx, db);
    const hasOwn = Check(QuietHours, own);
    return {
      kinds: kinds.map(({ area, kind }) => ({
        id: kind.id,
        area,
        title: kind.title[ctx.language],
        mail: chosen.get(kind.id)?.mail ?? (kind.mailByDefault ? 'at_once' : 'off'),
        push: chosen.get(kind.id)?.push ?? true,
      })),
      quiet: { value: hasOwn ? own : usual, own: hasOwn, usual },
      mail: { address, possible: context !== 'pupil', withContent, digestHour },
      push: { publicKey: ctx.services.secrets.vapid.publicKey, devices: devices[0]?.count ?? 0, possible: !sharedDevice },
    };
  });
}

/** Sets the caller's choice for one kind. @throws not found (404) for a kind that is told here to nobody like the caller */
export async function saveChoice(
  features: readonly Module[],
  ctx: Ctx,
  kindId: string,
  choice: Body<typeof saveChoiceContract>,
): Promise<void> {
  await ctx.write(async (db) => {
    if (!(await kindsFor(features, ctx, db)).some(({ kind }) => kind.id === kindId)) notFound('kind of notice');
    await sql`insert into notices.choice (school_id, person_id, kind, mail, push) values (${db.schoolId}, ${ctx.caller.personId}, ${kindId}, ${choice.mail}, ${choice.push})
      on conflict (school_id, person_id, kind) do update set mail = excluded.mail, push = excluded.push`.execute(db);
  });
}

/** Sets the caller's own quiet hours; null goes back to the school's. */
export async function saveQuiet(ctx: Ctx, quiet: Answer<typeof choicesContract>['quiet']['value'] | null): Promise<void> {
  await ctx.write((db) => saveSetting(db, quietHours, quiet, ctx.caller.personId));
}

/**
 * Takes this browser in as one that gets push for the caller; it belongs to the last one who said so.
 *
 * @throws `notices.shared_device` (409) on a device others use as well
 * @throws `notices.unknown_push_service` (422) for an address that is no push service this installation knows
 */
export async function subscribe(ctx: Ctx, { endpoint, p256dh, auth }: Body<typeof subscribeContract>): Promise<void> {
  if (ctx.caller.sharedDevice) throw refusals.sharedDevice();
  await ctx.write(async (db) => {
    if (!isAllowedEndpoint(endpoint, await ctx.setting(db, pushHosts))) throw refusals.unknownPushService();
    await sql`insert into notices.subscription (school_id, id, person_id, endpoint, p256dh, auth, made_at)
      values (${db.schoolId}, ${newId()}, ${ctx.caller.personId}, ${endpoint}, ${p256dh}, ${auth}, ${ctx.now()})
      on conflict (school_id, endpoint) do update set person_id = excluded.person_id, p256dh = excluded.p256dh, auth = excluded.auth, made_at = excluded.made_at`.execute(
      db,
    );
  });
}

/** This browser gets no more push for the caller. */
export async function unsubscribe(ctx: Ctx, endpoint: string): Promise<void> {
  await ctx.write((db) =>
    sql`delete from notices.subscription where school_id = ${db.schoolId} and person_id = ${ctx.caller.personId} and endpoint = ${endpoint}`.execute(
      db,
    ),
  );
}
