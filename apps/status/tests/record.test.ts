import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '#kernel/time/calendar.ts';
import { forEachPart, type Look, type Seen } from '../parts.ts';
import { byDays, lengthSeconds, wordOf } from '../record/day-sums.ts';
import { keptDays, openRecord, type SeenSoFar } from '../record/record.ts';

const every = 30_000;
const aFolder = () => mkdtemp(join(tmpdir(), 'schulhof-status-'));
const look = (at: number, seen: Seen): Look => ({ at, parts: forEachPart(() => seen), waiting: null });

/** Looks every half minute between two instants. */
async function watch(record: SeenSoFar, from: string, to: string, seen: Seen): Promise<void> {
  for (let at = Date.parse(from); at < Date.parse(to); at += every) await record.take(look(at, seen));
}
const secondsOf = (record: SeenSoFar, day: string) => record.days(day).at(-1)?.parts.files;
const openAt = (folder: string, at: string) => openRecord(folder, every, Date.parse(at));

test('seconds go to the day they were in, also over midnight', async () => {
  const record = await openAt(await aFolder(), '2026-11-22T22:58:00Z');
  await watch(record, '2026-11-22T22:58:00Z', '2026-11-22T23:02:00Z', 'ok'); // midnight in Berlin is 23:00 UTC
  expect(secondsOf(record, '2026-11-22')).toEqual({ ok: 120, slow: 0, failed: 0 });
  expect(secondsOf(record, '2026-11-23')).toEqual({ ok: 90, slow: 0, failed: 0 });
});

test('the day on which clocks go back has 25 hours, the other one 23', () => {
  expect(lengthSeconds('2026-10-25')).toBe(25 * 3600);
  expect(lengthSeconds('2027-03-28')).toBe(23 * 3600);
  expect(byDays(Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:30:00Z'))).toEqual([
    { day: '2026-10-25', seconds: 25 * 3600 },
    { day: '2026-10-26', seconds: 1800 },
  ]);
});

test('a time in which nobody looked counts for nothing, and its end is no failure', async () => {
  const record = await openAt(await aFolder(), '2026-11-22T08:00:00Z');
  await watch(record, '2026-11-22T08:00:00Z', '2026-11-22T08:10:00Z', 'ok');
  await watch(record, '2026-11-22T12:00:00Z', '2026-11-22T12:05:00Z', 'ok');
  expect(secondsOf(record, '2026-11-22')).toEqual({ ok: 570 + 270, slow: 0, failed: 0 });
  const asleep = record.at(Date.parse('2026-11-22T20:00:00Z')).files;
  expect(asleep).toMatchObject({ state: 'unknown', since: Date.parse('2026-11-22T12:04:30Z') });
});

test('a restart knows what was known, also over midnight and days later', async () => {
  const folder = await aFolder();
  const first = await openAt(folder, '2026-11-21T22:00:00Z');
  await watch(first, '2026-11-21T22:00:00Z', '2026-11-21T22:30:00Z', 'ok');
  await watch(first, '2026-11-21T22:30:00Z', '2026-11-21T23:10:00Z', 'failed');
  const again = await openAt(folder, '2026-11-21T23:10:00Z');
  expect(again.at(Date.parse('2026-11-21T23:10:00Z'))).toEqual(first.at(Date.parse('2026-11-21T23:10:00Z')));
  expect(again.at(Date.parse('2026-11-21T23:10:00Z')).pages).toMatchObject({ state: 'failed', since: Date.parse('2026-11-21T22:30:00Z') });
  expect(again.days('2026-11-22')).toEqual(first.days('2026-11-22'));
  await watch(again, '2026-11-21T23:10:00Z', '2026-11-21T23:20:00Z', 'ok');
  const later = await openAt(folder, '2026-11-25T08:00:00Z');
  expect(later.days('2026-11-25')).toEqual(again.days('2026-11-25'));
  expect(later.days('2026-11-25').find(({ day }) => day === '2026-11-22')?.spells).toContainEqual({
    part: 'files',
    from: Date.parse('2026-11-21T22:30:00Z'),
    to: Date.parse('2026-11-21T23:10:00Z'),
  });
});

test('a day that is over is a file of sums; its lines are gone', async () => {
  const folder = await aFolder();
  const record = await openAt(folder, '2026-11-21T22:59:00Z');
  await watch(record, '2026-11-21T22:59:00Z', '2026-11-21T23:01:00Z', 'ok');
  expect((await readdir(join(folder, 'days'))).sort()).toEqual(['2026-11-21.json', '2026-11-22.jsonl']);
});

test('a crash between sums and lines counts nothing twice, and one in the midst of a line loses that line alone', async () => {
  const folder = await aFolder();
  const record = await openAt(folder, '2026-11-21T22:50:00Z');
  await watch(record, '2026-11-21T22:50:00Z', '2026-11-21T23:05:00Z', 'ok');
  const lines = await readFile(join(folder, 'days/2026-11-22.jsonl'), 'utf8');
  await writeFile(join(folder, 'days/2026-11-21.jsonl'), lines.replaceAll('17954', '17953'));
  await appendFile(join(folder, 'days/2026-11-22.jsonl'), '{"at":179');
  const again = await openAt(folder, '2026-11-21T23:05:00Z');
  await again.take(look(Date.parse('2026-11-21T23:05:00Z'), 'ok'));
  expect(again.days('2026-11-22').at(-2)).toEqual(record.days('2026-11-22').at(-2));
  expect(secondsOf(again, '2026-11-22')?.ok).toBe(300);
  expect(secondsOf(await openAt(folder, '2026-11-21T23:06:00Z'), '2026-11-22')?.ok).toBe(300);
});

test('a clock that is set back writes nothing again', async () => {
  const record = await openAt(await aFolder(), '2026-11-22T08:00:00Z');
  await watch(record, '2026-11-22T08:00:00Z', '2026-11-22T08:10:00Z', 'ok');
  await watch(record, '2026-11-22T08:00:00Z', '2026-11-22T08:10:00Z', 'failed');
  expect(secondsOf(record, '2026-11-22')).toEqual({ ok: 570, slow: 0, failed: 0 });
});

test('days before the last 90 are forgotten, on disk too', async () => {
  const folder = await aFolder();
  const record = await openAt(folder, '2026-08-01T08:00:00Z');
  await watch(record, '2026-08-01T08:00:00Z', '2026-08-01T08:02:00Z', 'ok');
  await watch(record, '2026-08-02T08:00:00Z', '2026-08-02T08:02:00Z', 'ok');
  const last = addDays('2026-08-01', keptDays - 1);
  await record.take(look(Date.parse(`${last}T08:00:00Z`), 'ok'));
  expect(record.days(last)[0]).toMatchObject({ day: '2026-08-01', parts: { files: { ok: 90 } } });
  const next = addDays(last, 1);
  await record.take(look(Date.parse(`${next}T08:00:00Z`), 'ok'));
  expect((await readdir(join(folder, 'days'))).filter((name) => name < '2026-08-02')).toEqual([]);
  expect(record.days(dayOf(new Date(`${next}T08:00:00Z`)))[0]?.day).toBe('2026-08-02');
});

test('what cannot be written is seen all the same', async () => {
  const folder = await aFolder();
  const record = await openAt(folder, '2026-11-22T08:00:00Z');
  await writeFile(join(folder, 'days/2026-11-22.jsonl'), '');
  await rm(join(folder, 'days'), { recursive: true });
  await expect(record.take(look(Date.parse('2026-11-22T08:00:00Z'), 'ok'))).rejects.toThrow('ENOENT');
  expect(record.at(Date.parse('2026-11-22T08:00:10Z')).live.state).toBe('ok');
});

test('a day is called by its worst, and one that was hardly looked at by nothing', () => {
  const hour = 3600;
  expect(wordOf({ ok: 24 * hour, slow: 0, failed: 0 }, 24 * hour)).toBe('ok');
  expect(wordOf({ ok: 11 * hour, slow: 0, failed: 0 }, 24 * hour)).toBe('unknown');
  expect(wordOf({ ok: 20 * hour, slow: 299, failed: 0 }, 24 * hour)).toBe('ok');
  expect(wordOf({ ok: 20 * hour, slow: 300, failed: 0 }, 24 * hour)).toBe('slow');
  expect(wordOf({ ok: 60, slow: 0, failed: 30 }, 24 * hour)).toBe('failed');
});
