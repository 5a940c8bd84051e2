import { expect, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { kernelRoutes } from '#kernel/http/kernel-routes.ts';
import { places } from '#kernel/jobs/places.ts';
import { provided } from '#kernel/testing/provided.ts';

/** What is left out while the server is full, each with its reason. Nothing that somebody hands in, writes, answers or is told is ever among it. */
const mayBeSpare: Readonly<Record<string, string>> = {
  'GET /search': 'asked again with every letter that is typed; all modules look for it',
};

const routesOf = async () => {
  const { platform } = await provided();
  return [...kernelRoutes(platform), ...modules.flatMap(({ routes = [] }) => routes)];
};

test('only what is listed here is left out while the server is full', async () => {
  const spare = (await routesOf()).filter((route) => route.spare).map(({ contract }) => `${contract.method} ${contract.path}`);
  expect(spare.toSorted()).toEqual(Object.keys(mayBeSpare).toSorted());
});

test('nothing that writes is ever left out', async () => {
  expect((await routesOf()).filter(({ spare, contract }) => spare && contract.method !== 'GET')).toEqual([]);
});

test('mails, notices and hand-ins never share places with what nobody waits for', () => {
  const jobs = modules.flatMap(({ jobs: own = [] }) => own);
  const patient = jobs.filter(({ runner }) => runner === 'patient').map(({ name }) => name);
  expect(patient.toSorted()).toEqual([
    'directory.tidy_invitations',
    'files.drop_straight',
    'files.make_previews',
    'files.read_words',
    'files.tidy',
    'identities.tidy',
    'notices.tidy',
    'roster.tidy_imports',
  ]);
  const ofMails = jobs.filter(({ name }) => /send|mail/.test(name)).map(({ name, runner }) => [name, runner]);
  expect(ofMails.length).toBeGreaterThan(3);
  for (const [, runner] of ofMails) expect(runner).toBe('mails');
  for (const { runner = 'prompt' } of modules.flatMap(({ listens = [] }) => listens)) expect(['prompt', 'mails']).toContain(runner);
});

test('what has places of its own may take minutes; what people wait for may not', () => {
  const jobs = modules.flatMap(({ jobs: own = [] }) => own);
  for (const { runner = 'prompt' } of jobs) expect(Object.keys(places)).toContain(runner);
  const slow = jobs.filter(({ runner = 'prompt', limitSeconds }) => runner === 'prompt' && limitSeconds > 300).map(({ name }) => name);
  expect(slow).toEqual([]);
});
