import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { dayOf, schoolZone } from '#kernel/time/calendar.ts';
import { type Both, type Incident, isSlug } from '../status/incidents/incident.ts';
import { readIncidents, writeIncident } from '../status/incidents/incident-files.ts';
import { isPartId, type PartId, partIds } from '../status/parts.ts';
import { statusFolder } from '../status/settings.ts';
import { type AloneCommand, exit, type Output, UsageError } from './command.ts';

const longest = { title: 200, text: 5_000 } as const;
const words = { 'text-de': { type: 'string' }, 'text-en': { type: 'string' } } as const;

/** `incident open`: a message on the status page; with --from and --to a planned maintenance. */
export const incidentOpen: AloneCommand = {
  name: 'incident open',
  summary: 'puts a message on the status page; with --from and --to a planned maintenance (times in Berlin unless they say otherwise)',
  usage: `incident open --title-de T --title-en T [--text-de T --text-en T] [--parts ${partIds.join(',')}] [--schools SLUG,…] [--from 2026-11-29T18:00 --to …]`,
  runAlone: async (args, output) => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'title-de': { type: 'string' },
        'title-en': { type: 'string' },
        parts: { type: 'string' },
        schools: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        ...words,
      },
    });
    const title = both(values['title-de'], values['title-en'], 'title');
    if (title === null) throw new UsageError('--title-de and --title-en are needed');
    const at = new Date();
    const planned = span(values.from, values.to);
    const incident: Incident = {
      id: `${dayOf(at)}-${fourSigns()}`,
      kind: planned === null ? 'incident' : 'maintenance',
      title,
      planned,
      parts: listed(values.parts, 'part').map(asPart),
      schools: listed(values.schools, 'school').map(asSlug),
      updates: [],
      openedAt: at.toISOString(),
      closedAt: null,
    };
    const text = both(values['text-de'], values['text-en'], 'text');
    if (text !== null) incident.updates.push({ at: at.toISOString(), text });
    return save(incident, `Opened ${incident.id}`, output);
  },
};

/** `incident update`: further words to an incident. */
export const incidentUpdate: AloneCommand = {
  name: 'incident update',
  summary: 'adds words to a message on the status page',
  usage: 'incident update ID --text-de T --text-en T',
  runAlone: async (args, output) => {
    const { incident, text } = await found(args);
    if (incident === null) return unknown(output);
    if (text === null) throw new UsageError('--text-de and --text-en are needed');
    return save({ ...incident, updates: [...incident.updates, { at: new Date().toISOString(), text }] }, `Added to ${incident.id}`, output);
  },
};

/** `incident close`: it is over; last words may be added. */
export const incidentClose: AloneCommand = {
  name: 'incident close',
  summary: 'says that it is over, with last words if there are any',
  usage: 'incident close ID [--text-de T --text-en T]',
  runAlone: async (args, output) => {
    const { incident, text } = await found(args);
    if (incident === null) return unknown(output);
    const at = new Date().toISOString();
    const updates = text === null ? incident.updates : [...incident.updates, { at, text }];
    return save({ ...incident, updates, closedAt: incident.closedAt ?? at }, `Closed ${incident.id}`, output);
  },
};

/** `incident list`: what is open, newest first; with --all also what is over. */
export const incidentList: AloneCommand = {
  name: 'incident list',
  summary: 'shows the messages of the status page',
  usage: 'incident list [--all] [--json]',
  runAlone: async (args, { out }) => {
    const { values } = parseArgs({
      args: [...args],
      options: { all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    });
    const incidents = (await readIncidents(folder())).filter(({ closedAt }) => values.all || closedAt === null);
    if (values.json) out(JSON.stringify(incidents));
    else if (incidents.length === 0) out('Nothing open.');
    else
      for (const { id, kind, title, schools, closedAt } of incidents)
        out(`${id}  ${closedAt === null ? kind : 'closed'}  ${title.de}${schools.length === 0 ? '' : ` (${schools.join(', ')})`}`);
    return exit.clean;
  },
};

const folder = () => statusFolder(process.env);

async function found(args: readonly string[]): Promise<{ incident: Incident | null; text: Both | null }> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: words });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError('name one incident by its id; incident list shows them');
  const incident = (await readIncidents(folder())).find((candidate) => candidate.id === id) ?? null;
  return { incident, text: both(values['text-de'], values['text-en'], 'text') };
}

function unknown({ err }: Output): number {
  err('There is no such incident; incident list --all shows them.');
  return exit.badInput;
}

async function save(incident: Incident, said: string, { out }: Output): Promise<number> {
  await writeIncident(folder(), incident);
  out(said);
  return exit.clean;
}

/** Both languages or neither. */
function both(de: string | undefined, en: string | undefined, what: keyof typeof longest): Both | null {
  if (!de?.trim() && !en?.trim()) return null;
  if (!de?.trim() || !en?.trim()) throw new UsageError(`--${what}-de and --${what}-en belong together: the page is read in both languages`);
  if (Math.max(de.length, en.length) > longest[what]) throw new UsageError(`a ${what} has at most ${longest[what]} characters`);
  return { de: de.trim(), en: en.trim() };
}

function listed(text: string | undefined, what: string): string[] {
  const list = (text ?? '').split(',').map((word) => word.trim());
  if (text !== undefined && list.includes('')) throw new UsageError(`--${what}s names them with commas between`);
  return text === undefined ? [] : [...new Set(list)];
}

function asPart(word: string): PartId {
  if (!isPartId(word)) throw new UsageError(`there is no part ${word}; there are ${partIds.join(', ')}`);
  return word;
}

function asSlug(word: string): string {
  if (!isSlug(word)) throw new UsageError(`a school is named as in its address, such as goethe: ${word}`);
  return word;
}

function span(from: string | undefined, to: string | undefined): Incident['planned'] {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined) throw new UsageError('--from and --to belong together');
  const planned = { from: instant(from), to: instant(to) };
  if (planned.to <= planned.from) throw new UsageError('--to must lie after --from');
  return planned;
}

/** A time with `Z` or an offset, or one on a clock in Berlin. */
function instant(text: string): string {
  try {
    const at = /(Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(schoolZone).toInstant();
    return new Date(at.epochMilliseconds).toISOString();
  } catch {
    throw new UsageError(`not a time such as 2026-11-29T18:00: ${text}`);
  }
}

function fourSigns(): string {
  return Array.from({ length: 4 }, () => 'abcdefghijkmnpqrstuvwxyz23456789'[randomInt(32)] ?? 'x').join('');
}
