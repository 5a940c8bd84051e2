import { expect, test } from 'vitest';
import { plantedTree } from './planted-tree.ts';
import { style } from './style.ts';

const clean = {
  'kernel/time/clock.ts': '/** The clock everybody reads. */\nexport function now(): Date {\n  return new Date();\n}\n',
  'modules/files/list.ts': "/** Lists. */\nexport const list = () => ['a'] as const;\n",
  'modules/files/shared-device.css': '',
  'modules/files/web/FileList.tsx': '/** Shows. */\nexport const FileList = () => null;\n',
  'modules/files/tests/list.test.ts': 'console.log(Date.now());\n',
};

test('a clean tree passes', async () => {
  expect(await style.run(plantedTree(clean))).toEqual([]);
});

test.each<[breach: string, file: string, text: string, message: string]>([
  ['a name that says nothing', 'modules/files/date-utils.ts', '', 'the name “date-utils” says nothing'],
  ['a folder that says nothing', 'kernel/common/list.css', '', 'the name “common” says nothing'],
  ['an index file', 'modules/files/index.ts', '', 'no index files'],
  ['camel case', 'modules/files/fileList.ts', '', 'kebab-case'],
  ['a very long file', 'modules/files/long.ts', '// x\n'.repeat(501), '501 lines'],
  ['a function without doc comment', 'modules/files/a.ts', '// lists\nexport function a() {}\n', 'a needs a doc comment'],
  ['an arrow function without doc comment', 'kernel/a.ts', 'export const a = () => 1;\n', 'a needs a doc comment'],
  ['as without a reason', 'kernel/a.ts', '\nconst a = JSON.parse("1") as number;\n', 'kernel/a.ts:2: “as” needs a reason'],
  ['new Date() in a module', 'modules/files/a.ts', 'const a = new Date();\n', 'ask ctx.now()'],
  ['Date.now() in a module', 'modules/files/a.ts', 'const a = Date.now();\n', 'ask ctx.now()'],
  ['Temporal.Now in a module', 'modules/files/a.ts', 'const a = Temporal.Now.instant();\n', 'ask ctx.now()'],
  ['a path of one machine', 'docs/start.md', `Look at ${'/home'}/anna/schulhof.\n`, 'belongs to one machine'],
])('%s is found', async (_breach, file, text, message) => {
  const problems = await style.run(plantedTree({ ...clean, [file]: text }));
  expect(problems.join('\n')).toContain(message);
});

test('a long file with a reason, an assertion with a reason and a set date pass', async () => {
  const tree = plantedTree({
    ...clean,
    'kernel/long.ts': `// long: a table of German states\n${'// x\n'.repeat(501)}`,
    'kernel/a.ts': '// JSON has no types\nconst a = JSON.parse("1") as number;\nconst b = JSON.parse("1") as number; // nor here\n',
    'modules/files/a.ts': "const a = new Date('2027-03-01T10:00:00Z');\n",
  });
  expect((await style.run(tree)).filter((problem) => !problem.startsWith('a tenth of the files'))).toEqual([]);
});

test('a tree of long files is found by its median and its tenth', async () => {
  const long = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`kernel/long-${at}.ts`, '// x\n'.repeat(310)]));
  expect(await style.run(plantedTree({ ...clean, ...long }))).toEqual([
    'the median file has 310 lines, more than 100',
    'a tenth of the files has over 300 lines (90 % have up to 310)',
  ]);
});

test('a tree in which git lists nothing is an error, not a success', async () => {
  await expect(style.run(plantedTree(clean, ['*']))).rejects.toThrow('git lists no files');
});
