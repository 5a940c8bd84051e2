import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { importTimetable, type Period, setGrid, type TimetableImport, undoTimetable } from '#modules/timetable/public.ts';
import { type Command, exit, type Output, UsageError } from './command.ts';
import { schoolFor } from './school-for.ts';

/**
 * `timetable import`: reads Untis' files, says what would change and, with --apply, changes it. Exit 0 clean, 1 errors in the files, 2 when it is not sure of
 * something; that stands in the plan by its name until --course says which is meant.
 */
export const timetableImport: Command = {
  name: 'timetable import',
  summary: 'Reads Untis’ timetable (GPU001–GPU006) and shows what would change; --apply takes it over.',
  usage: 'timetable import --school S FILE… [--part | --whole] [--from YYYY-MM-DD] [--course "CLASS/SUBJECT=COURSE"]… [--apply] [--json]',
  run: async (platform, args, output) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        school: { type: 'string' },
        part: { type: 'boolean', default: false },
        whole: { type: 'boolean', default: false },
        from: { type: 'string' },
        course: { type: 'string', multiple: true, default: [] },
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) throw new UsageError('name at least one file');
    if (values.part && values.whole) throw new UsageError('a file names a part of the plan or the whole of it, not both');
    const chosen = new Map(values.course.map(readChoice));
    const ctx = await ctxOf(platform, values.school, output);
    if (ctx === null) return exit.badInput;
    const files = [];
    for (const path of positionals) {
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null) {
        output.err(`Cannot read ${path}`);
        return exit.badInput;
      }
      files.push({ name: basename(path), bytes });
    }
    const { apply, part: isPart, whole: isWhole, from } = values;
    const result = await importTimetable(ctx, files, { apply, isPart, isWhole, chosen, ...(from !== undefined && { from }) });
    const { applied, counts, problems } = result;
    if (values.json) output.out(JSON.stringify({ applied, counts, problems }));
    else describe(result, output);
    if (result.hasErrors) return exit.badInput;
    return counts.unsure > 0 ? exit.stopped : exit.clean;
  },
};

/** `timetable undo`: takes the last import of the timetable back. Exit 0, or 1 when there is none to take back. */
export const timetableUndo: Command = {
  name: 'timetable undo',
  summary: 'Takes the last import of the timetable back as one step.',
  usage: 'timetable undo --school S [--json]',
  run: async (platform, args, output) => {
    const { values } = parseArgs({ args: [...args], options: { school: { type: 'string' }, json: { type: 'boolean', default: false } } });
    const ctx = await ctxOf(platform, values.school, output);
    if (ctx === null) return exit.badInput;
    const { removed, restored } = await undoTimetable(ctx);
    if (values.json) output.out(JSON.stringify({ undone: true, removed, restored }));
    else output.out(`Der letzte Import ist zurückgenommen: ${removed} Einträge entfernt, ${restored} wiederhergestellt.`);
    return exit.clean;
  },
};

/** `timetable grid`: sets the times of the school's default grid. Exit 0, or 1 when the times do not fit. */
export const timetableGrid: Command = {
  name: 'timetable grid',
  summary: 'Sets the times of the school’s periods.',
  usage: 'timetable grid --school S NUMBER=HH:MM-HH:MM…',
  run: async (platform, args, output) => {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { school: { type: 'string' } } });
    if (positionals.length === 0) throw new UsageError('name at least one period, 1=07:55-08:40');
    const periods = positionals.map(readPeriod);
    const ctx = await ctxOf(platform, values.school, output);
    if (ctx === null) return exit.badInput;
    await setGrid(ctx, periods);
    output.out(`Das Stundenraster hat ${periods.length} Stunden.`);
    return exit.clean;
  },
};

async function ctxOf(platform: Platform, slug: string | undefined, output: Output): Promise<SchoolCtx | null> {
  if (slug === undefined) throw new UsageError('name the school: --school S');
  const school = await schoolFor(platform, slug, output.err);
  if (school === null) return null;
  if (!school.modulesOff.has('timetable')) return backgroundCtx(platform, school);
  output.err(platform.say('de', 'timetable:holidays.moduleOff', { slug }));
  return null;
}

function readChoice(text: string): [asked: string, name: string] {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UsageError(`no choice of a course: ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function readPeriod(text: string): Period {
  const [, number, starts, ends] = /^(\d|1\d|20)=((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(text) ?? [];
  if (number === undefined || starts === undefined || ends === undefined) throw new UsageError(`no period: ${text}`);
  return { number: Number(number), starts, ends };
}

function describe({ applied, counts, problems }: TimetableImport, { out, err }: Output): void {
  for (const { file, row, column, message } of problems)
    err(
      `${[file, row === null ? null : `Zeile ${row}`, column === null ? null : `Spalte ${column}`].filter(Boolean).join(', ')}: ${message}`,
    );
  out(
    `${applied ? 'Übernommen' : 'Probelauf, nichts geändert'}. ${counts.rows} Zeilen: ${counts.lessons} Unterrichte, ${counts.courses} Kurse, ${counts.teachers} Lehrkräfte, ${counts.rooms} Räume`,
  );
  out(
    `Neu ${counts.new}, geändert ${counts.changed}, entfallen ${counts.cancelled}, unklar ${counts.unsure}, Platzhalter ${counts.placeholders}`,
  );
}
