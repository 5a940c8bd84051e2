import { appendFile, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startOfDay } from '#kernel/time/calendar.ts';
import { forEachPart, type Look, type PartId } from '../parts.ts';
import { type DaySum, emptyDay } from './day-sums.ts';
import { notObserved, type Observed } from './observed.ts';
import { replaceFile } from './replace-file.ts';

/** A day that is over, and what was known at its end. */
export interface KeptDay extends DaySum {
  closing: Record<PartId, Observed>;
}

/** The days as files: `2026-11-22.jsonl` while it lasts, `2026-11-21.json` when it is over. */
export interface DayFiles {
  pastDays(): Promise<KeptDay[]>;
  /** Looks of days that are not yet closed, in order. */
  looks(): Promise<Look[]>;
  append(day: string, look: Look): Promise<void>;
  /** Writes the sums, then removes the lines: a crash between leaves both, and the lines are then passed over. */
  close(day: KeptDay): Promise<void>;
  forgetBefore(day: string): Promise<void>;
}

/** Opens the days of a status folder; makes it when it is not there. */
export async function openDayFiles(folder: string): Promise<DayFiles> {
  const days = join(folder, 'days');
  await mkdir(days, { recursive: true, mode: 0o700 });
  const names = async (ending: string) =>
    (await readdir(days)).filter((name) => /^\d{4}-\d\d-\d\d\.jsonl?$/.test(name) && name.endsWith(ending)).sort();
  const lines = await names('.jsonl');
  for (const name of lines) await endLastLine(join(days, name));

  return {
    pastDays: async () => {
      const read = await Promise.all((await names('.json')).map(async (name) => asDay(await readFile(join(days, name), 'utf8'))));
      return read.filter((day) => day !== null);
    },
    looks: async () => {
      const closed = new Set((await names('.json')).map((name) => `${name}l`));
      const texts = await Promise.all(lines.filter((name) => !closed.has(name)).map((name) => readFile(join(days, name), 'utf8')));
      return texts.flatMap((text) => text.split('\n').flatMap(asLook));
    },
    append: (day, look) => appendFile(join(days, `${day}.jsonl`), `${JSON.stringify(look)}\n`, { mode: 0o600 }),
    close: async (day) => {
      await replaceFile(join(days, `${day.day}.json`), JSON.stringify(day));
      await rm(join(days, `${day.day}.jsonl`), { force: true });
    },
    forgetBefore: async (day) => {
      for (const name of await readdir(days))
        if (/^\d{4}-\d\d-\d\d\./.test(name) && name < day) await rm(join(days, name), { force: true });
    },
  };
}

/** A crash may have cut the last line short; what comes next must not hang on to it. */
async function endLastLine(path: string): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    if (bytesRead === 1 && buffer.toString() !== '\n') await file.appendFile('\n');
  } finally {
    await file.close();
  }
}

/** A line as a look; none when it was cut short or is no look of this program. */
function asLook(line: string): Look[] {
  const value = parsed(line);
  if (value === null || typeof value['at'] !== 'number' || typeof value['parts'] !== 'object' || value['parts'] === null) return [];
  const parts: Record<string, unknown> = { ...value['parts'] };
  const seen = forEachPart((part) => {
    const word = parts[part];
    return word === 'ok' || word === 'slow' || word === 'failed' ? word : 'unknown';
  });
  return [{ at: value['at'], parts: seen, waiting: null }];
}

/** The sums of a day; null for a file this program did not write. A part that was not yet looked at then has none. */
function asDay(text: string): KeptDay | null {
  const value = parsed(text);
  if (value === null || typeof value['day'] !== 'string') return null;
  // written by close(), which knows the shape, maybe by an earlier version
  const { day, parts, spells, closing } = value as Partial<KeptDay> & { day: string };
  const empty = emptyDay(day);
  return {
    day,
    parts: { ...empty.parts, ...parts },
    spells: spells ?? [],
    closing: { ...forEachPart(() => notObserved(startOfDay(day).getTime())), ...closing },
  };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
