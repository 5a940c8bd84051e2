import { sql } from 'kysely';
import { newId } from '#kernel/ids/id.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import { applySnapshot } from '../apply/apply.ts';
import { type Kept, undoLast } from '../apply/undo.ts';
import { type RosterFormat, type RosterSnapshot, rosterFormats } from '../formats/snapshot.ts';
import type { RosterFile } from '../formats/unzip.ts';
import { mappingNamed } from '../mappings/saved-mappings.ts';
import type { ContinuedClass } from '../plan/continued-classes.ts';
import type { ClassCounts, Counts } from '../plan/counts.ts';
import type { Question } from '../plan/match-persons.ts';
import type { Stop } from '../plan/stops.ts';
import { refusals } from '../refusals.ts';
import { compareWith, readFor } from './compare.ts';
import { requireIdle } from './dead.ts';
import { knownClasses } from './known-classes.ts';
import { allProblems, sayProblem } from './problems.ts';
import { lastApplied } from './rows.ts';

/** What came of an import in one go. */
export interface ImportResult {
  applied: boolean;
  counts: Counts;
  perClass: ClassCounts[];
  problems: { file: string; line: number | null; column: string | null; code: string; message: string }[];
  /** The files have errors; nothing was compared. */
  hasErrors: boolean;
  stops: Stop[];
  questions: Question[];
  /** Classes of the year before that go on as others. */
  continued: ContinuedClass[];
  /** Lists were read of which nobody said that they name everybody: nobody leaves by them. */
  isPartial: boolean;
}

/** Says nothing about the school. With it the comparison tells how the school stands. */
const silence: RosterSnapshot = {
  source: { format: 'csv', schoolNumber: null, schoolYear: null, halfYear: null },
  complete: { pupils: false, teachers: false, guardians: false, classes: false, courses: false },
  persons: [],
  classes: [],
  groups: [],
  courses: [],
  memberships: [],
  relations: [],
};

/**
 * Reads files, compares and, if wanted and nothing stands against it, applies, without anybody at a page. What is unsure or would make too many leave is
 * never applied here: a human decides that at the page.
 *
 * @param wish.isPart  lists (CSV, XLSX) name a part of the school only: nobody leaves by them. Else they name everybody, unless the named mapping says otherwise
 * @throws `roster.unknown_mapping` (422), `roster.busy` (409)
 */
export async function importFiles(
  ctx: SchoolCtx,
  files: readonly RosterFile[],
  wish: { format: RosterFormat | 'auto'; mapping: string | null; isPart?: boolean; apply: boolean; onStep?: (step: string) => void },
): Promise<ImportResult> {
  const { classes, mapping } = await ctx.read(async (db) => ({
    classes: await knownClasses(db),
    mapping: wish.mapping === null ? null : ((await mappingNamed(db, wish.mapping)) ?? { missing: wish.mapping }),
  }));
  if (mapping !== null && 'missing' in mapping) throw refusals.unknownMapping({ name: mapping.missing });
  const { snapshot, problems, detected } = await readFor(ctx, files, {
    format: wish.format,
    mappings: mapping && [mapping],
    complete: wish.isPart ? false : 'as_usual',
    knownClasses: classes,
  });
  const inWords = (notes: Parameters<typeof allProblems>[1]) =>
    allProblems(problems, notes).map((problem) => ({
      file: problem.file,
      line: problem.line,
      column: problem.column,
      code: problem.code,
      message: sayProblem(ctx.say, 'de', problem),
    }));
  if (snapshot === null || problems.some(({ severity }) => severity === 'error')) {
    const { plan } = await ctx.read((db) => compareWith(ctx, db, silence, new Map()));
    return {
      applied: false,
      counts: plan.counts,
      perClass: plan.perClass,
      problems: inWords([]),
      hasErrors: true,
      stops: [],
      questions: [],
      continued: [],
      isPartial: false,
    };
  }
  const { plan } = await ctx.read((db) => compareWith(ctx, db, snapshot, new Map()));
  const result = {
    counts: plan.counts,
    perClass: plan.perClass,
    problems: inWords(plan.notes),
    hasErrors: false,
    stops: plan.stops,
    questions: plan.questions,
    continued: plan.continued,
    isPartial: detected.tables.some((table) => table.mapping.complete !== true),
  };
  if (!wish.apply || plan.stops.length > 0 || plan.questions.length > 0) return { ...result, applied: false };
  await ctx.write(async (db) => {
    await requireIdle(ctx, db);
    const importId = newId();
    const now = ctx.now();
    await sql`insert into roster.import (school_id, id, state, format_wanted, format, made_at, touched_at)
      values (${db.schoolId}, ${importId}, 'applying', ${wish.format}, ${snapshot.source.format}, ${now}, ${now})`.execute(db);
    for (const file of files) {
      await sql`insert into roster.file (school_id, id, import_id, name, size_bytes) values (${db.schoolId}, ${newId()}, ${importId}, ${file.name}, ${file.bytes.byteLength})`.execute(
        db,
      );
    }
    await applySnapshot(ctx, db, {
      importId,
      snapshot,
      answers: new Map(),
      confirmed: false,
      digest: null,
      step: async (step) => wish.onStep?.(step),
    });
  });
  return { ...result, applied: true };
}

/**
 * Takes the last import back, whatever it was.
 *
 * @throws `roster.undo_over` (409), `roster.busy` (409)
 */
export async function undoLastImport(ctx: SchoolCtx): Promise<Kept> {
  return ctx.write(async (db) => {
    await requireIdle(ctx, db);
    const last = await lastApplied(db);
    if (last === null) throw refusals.undoOver();
    return undoLast(ctx, db, last.id);
  });
}

/** Whether a word names a format of rosters. */
export function isRosterFormat(word: string): word is RosterFormat {
  return (rosterFormats as readonly string[]).includes(word); // a wider view of the same list
}
