import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { forgetOldIncidents, readIncidents, writeIncident } from '../../status/incidents/incident-files.ts';
import { type AloneCommand, UsageError } from '../command.ts';
import { incidentClose, incidentList, incidentOpen, incidentUpdate } from '../incident.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'schulhof-incidents-'));
  process.env['SCHULHOF_DATA'] = dataDir;
  return () => {
    delete process.env['SCHULHOF_DATA'];
  };
});

/** Runs a command as the operator types it; what it wrote and how it ended. */
async function run(command: AloneCommand, ...args: string[]) {
  const lines: string[] = [];
  const code = await command.runAlone(args, { out: (line) => lines.push(line), err: (line) => lines.push(line) });
  return { code, text: lines.join('\n') };
}
const titles = ['--title-de', 'Mails kommen später', '--title-en', 'Mail comes later'];
const idIn = (text: string) => /\d{4}-\d\d-\d\d-\w{4}/.exec(text)?.[0] ?? '';
const stored = () => readIncidents(join(dataDir, 'status'));

test('an incident is opened, added to, closed, and listed all the while', async () => {
  const opened = await run(
    incidentOpen,
    ...titles,
    '--text-de',
    'Wir sind dran.',
    '--text-en',
    'We are at it.',
    '--parts',
    'messages,files',
  );
  expect(opened.code).toBe(0);
  const id = idIn(opened.text);
  expect((await run(incidentList)).text).toBe(`${id}  incident  Mails kommen später`);
  await run(incidentUpdate, id, '--text-de', 'Es geht voran.', '--text-en', 'We get on.');
  await run(incidentClose, id, '--text-de', 'Erledigt.', '--text-en', 'Done.');
  expect((await run(incidentList)).text).toBe('Nothing open.');
  expect((await run(incidentList, '--all')).text).toBe(`${id}  closed  Mails kommen später`);
  const [incident] = await stored();
  expect(incident).toMatchObject({
    kind: 'incident',
    parts: ['messages', 'files'],
    schools: [],
    planned: null,
    closedAt: expect.any(String),
  });
  expect(incident?.updates.map(({ text }) => text.de)).toEqual(['Wir sind dran.', 'Es geht voran.', 'Erledigt.']);
  const closedAt = incident?.closedAt;
  await run(incidentClose, id);
  expect((await stored())[0]?.closedAt).toBe(closedAt);
});

test('maintenance has a time, in Berlin unless it says otherwise, also on the day clocks change', async () => {
  await run(incidentOpen, ...titles, '--from', '2027-03-28T01:30', '--to', '2027-03-28T03:30:00Z', '--schools', 'goethe,am-see');
  expect((await stored())[0]).toMatchObject({
    kind: 'maintenance',
    planned: { from: '2027-03-28T00:30:00.000Z', to: '2027-03-28T03:30:00.000Z' },
    schools: ['goethe', 'am-see'],
  });
});

test.each([
  ['only one language', ['--title-de', 'x']],
  ['half a text', [...titles, '--text-en', 'x']],
  ['a part there is not', [...titles, '--parts', 'mail']],
  ['a school that is no short name', [...titles, '--schools', '../goethe']],
  ['nothing between commas', [...titles, '--schools', 'goethe,,am-see']],
  ['an end without a beginning', [...titles, '--to', '2026-11-29T18:00']],
  ['an end before the beginning', [...titles, '--from', '2026-11-29T18:00', '--to', '2026-11-29T17:00']],
  ['no time', [...titles, '--from', 'morgen', '--to', 'übermorgen']],
  ['a title without end', ['--title-de', 'x'.repeat(201), '--title-en', 'x']],
])('%s is refused, and nothing is written', async (_what, args) => {
  await expect(run(incidentOpen, ...args)).rejects.toThrow(UsageError);
  expect(await stored()).toEqual([]);
});

test('an id leads to an incident or to nothing, never to a file', async () => {
  await writeFile(join(dataDir, 'x.json'), '{}');
  for (const id of ['../x', '../../x', '2026-11-22-zzzz', '']) expect((await run(incidentClose, id)).code).toBe(1);
  const [incident] = [
    await run(incidentOpen, ...titles)
      .then(stored)
      .then(([first]) => first),
  ];
  if (incident === undefined) throw new Error('none was opened');
  await expect(writeIncident(join(dataDir, 'status'), { ...incident, id: '../../x' })).rejects.toThrow('not an incident');
  expect(await readFile(join(dataDir, 'x.json'), 'utf8')).toBe('{}');
});

test('a file broken by hand takes no other away; what was closed 90 days ago goes', async () => {
  const { text } = await run(incidentOpen, ...titles);
  await run(incidentClose, idIn(text));
  await writeFile(join(dataDir, 'status/incidents/2026-11-22-aaaa.json'), '{"id":"2026-11-22-aaaa"');
  await writeFile(join(dataDir, 'status/incidents/2026-11-22-bbbb.json'), '{"id":"2026-11-22-bbbb","title":"x"}');
  expect((await stored()).map(({ id }) => id)).toEqual([idIn(text)]);
  const day = 24 * 3_600_000;
  await forgetOldIncidents(join(dataDir, 'status'), Date.now() + 89 * day);
  expect(await stored()).toHaveLength(1);
  await forgetOldIncidents(join(dataDir, 'status'), Date.now() + 91 * day);
  expect(await stored()).toEqual([]);
});

test('the command needs no database: it works while everything else stands still', async () => {
  const env = { ...process.env, SCHULHOF_DATA: dataDir, DATABASE_URL: 'postgres://nobody@127.0.0.1:9/x' };
  const { stdout } = await promisify(execFile)(process.execPath, ['apps/command-line/main.ts', 'incident', 'open', ...titles], { env });
  expect((await stored())[0]?.id).toBe(idIn(stdout));
  const wrong = promisify(execFile)(process.execPath, ['apps/command-line/main.ts', 'incident', 'open', '--oops'], { env });
  await expect(wrong).rejects.toMatchObject({ code: 64, stderr: expect.stringContaining('incident open --title-de') });
});
