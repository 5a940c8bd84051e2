import { expect, test } from 'vitest';
import { checkUses, type ModuleFacts } from './uses.ts';

const files: ModuleFacts = { id: 'files', uses: [], schemas: ['files'] };
const work: ModuleFacts = { id: 'class-work', uses: ['files'], schemas: ['class_work'] };
const clean: Record<string, string> = {
  'modules/files/public.ts': 'export const namesOf = () => [];\n',
  'modules/files/queries.ts': "export const q = (db: Db) => db.selectFrom('files.file as f').select('f.id');\n",
  'modules/class-work/hand-in.ts': "import { namesOf } from '../files/public.ts';\nexport const handIn = namesOf;\n",
  'modules/class-work/migrations/0001-work.sql':
    "-- files.file is not ours\ncreate table class_work.work (person_id uuid references people.person, note text default 'files.file');\n",
  'modules/class-work/tests/build.ts': "import { aFile } from '#modules/files/tests/build.ts';\nexport const aWork = aFile;\n",
};

function check(changes: Record<string, string>, modules: ModuleFacts[] = [files, work]): string[] {
  return checkUses(modules, new Map(Object.entries({ ...clean, ...changes })));
}

test('modules that keep to their manifests pass', () => {
  expect(check({})).toEqual([]);
});

test('an import of a module that is not in uses is found, also a dynamic one', () => {
  const found = 'modules/files/a.ts: imports modules/class-work/public.ts, but “class-work” is not in its uses';
  expect(check({ 'modules/files/a.ts': "import '#modules/class-work/public.ts';\n" })).toEqual([found]);
  expect(check({ 'modules/files/a.ts': "const a = await import('../class-work/public.ts');\n" })).toEqual([found]);
});

test('an import past the public face is found', () => {
  expect(check({ 'modules/class-work/a.ts': "import '#modules/files/queries.ts';\n" })).toEqual([
    'modules/class-work/a.ts: imports modules/files/queries.ts, which is not a public face',
  ]);
});

test.each([
  ['a migration', 'migrations/0002-a.sql', 'create view class_work.a as select * from files.file;\n'],
  [
    'Kysely',
    'queries.ts',
    "const q = (db: Db) => db.selectFrom('class_work.work as w').innerJoin('files.file as f', 'f.id', 'w.file_id');\n",
  ],
  ['a list for Kysely', 'queries.ts', "const q = (db: Db) => db.selectFrom(['files.file as f']);\n"],
  ['a list in written SQL', 'queries.ts', 'const q = sql`select 1 from class_work.work w, files.file f`;\n'],
  ['written SQL', 'queries.ts', 'const q = sql`select 1 from "files"."file"`;\n'],
])('a table of another module in %s is found', (_where, file, text) => {
  expect(check({ [`modules/class-work/${file}`]: text })).toEqual([
    `modules/class-work/${file}: files.file belongs to “files”; only its pub_ views are open to others`,
  ]);
});

test('a pub_ view is open to who has the module in uses, and to nobody else', () => {
  const query = "const q = (db: Db) => db.selectFrom('files.pub_file as f');\n";
  expect(check({ 'modules/class-work/queries.ts': query })).toEqual([]);
  expect(check({ 'modules/files/a.ts': query.replace('files.pub_file', 'class_work.pub_work') })).toEqual([
    'modules/files/a.ts: reads class_work.pub_work, but “class-work” is not in its uses',
  ]);
});

test('a foreign key to another table than a person, group or course is found', () => {
  const people: ModuleFacts = { id: 'people', uses: [], schemas: ['people'] };
  const sql = 'create table files.a (b uuid references people.relation, c uuid references people.person);\n';
  expect(check({ 'modules/people/public.ts': '', 'modules/files/migrations/0001-a.sql': sql }, [files, work, people])).toEqual([
    'modules/files/migrations/0001-a.sql: people.relation belongs to “people”; only its pub_ views are open to others',
  ]);
});

test('a table of the kernel is found, its domain is not', () => {
  expect(
    check({
      'modules/files/migrations/0001-a.sql':
        'create table files.a (b kernel.person_id, c uuid references kernel.outbox, d uuid references kernel.school);\n',
    }),
  ).toEqual(['modules/files/migrations/0001-a.sql: kernel.outbox is a table of the kernel']);
});

test('rights, events and aliases with a dot are no tables', () => {
  const text =
    "const right = 'files.read';\nconst q = (db: Db) => db.selectFrom('class_work.work as files').select('files.id').where('files.id', '=', 1);\n";
  expect(check({ 'modules/class-work/queries.ts': text })).toEqual([]);
});

test('uses of what does not exist, of what is not needed, and in a circle are found', () => {
  expect(check({}, [files, { ...work, uses: ['files', 'gone'] }])).toEqual(['class-work: uses “gone”, which does not exist']);
  expect(check({ 'modules/class-work/hand-in.ts': '' })).toEqual(['class-work: uses “files”, but no file of it does']);
  expect(check({ 'modules/files/a.ts': "import '#modules/class-work/public.ts';\n" }, [{ ...files, uses: ['class-work'] }, work])).toEqual([
    'uses goes in a circle: files → class-work → files',
  ]);
});

test('a folder in no list, and a listed module without a folder, are found', () => {
  expect(check({ 'modules/chat/module.ts': '' })).toEqual(['modules/chat is in no list of modules']);
  expect(check({}, [files, work, { id: 'chat', uses: [], schemas: ['chat'] }])).toEqual(['chat: there is no file below modules/chat']);
});
