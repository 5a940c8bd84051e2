import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPartId } from '../parts.ts';
import { replaceFile } from '../record/replace-file.ts';
import { type Both, changedAt, type Incident, isSlug } from './incident.ts';

/** Closed ones are kept so long. */
const keptMs = 90 * 24 * 60 * 60 * 1000;

/** Words an operator gives an incident as its name: the day and four signs. */
const idPattern = /^\d{4}-\d\d-\d\d-[a-z0-9]{4}$/;

/** All incidents of a status folder, newest first. A file that is none is passed over: a slip by hand must not take the page away. */
export async function readIncidents(folder: string): Promise<Incident[]> {
  const at = join(folder, 'incidents');
  const names = await readdir(at).catch(() => []);
  const texts = names
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .map((name) => readFile(join(at, name), 'utf8').catch(() => ''));
  const read = (await Promise.all(texts)).map(asIncident).filter((incident) => incident !== null);
  return read.sort((one, other) =>
    one.openedAt === other.openedAt ? (one.id < other.id ? 1 : -1) : one.openedAt < other.openedAt ? 1 : -1,
  );
}

/** Writes one, new or changed; the page shows it at its next look. */
export async function writeIncident(folder: string, incident: Incident): Promise<void> {
  if (!idPattern.test(incident.id)) throw new Error(`not an incident’s id: ${incident.id}`);
  await mkdir(join(folder, 'incidents'), { recursive: true, mode: 0o700 });
  await replaceFile(join(folder, 'incidents', `${incident.id}.json`), `${JSON.stringify(incident, null, 2)}\n`);
}

/** Removes what was closed more than 90 days ago. */
export async function forgetOldIncidents(folder: string, now: number): Promise<void> {
  for (const incident of await readIncidents(folder)) {
    if (incident.closedAt !== null && now - Date.parse(changedAt(incident)) > keptMs)
      await rm(join(folder, 'incidents', `${incident.id}.json`), { force: true });
  }
}

function asIncident(text: string): Incident | null {
  try {
    // every field is looked at below
    const { id, kind, title, planned, parts, schools, updates, openedAt, closedAt } = JSON.parse(text) as Partial<Incident>;
    const isWhole =
      typeof id === 'string' &&
      idPattern.test(id) &&
      (kind === 'incident' || kind === 'maintenance') &&
      isBoth(title) &&
      (planned === null || (planned !== undefined && isInstant(planned.from) && isInstant(planned.to))) &&
      Array.isArray(parts) &&
      parts.every(isPartId) &&
      Array.isArray(schools) &&
      schools.every(isSlug) &&
      Array.isArray(updates) &&
      updates.every((update) => isInstant(update.at) && isBoth(update.text)) &&
      isInstant(openedAt) &&
      (closedAt === null || isInstant(closedAt));
    if (!isWhole) return null;
    return { id, kind, title, planned, parts, schools, updates, openedAt, closedAt };
  } catch {
    return null;
  }
}

function isBoth(value: unknown): value is Both {
  return (
    typeof value === 'object' &&
    value !== null &&
    'de' in value &&
    'en' in value &&
    typeof value.de === 'string' &&
    typeof value.en === 'string'
  );
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
}
