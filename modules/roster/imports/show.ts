import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { namesOf } from '#modules/people/public.ts';
import { searchNameOf } from '../apply/store-plan.ts';
import { applySteps } from '../apply/write-plan.ts';
import type { entriesContract, importContract, listContract, questionsContract } from '../contract.ts';
import { bindColumns, columnFields } from '../formats/column-mapping.ts';
import type { DetectedTable } from '../formats/detected.ts';
import { failedOf, importNow } from './dead.ts';
import { sayProblem } from './problems.ts';
import { filesOf, type ImportState, lastApplied } from './rows.ts';

const working: readonly ImportState[] = ['reading', 'applying', 'undoing'];

/** One import as its page shows it; the problems in the caller's words. */
export async function showImport(ctx: Ctx, importId: string): Promise<Answer<typeof importContract>> {
  return ctx.read(async (db) => {
    const row = await importNow(ctx, db, importId);
    const files = await filesOf(db, importId);
    const last = await lastApplied(db);
    const names = row.madeBy === null ? null : await namesOf(db, [row.madeBy]);
    return {
      id: row.id,
      state: row.state,
      formatWanted: row.formatWanted,
      format: row.format,
      mappings: row.mappings,
      files: files.map(({ id, name, sizeBytes }) => ({ id, name, sizeBytes })),
      tables: (row.detected?.tables ?? []).map(withFields),
      problems: row.problems.map((problem) => ({ ...problem, message: sayProblem(ctx.say, ctx.language, problem) })),
      counts: row.counts,
      perClass: row.perClass ?? [],
      stops: row.stops ?? [],
      sets: row.sets,
      continued: row.continued ?? [],
      digest: row.digest,
      progress: working.includes(row.state)
        ? { step: row.step ?? 'files', done: row.stepDone, total: row.state === 'applying' ? applySteps.length : 2 }
        : null,
      failure: row.failure,
      madeBy: (row.madeBy && names?.get(row.madeBy)?.name) || null,
      madeAt: row.madeAt.toISOString(),
      appliedAt: row.appliedAt?.toISOString() ?? null,
      undoneAt: row.undoneAt?.toISOString() ?? null,
      canUndo: last?.id === row.id && last.canUndo,
    };
  });
}

/** Says of each column which field it feeds. */
function withFields(table: DetectedTable): Answer<typeof importContract>['tables'][number] {
  const { bound } = bindColumns({ headers: table.columns.map(({ name }) => name) }, table.mapping);
  const fieldAt = new Map(columnFields.flatMap((field) => (bound[field] ?? []).map(({ index }) => [index, field] as const)));
  return { ...table, columns: table.columns.map((column, at) => ({ ...column, field: fieldAt.get(at) ?? null })) };
}

/** Imports of the school, newest first; those nobody uploaded anything to are left out. */
export async function listImports(ctx: Ctx, page: Query<typeof listContract>): Promise<Answer<typeof listContract>> {
  return ctx.read(async (db) => {
    const query = db
      .selectFrom('roster.import as i')
      .leftJoin('people.pub_person as p', (join) =>
        join.onRef('p.school_id', '=', 'i.school_id').on((is) => is('p.id', '=', is.ref('i.made_by'))),
      )
      .where('i.school_id', '=', db.schoolId)
      .where('i.state', '<>', 'open')
      .select(['i.id', 'i.state', 'i.format', 'i.counts', 'i.made_at', 'i.applied_at', 'i.undone_at', 'p.name as made_by'])
      .select(
        sql<string[]>`array(select f.name from roster.file f where f.school_id = i.school_id and f.import_id = i.id order by f.id)`.as(
          'files',
        ),
      )
      .select(sql<string>`to_char(i.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('place'));
    const last = await lastApplied(db);
    const { items, next } = await paged(
      query,
      [
        { column: 'i.made_at', type: 'timestamptz', of: (row) => row.place },
        { column: 'i.id', type: 'uuid', of: (row) => row.id },
      ],
      page,
      'desc',
    );
    const failed = await failedOf(ctx, db, items);
    type Item = Answer<typeof listContract>['items'][number];
    return {
      items: items.map((row) => ({
        id: row.id,
        // the table's own checks, and what storePlan wrote
        state: failed.has(row.id) ? 'failed' : (row.state as Item['state']),
        format: row.format as Item['format'],
        counts: row.counts as Item['counts'],
        files: row.files,
        madeBy: row.made_by,
        madeAt: row.made_at.toISOString(),
        appliedAt: row.applied_at?.toISOString() ?? null,
        undoneAt: row.undone_at?.toISOString() ?? null,
        canUndo: last?.id === row.id && last.canUndo,
      })),
      next,
    };
  });
}

/** People of a difference, in the order of the source; `q` finds by the beginnings of words of name and class. */
export async function listEntries(
  ctx: Ctx,
  importId: string,
  { kind, class: className, q, ...page }: Query<typeof entriesContract>,
): Promise<Answer<typeof entriesContract>> {
  return ctx.read(async (db) => {
    await importNow(ctx, db, importId);
    let query = db
      .selectFrom('roster.entry as e')
      .where('e.school_id', '=', db.schoolId)
      .where('e.import_id', '=', importId)
      .select(['e.id', 'e.kind', 'e.role', 'e.name', 'e.class_name', 'e.changes', 'e.place']);
    if (kind !== undefined) query = query.where('e.kind', '=', kind);
    if (className !== undefined) query = query.where('e.class_name', '=', className);
    for (const word of searchNameOf(q ?? '').split(' '))
      if (word !== '') query = query.where(sql<boolean>`position(${` ${word}`} in ' ' || e.search_name) > 0`);
    const { items, next } = await paged(
      query,
      [
        { column: 'e.place', type: 'int', of: (row) => row.place },
        { column: 'e.id', type: 'uuid', of: (row) => row.id },
      ],
      page,
    );
    type Item = Answer<typeof entriesContract>['items'][number];
    return {
      items: items.map((row) => ({
        id: row.id,
        kind: row.kind as Item['kind'], // by the table's own check
        role: row.role as Item['role'], // a kind of row
        name: row.name,
        className: row.class_name,
        changes: row.changes as Item['changes'], // JSON as storeEntries wrote it
      })),
      next,
    };
  });
}

/** The questions of an import in the order of the source, with everybody who comes into question. */
export async function listQuestions(
  ctx: Ctx,
  importId: string,
  page: Query<typeof questionsContract>,
): Promise<Answer<typeof questionsContract>> {
  return ctx.read(async (db) => {
    await importNow(ctx, db, importId);
    const query = db
      .selectFrom('roster.question as q')
      .where('q.school_id', '=', db.schoolId)
      .where('q.import_id', '=', importId)
      .select(['q.id', 'q.answered', 'q.answer_id', 'q.row', 'q.place'])
      .select(
        sql<
          Answer<typeof questionsContract>['items'][number]['candidates']
        >`coalesce((select jsonb_agg(c.facts || jsonb_build_object('personId', c.person_id, 'hasLeft', c.facts->>'status' = 'left') order by c.id)
          from roster.candidate c where c.school_id = q.school_id and c.question_id = q.id), '[]')`.as('candidates'),
      );
    const { items, next } = await paged(
      query,
      [
        { column: 'q.place', type: 'int', of: (row) => row.place },
        { column: 'q.id', type: 'uuid', of: (row) => row.id },
      ],
      page,
    );
    type Row = Answer<typeof questionsContract>['items'][number]['row'];
    return {
      items: items.map(({ id, answered, answer_id, row, candidates }) => ({
        id,
        answered,
        answerId: answer_id,
        row: row as Row, // JSON as storeQuestions wrote it
        candidates,
      })),
      next,
    }; // storeQuestions wrote it
  });
}
