import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';
import { columnWords, Mapping } from './mappings/contract.ts';

export const formatWords = ['csv', 'xlsx', 'svws', 'enm', 'schild', 'logineo', 'oneroster'] as const;
const Format = OneOf([...formatWords]);
const States = OneOf(['open', 'reading', 'read', 'applying', 'applied', 'undoing', 'undone', 'failed']);
const Kind = OneOf(['pupil', 'teacher', 'staff', 'guardian']);

export const Counts = T.Object({
  pupils: T.Integer(),
  teachers: T.Integer(),
  guardians: T.Integer(),
  groups: T.Integer(),
  courses: T.Integer(),
  memberships: T.Integer(),
  new: T.Integer(),
  changed: T.Integer(),
  moved: T.Integer(),
  leaving: T.Integer(),
  unsure: T.Integer(),
});

const ClassCounts = T.Object({
  class: T.String(),
  pupils: T.Integer(),
  new: T.Integer(),
  changed: T.Integer(),
  movedIn: T.Integer(),
  movedOut: T.Integer(),
  leaving: T.Integer(),
  unsure: T.Integer(),
});

const Problem = T.Object({
  file: T.String(),
  line: Nullable(T.Integer()),
  column: Nullable(T.String()),
  code: T.String(),
  severity: OneOf(['error', 'warning']),
  message: T.String(),
});

const Table = T.Object({
  file: T.String(),
  sheet: Nullable(T.String()),
  encoding: Nullable(T.String()),
  separator: Nullable(T.String()),
  /** `field`: what the column means by the mapping that was used. */
  columns: T.Array(T.Object({ name: T.String(), dropped: T.Boolean(), field: Nullable(OneOf([...columnWords])) })),
  sample: T.Array(T.Array(T.String())),
  rows: T.Integer(),
  mapping: Mapping,
  confidence: T.Number(),
  preset: Nullable(T.String()),
});

const Import = T.Object({
  id: Id,
  state: States,
  formatWanted: T.Union([T.Literal('auto'), Format]),
  format: Nullable(Format),
  mappings: Nullable(T.Array(Mapping)),
  files: T.Array(T.Object({ id: Id, name: T.String(), sizeBytes: T.Integer() })),
  tables: T.Array(Table),
  problems: T.Array(Problem),
  counts: Nullable(Counts),
  perClass: T.Array(ClassCounts),
  stops: T.Array(T.Object({ what: T.String(), name: T.String(), gone: T.Integer(), of: T.Integer() })),
  sets: Nullable(
    T.Object({
      persons: T.Integer(),
      groups: T.Integer(),
      groupsEnded: T.Integer(),
      courses: T.Integer(),
      coursesEnded: T.Integer(),
      joining: T.Integer(),
      going: T.Integer(),
    }),
  ),
  /** Classes of the year before that go on as others, with the pupils who go along. */
  continued: T.Array(T.Object({ from: T.String(), to: T.String(), pupils: T.Integer() })),
  digest: Nullable(T.String()),
  /** Where the work under way is: `done` of `total` steps. */
  progress: Nullable(T.Object({ step: T.String(), done: T.Integer(), total: T.Integer() })),
  /** Why it stopped or failed: a word with a text. */
  failure: Nullable(T.String()),
  madeBy: Nullable(T.String()),
  madeAt: Instant,
  appliedAt: Nullable(Instant),
  undoneAt: Nullable(Instant),
  canUndo: T.Boolean(),
});

const params = T.Object({ importId: Id });
const Begun = T.Object({ importId: Id });

/** An import begins: files can be uploaded to it. */
export const openContract = contract({
  method: 'POST',
  path: '/roster/imports',
  summary: 'Opens a roster import; nothing changes before it is applied.',
  answer: T.Object({ importId: Id }),
});

/** Earlier imports, newest first. */
export const listContract = contract({
  method: 'GET',
  path: '/roster/imports',
  summary: 'Roster imports of the school, newest first.',
  query: T.Object(pageQuery),
  answer: PageOf(
    T.Object({
      id: Id,
      state: States,
      format: Nullable(Format),
      files: T.Array(T.String()),
      counts: Nullable(Counts),
      madeBy: Nullable(T.String()),
      madeAt: Instant,
      appliedAt: Nullable(Instant),
      undoneAt: Nullable(Instant),
      canUndo: T.Boolean(),
    }),
  ),
});

/** One import with everything but the lists of people. */
export const importContract = contract({
  method: 'GET',
  path: '/roster/imports/:importId',
  summary: 'One roster import: files, what was found in them, counts, problems.',
  params,
  answer: Import,
});

export const removeFileContract = contract({
  method: 'DELETE',
  path: '/roster/imports/:importId/files/:fileId',
  summary: 'Takes an uploaded file away again.',
  params: T.Object({ importId: Id, fileId: Id }),
  answer: T.Object({}),
  refusals: ['roster.not_now'],
});

export const discardContract = contract({
  method: 'DELETE',
  path: '/roster/imports/:importId',
  summary: 'Throws away an import that was not applied, with its files.',
  params,
  answer: T.Object({}),
  refusals: ['roster.not_now'],
});

/** Reads the files and compares them with the school; what comes out stands in the import. */
export const readContract = contract({
  method: 'POST',
  path: '/roster/imports/:importId/read',
  summary: 'Reads the uploaded files and compares them with the school (a dry run).',
  params,
  body: T.Object({
    format: T.Union([T.Literal('auto'), Format]),
    mappings: Nullable(T.Array(Mapping, { maxItems: 30 })),
    /** Whether lists name everybody, so that absence means leaving; absent or null: as the mappings say, and never by a guess. */
    complete: T.Optional(Nullable(T.Boolean())),
  }),
  answer: Begun,
  refusals: ['roster.no_files', 'roster.not_now'],
});

/** The people of a difference. */
export const entriesContract = contract({
  method: 'GET',
  path: '/roster/imports/:importId/entries',
  summary: 'People who are new, changed, moved or leaving in an import.',
  params,
  query: T.Object({
    ...pageQuery,
    kind: T.Optional(OneOf(['new', 'changed', 'moved', 'leaving', 'kept'])),
    class: T.Optional(T.String({ maxLength: 100 })),
    q: T.Optional(T.String({ maxLength: 100 })),
  }),
  answer: PageOf(
    T.Object({
      id: Id,
      kind: OneOf(['new', 'changed', 'moved', 'leaving', 'kept']),
      role: Kind,
      name: T.String(),
      className: T.String(),
      changes: T.Array(T.Object({ field: T.String(), from: Nullable(T.String()), to: Nullable(T.String()) })),
    }),
  ),
});

/** Rows that may be somebody who is there already. */
export const questionsContract = contract({
  method: 'GET',
  path: '/roster/imports/:importId/questions',
  summary: 'Rows of which a human must say whether they are somebody known.',
  params,
  query: T.Object(pageQuery),
  answer: PageOf(
    T.Object({
      id: Id,
      answered: T.Boolean(),
      answerId: Nullable(Id),
      row: T.Object({
        name: T.String(),
        kind: Kind,
        birthDate: Nullable(PlainDate),
        className: Nullable(T.String()),
        shortName: Nullable(T.String()),
        file: T.String(),
        line: Nullable(T.Integer()),
      }),
      candidates: T.Array(
        T.Object({
          personId: Id,
          name: T.String(),
          birthDate: Nullable(PlainDate),
          className: Nullable(T.String()),
          shortName: Nullable(T.String()),
          hasLeft: T.Boolean(),
          byHand: T.Boolean(),
        }),
      ),
    }),
  ),
});

/** Says who a row is: one of those offered, or (null) somebody new. After the last answer the comparison is made again. */
export const answerContract = contract({
  method: 'POST',
  path: '/roster/imports/:importId/questions/:questionId/answer',
  summary: 'Answers who a row is.',
  params: T.Object({ importId: Id, questionId: Id }),
  body: T.Object({ personId: Nullable(Id) }),
  answer: T.Object({ open: T.Integer() }),
  refusals: ['roster.not_now', 'roster.not_offered'],
});

/** Applies what was looked at: `digest` names it. */
export const applyContract = contract({
  method: 'POST',
  path: '/roster/imports/:importId/apply',
  summary: 'Applies an import as a whole; `confirmed` says that many may leave.',
  params,
  body: T.Object({ digest: T.String({ maxLength: 100 }), confirmed: T.Boolean() }),
  answer: Begun,
  refusals: ['roster.not_now', 'roster.has_errors', 'roster.changed_since', 'roster.unsure', 'roster.stopped', 'roster.busy'],
});

export const cancelContract = contract({
  method: 'POST',
  path: '/roster/imports/:importId/cancel',
  summary: 'Asks reading or applying to stop before anything is written.',
  params,
  answer: Begun,
});

export const undoContract = contract({
  method: 'POST',
  path: '/roster/imports/:importId/undo',
  summary: 'Takes the last applied import back as one step.',
  params,
  answer: Begun,
  refusals: ['roster.undo_over', 'roster.busy'],
});
