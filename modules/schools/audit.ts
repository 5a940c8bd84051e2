import { auditTrail, nobody, type TrailEntry } from '#kernel/audit/trail.ts';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { Module } from '#kernel/module/manifest.ts';
import { addDays, startOfDay } from '#kernel/time/calendar.ts';
import { namesOf } from '#modules/people/public.ts';
import type { actsContract, auditContract } from './contract.ts';

/** The trail, newest first. Names are looked up now: whoever has been erased since is nobody any more. Two statements for any page. */
export async function readAudit(
  modules: readonly Module[],
  ctx: Ctx,
  query: Query<typeof auditContract>,
): Promise<Answer<typeof auditContract>> {
  return ctx.read(async (db) => {
    const { items, next } = await auditTrail(
      db,
      {
        act: query.act,
        personId: query.person,
        from: query.from === undefined ? undefined : startOfDay(query.from),
        to: query.to === undefined ? undefined : startOfDay(addDays(query.to, 1)),
      },
      query,
    );
    const ids = items
      .flatMap(({ actorId, subjectType, subjectId }) => [actorId, subjectType === 'person' ? subjectId : null])
      .filter((id) => id !== null);
    const names = await namesOf(db, ids);
    const who = (id: string | null) => {
      if (id === null) return { kind: 'program' as const, id: null, name: ctx.say(ctx.language, 'schools:audit.program') };
      const name = id === nobody ? undefined : names.get(id)?.name;
      return name === undefined
        ? { kind: 'erased' as const, id: null, name: ctx.say(ctx.language, 'schools:audit.erasedPerson') }
        : { kind: 'person' as const, id, name };
    };
    return {
      items: items.map((entry) => ({
        id: entry.id,
        at: entry.at.toISOString(),
        actor: who(entry.actorId),
        act: entry.act,
        text: textOf(modules, ctx, entry),
        subject: entry.subjectType === 'person' ? who(entry.subjectId) : null,
      })),
      next,
    };
  });
}

/** All acts that modules have a text for; where a value would stand in the text, there are dots. */
export function listActs(modules: readonly Module[], ctx: Ctx): Answer<typeof actsContract> {
  const acts = modules.flatMap((module) => {
    const texts: object = module.texts[ctx.language];
    const facts: unknown = 'audit' in texts ? texts.audit : {};
    return Object.entries(facts ?? {})
      .filter(([fact, text]) => typeof text === 'string' && !notActs.has(`${module.id}.${fact}`))
      .map(([fact, text]) => ({ act: `${module.id.replaceAll('-', '_')}.${fact}`, title: String(text).replaceAll(/\{\{\w+\}\}/g, '…') }));
  });
  return { acts: acts.sort((one, other) => one.title.localeCompare(other.title, ctx.language)) };
}

/** Words of the trail itself, beside the acts. */
const notActs = new Set(['schools.program', 'schools.erasedPerson']);

function textOf(modules: readonly Module[], ctx: Ctx, entry: TrailEntry): string {
  const [schema = '', fact = ''] = entry.act.split('.');
  const id = schema.replaceAll('_', '-');
  const text = ctx.say(ctx.language, `${id}:audit.${fact}`, readable(modules, ctx, entry));
  return text === `audit.${fact}` ? entry.act : text;
}

/** Ids of settings, rights and services in the values become their titles. */
function readable(modules: readonly Module[], ctx: Ctx, { data }: TrailEntry): Record<string, unknown> {
  const language = ctx.language;
  const setting = modules.flatMap((module) => module.settings ?? []).find(({ id }) => id === data['setting']);
  const right = modules.flatMap((module) => module.permissions ?? []).find(({ id }) => id === data['right']);
  const service = modules.find(({ id }) => id === data['module']);
  return {
    ...data,
    ...(setting && { setting: setting.title[language] }),
    ...(right && { right: right.title[language] }),
    ...(service && { module: service.title[language] }),
    ...(typeof data['capacity'] === 'string' && { capacity: ctx.say(language, `schools:capacity.${data['capacity']}`) }),
    ...(typeof data['granted'] === 'boolean' && { granted: ctx.say(language, `schools:granted.${data['granted'] ? 'yes' : 'no'}`) }),
    ...('granted' in data && data['granted'] === null && { granted: ctx.say(language, 'schools:granted.usual') }),
  };
}
