import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '#kernel/contract/contract.ts';
import { tasksOf } from '#kernel/jobs/worker.ts';
import type { TestSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { applyContract, entriesContract, importContract, openContract, readContract, undoContract } from '../contract.ts';

export interface TestFile {
  name: string;
  bytes: Uint8Array | string;
}

/** The real files, or null where they are not (the closing line of bin/test says so). */
export const samples = process.env['SCHULHOF_SAMPLES'] ?? '../shared/samples';
export const isMissing = !existsSync(join(samples, 'svws-nrw'));

/** The export of a Gymnasium with 1,229 pupils. */
export function gymnasium(): TestFile {
  return { name: 'ENM-02-enm.json.gz', bytes: readFileSync(join(samples, 'svws-nrw/enm-json/ENM-02-enm.json.gz')) };
}

export function sample(path: string): TestFile {
  return { name: path.split('/').at(-1) ?? path, bytes: readFileSync(join(samples, path)) };
}

/** Somebody of the school office. */
export function anOffice(school: TestSchool): Promise<string> {
  return aPerson(school, { capacities: ['office'], firstName: 'Olga', lastName: 'Offen' });
}

type Shown = Answer<typeof importContract>;
type Mappings = NonNullable<Shown['mappings']>;

/**
 * Does roster's own work in the background at once, as the worker would; each job passes over an import that is not at its step. The thousands of events
 * of a whole school are not delivered by it: tests that want them say `school.settle()`.
 */
async function work(school: TestSchool, importId: string): Promise<void> {
  const tasks = tasksOf(school.platform);
  for (const name of ['read', 'apply', 'undo', 'read']) {
    const helpers = { job: { created_at: new Date() } } as never; // just asked for; these tasks use nothing else of them
    await tasks[`roster.${name}_import`]?.({ schoolId: school.id, payload: { importId } }, helpers);
  }
}

/** An import as the page makes it: opens, uploads, reads; answers its id and what came out. */
export async function read(
  school: TestSchool,
  personId: string,
  files: readonly TestFile[],
  options: { format?: Shown['formatWanted']; mappings?: Mappings; complete?: boolean } = {},
): Promise<Shown> {
  const client = await school.as(personId).client();
  const { importId } = await client.call(openContract, {});
  for (const { name, bytes } of files) {
    const answer = await client.raw({
      method: 'PUT',
      url: `/api/${school.slug}/roster/imports/${importId}/files?name=${encodeURIComponent(name)}`,
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from(bytes),
    });
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`);
  }
  await client.call(readContract, {
    params: { importId },
    body: { format: options.format ?? 'auto', mappings: options.mappings ?? null, complete: options.complete ?? null },
  });
  await work(school, importId);
  return show(school, personId, importId);
}

export function show(school: TestSchool, personId: string, importId: string): Promise<Shown> {
  return school.as(personId).call(importContract, { params: { importId } });
}

/** Applies what was read; answers the import afterwards. */
export async function apply(school: TestSchool, personId: string, shown: Shown, confirmed = false): Promise<Shown> {
  await school.as(personId).call(applyContract, { params: { importId: shown.id }, body: { digest: shown.digest ?? '', confirmed } });
  await work(school, shown.id);
  return show(school, personId, shown.id);
}

export async function undo(school: TestSchool, personId: string, importId: string): Promise<Shown> {
  await school.as(personId).call(undoContract, { params: { importId } });
  await work(school, importId);
  return show(school, personId, importId);
}

/** Reads and applies in one go. */
export async function take(
  school: TestSchool,
  personId: string,
  files: readonly TestFile[],
  options: { mappings?: Mappings; complete?: boolean; confirmed?: boolean } = {},
): Promise<Shown> {
  return apply(school, personId, await read(school, personId, files, options), options.confirmed);
}

/** The people of a difference as short lines: `moved Anna Beispiel: class 8a → 8b`. */
export async function lines(school: TestSchool, personId: string, importId: string): Promise<string[]> {
  const { items } = await school.as(personId).call(entriesContract, { params: { importId }, query: { limit: 200 } });
  return items.map(({ kind, name, changes }) =>
    [`${kind} ${name}`, changes.map(({ field, from, to }) => `${field} ${from ?? '–'} → ${to ?? '–'}`).join('; ')]
      .filter(Boolean)
      .join(': '),
  );
}
