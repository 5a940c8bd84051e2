import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Platform } from '#kernel/http/platform.ts';
import { backgroundCtx } from '#kernel/http/school-ctx.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { type ImportResult, importFiles, isRosterFormat, undoLastImport } from '#modules/roster/public.ts';
import { type Command, exit, type Output, UsageError } from './command.ts';
import { schoolFor } from './school-for.ts';

/** `roster import`: reads files, says what would change and, with --apply, changes it; --part says that lists name a part of the school only. Exit 0 clean, 1 errors in the files, 2 stopped or unsure. */
export const rosterImport: Command = {
  name: 'roster import',
  summary: 'Reads the school’s data and shows what would change; --apply takes it over.',
  usage:
    'roster import --school S [--format auto|csv|xlsx|svws|enm|schild|logineo|oneroster] FILE… [--mapping NAME] [--part] [--apply] [--json]',
  run: async (platform, args, output) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        school: { type: 'string' },
        format: { type: 'string', default: 'auto' },
        mapping: { type: 'string' },
        part: { type: 'boolean', default: false },
        apply: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { format, mapping, part, apply, json } = values;
    if (format !== 'auto' && !isRosterFormat(format)) throw new UsageError(`unknown format: ${format}`);
    if (positionals.length === 0) throw new UsageError('name at least one file');
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
    const result = await importFiles(ctx, files, { format, mapping: mapping ?? null, isPart: part, apply });
    if (json)
      output.out(JSON.stringify({ applied: result.applied, counts: result.counts, perClass: result.perClass, problems: result.problems }));
    else describe(result, output);
    if (result.hasErrors) return exit.badInput;
    return result.stops.length > 0 || result.counts.unsure > 0 ? exit.stopped : exit.clean;
  },
};

/** `roster undo`: takes the last import back. Exit 0, or 1 when there is none to take back. */
export const rosterUndo: Command = {
  name: 'roster undo',
  summary: 'Takes the last import back as one step.',
  usage: 'roster undo --school S [--json]',
  run: async (platform, args, output) => {
    const { values } = parseArgs({ args: [...args], options: { school: { type: 'string' }, json: { type: 'boolean', default: false } } });
    const ctx = await ctxOf(platform, values.school, output);
    if (ctx === null) return exit.badInput;
    const { persons, courses, groups } = await undoLastImport(ctx);
    if (values.json) output.out(JSON.stringify({ undone: true, kept: { persons, courses, groups } }));
    else {
      output.out('Der letzte Import ist zurückgenommen.');
      for (const { name } of persons) output.out(`  gesperrt statt entfernt, weil inzwischen etwas daran hängt: ${name}`);
    }
    return exit.clean;
  },
};

async function ctxOf(platform: Platform, slug: string | undefined, output: Output): Promise<SchoolCtx | null> {
  if (slug === undefined) throw new UsageError('name the school: --school S');
  const school = await schoolFor(platform, slug, output.err);
  return school === null ? null : backgroundCtx(platform, school);
}

function describe(
  { applied, counts, perClass, problems, stops, questions, continued, isPartial }: ImportResult,
  { out, err }: Output,
): void {
  for (const { file, line, column, message } of problems)
    err(`${[file, line && `Zeile ${line}`, column].filter(Boolean).join(', ')}: ${message}`);
  out(
    `${applied ? 'Übernommen' : 'Probelauf, nichts geändert'}. Danach: ${counts.pupils} Lernende, ${counts.teachers} Lehrkräfte, ${counts.guardians} Eltern, ${counts.groups} Gruppen, ${counts.courses} Kurse, ${counts.memberships} Kursplätze`,
  );
  out(`Neu ${counts.new}, geändert ${counts.changed}, gewechselt ${counts.moved}, gegangen ${counts.leaving}, unklar ${counts.unsure}`);
  if (isPartial) out('Die Listen nennen nur einen Teil der Schule: Wer in ihnen fehlt, bleibt.');
  for (const { from, to } of continued) out(from === to ? `  ${from} geht weiter` : `  ${from} geht als ${to} weiter`);
  for (const row of perClass) {
    const parts = [
      row.new && `${row.new} neu`,
      row.changed && `${row.changed} geändert`,
      row.movedIn && `${row.movedIn} herein`,
      row.movedOut && `${row.movedOut} hinaus`,
      row.leaving && `${row.leaving} gehen`,
      row.unsure && `${row.unsure} unklar`,
    ];
    if (parts.some(Boolean)) out(`  ${row.class}: ${row.pupils} Lernende, ${parts.filter(Boolean).join(', ')}`);
  }
  for (const { name, what, gone, of } of stops)
    err(
      `Angehalten: ${name || what}: ${gone} von ${of} würden gehen oder wechseln. Bestätigen kann das die Schule auf der Seite „Import“.`,
    );
  for (const { row, candidates } of questions)
    err(
      `Unklar: ${row.firstName} ${row.lastName} (${row.entryClass ?? '–'}): schon da als ${candidates.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(' oder ')}? Das fragt die Seite „Import“.`,
    );
}
