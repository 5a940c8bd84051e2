import { type Module, route, wokenBy } from '#kernel/module/manifest.ts';
import { readChoices, saveChoice, saveQuiet, subscribe, unsubscribe } from './choices.ts';
import {
  choicesContract,
  listContract,
  readContract,
  saveChoiceContract,
  saveQuietContract,
  subscribeContract,
  unsubscribeContract,
} from './contract.ts';
import { noticesChanged } from './events.ts';
import { countUnread, listNotices, markRead } from './list.ts';
import { rememberTitles } from './module-titles.ts';
import { privacy } from './privacy.ts';
import { refusals } from './refusals.ts';
import { sendDigests } from './send-digest.ts';
import { sendDue } from './send-due.ts';
import { contentInMail, pushHosts, quietHours } from './settings.ts';
import { tellingListeners } from './tell.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };
import { tidyNotices } from './tidy.ts';

/**
 * The one way anybody is told anything: in the app, by mail, by push. Modules declare kinds (`notices` in their manifest); nobody sends
 * by themselves.
 *
 * @param features  all modules that may have something to tell
 */
export function noticesModule(features: readonly Module[]): Module {
  rememberTitles(features);
  return {
    id: 'notices',
    title: { de: 'Mitteilungen', en: 'Notices' },
    uses: ['people', 'identities'],
    zone: 'teaching',
    tier: { bundle: 'basis', switchable: false },
    settings: [contentInMail, quietHours, pushHosts],
    navigation: [
      {
        page: 'notices.list',
        path: 'mitteilungen',
        title: { de: 'Mitteilungen', en: 'Notices' },
        icon: 'bell',
        permissions: [],
        order: 80,
      },
    ],
    routes: [
      route(listContract, null, (ctx, { query }) => listNotices(ctx, query)),
      route(readContract, null, (ctx, { body }) => markRead(ctx, body.ids)),
      route(choicesContract, null, (ctx) => readChoices(features, ctx)),
      route(saveChoiceContract, null, async (ctx, { params, body }) => {
        await saveChoice(features, ctx, params.kind, body);
        return {};
      }),
      route(saveQuietContract, null, async (ctx, { body }) => {
        await saveQuiet(ctx, body.quiet);
        return {};
      }),
      route(subscribeContract, null, async (ctx, { body }) => {
        await subscribe(ctx, body);
        return {};
      }),
      route(unsubscribeContract, null, async (ctx, { body }) => {
        await unsubscribe(ctx, body.endpoint);
        return {};
      }),
    ],
    events: [noticesChanged],
    listens: tellingListeners(features),
    jobs: [sendDue, sendDigests, tidyNotices],
    live: [
      {
        name: 'person',
        wokenBy: [wokenBy(noticesChanged, ({ personId }) => [personId])],
        mayFollow: async (ctx, _db, id) => id === ctx.caller.personId,
      },
    ],
    refusals: refusals.all,
    texts: { de, en },
    migrations: new URL('./migrations/', import.meta.url),
    privacy,
    today: async (ctx, db) => ({ counts: { 'notices.list': await countUnread(db, ctx.caller.personId) } }),
  };
}
