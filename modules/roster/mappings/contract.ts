import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line, OneOf } from '#kernel/contract/types.ts';

const Kind = OneOf(['pupil', 'teacher', 'staff', 'guardian']);
const Column = T.Union([Line(200), T.Array(Line(200), { maxItems: 20 })]);

/** What a column of a free table can mean (formats/column-mapping.ts). */
export const columnWords = [
  'sourceId',
  'lastName',
  'firstName',
  'callName',
  'fullName',
  'birthDate',
  'gender',
  'shortName',
  'email',
  'handle',
  'class',
  'classes',
  'leadsClasses',
  'groups',
  'courses',
  'role',
  'status',
  'phone',
  'street',
  'postcode',
  'town',
  'childId',
  'childLastName',
  'childFirstName',
  'childBirthDate',
  'childClass',
] as const;
export type ColumnWord = (typeof columnWords)[number];

/** How the columns of one free table are to be understood. */
export const Mapping = T.Object({
  name: T.String({ maxLength: 100 }),
  rows: OneOf(['pupil', 'teacher', 'staff', 'guardian', 'by_role']),
  columns: T.Object(
    // fromEntries forgets the keys
    Object.fromEntries(columnWords.map((word) => [word, T.Optional(Column)])) as Record<ColumnWord, T.TOptional<typeof Column>>,
  ),
  roles: T.Optional(T.Record(T.String({ maxLength: 100 }), Kind)),
  activeStatus: T.Optional(T.Array(T.String({ maxLength: 100 }), { maxItems: 50 })),
  ignoredStatus: T.Optional(T.Array(T.String({ maxLength: 100 }), { maxItems: 50 })),
  listSeparator: T.Optional(T.String({ minLength: 1, maxLength: 3 })),
  complete: T.Optional(T.Boolean()),
  encoding: T.Optional(OneOf(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'])),
  separator: T.Optional(OneOf([',', ';', '\t', '|'])),
});

/** The school's saved mappings and the presets. */
export const mappingsContract = contract({
  method: 'GET',
  path: '/roster/mappings',
  summary: 'Saved column mappings of the school, and the named presets.',
  answer: T.Object({ saved: T.Array(T.Object({ id: Id, mapping: Mapping })), presets: T.Array(Mapping) }),
});

export const saveMappingContract = contract({
  method: 'PUT',
  path: '/roster/mappings',
  summary: 'Saves a column mapping under its name; the same name is written over.',
  body: T.Object({ mapping: Mapping }),
  answer: T.Object({ id: Id }),
});

export const removeMappingContract = contract({
  method: 'DELETE',
  path: '/roster/mappings/:mappingId',
  summary: 'Forgets a saved column mapping.',
  params: T.Object({ mappingId: Id }),
  answer: T.Object({}),
});
