import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { mappingPresets } from '../formats/mapping-presets.ts';
import { importFiles } from '../public.ts';
import { madeSchool } from './made/school.ts';
import { everything } from './made/standing.ts';
import { enmFile } from './made/svws.ts';
import { untisFiles } from './made/untis.ts';
import { anOffice, apply, read, take } from './upload.ts';

const header = 'Import-ID;Vorname;Nachname;Klasse';
const names = ['Anna', 'Ben', 'Cem', 'Dana', 'Emil', 'Fatma'];
const rows = names.map((name, at) => `${at + 1};${name};Beispiel;8a`);
const listed = (count: number, first = header) => ({ name: 'liste.csv', bytes: [first, ...rows.slice(0, count)].join('\n') });
const iserv = mappingPresets.find(({ name }) => name === 'iserv');
if (iserv === undefined) throw new Error('the preset is gone');

test('by a list whose columns were only recognised nobody leaves, until somebody says that it names everybody', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  // a known preset and a guess by the names of the columns alike
  for (const first of [header, 'Id;Rufname;Familienname;Klasse']) {
    await take(school, office, [listed(6)]);
    const shown = await read(school, office, [listed(5, first)]);
    expect(shown.tables[0]?.mapping).toMatchObject({ complete: false });
    expect(shown.counts).toMatchObject({ pupils: 6, leaving: 0, moved: 0 });
    const whole = await read(school, office, [listed(5, first)], { complete: true });
    expect(whole.tables[0]?.mapping).toMatchObject({ complete: true });
    expect(whole.counts).toMatchObject({ pupils: 5, leaving: 1 });
    // what was said holds for applying too
    expect((await apply(school, office, whole)).counts).toMatchObject({ pupils: 5, leaving: 1 });
  }
});

test('a mapping that somebody names says itself whether it is whole; who asks otherwise is heard', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, [listed(6)]);
  expect((await read(school, office, [listed(5)], { mappings: [iserv] })).counts).toMatchObject({ leaving: 1 });
  expect((await read(school, office, [listed(5)], { mappings: [iserv], complete: false })).counts).toMatchObject({ leaving: 0 });
  expect((await read(school, office, [listed(5)], { mappings: [{ ...iserv, complete: false }] })).counts).toMatchObject({ leaving: 0 });
});

test('at the command line a list names everybody, but with --part or a named mapping that says otherwise', async () => {
  const school = await testSchool();
  const files = (count: number) => [{ name: 'liste.csv', bytes: new TextEncoder().encode(listed(count).bytes) }];
  await importFiles(school.ctx(), files(6), { format: 'auto', mapping: null, apply: true });
  const leaving = async (wish: { mapping: string | null; isPart?: boolean }) => {
    const { counts, isPartial } = await importFiles(school.ctx(), files(5), { format: 'auto', apply: false, ...wish });
    return [counts.leaving, isPartial];
  };
  expect(await leaving({ mapping: null })).toEqual([1, false]);
  expect(await leaving({ mapping: null, isPart: true })).toEqual([0, true]);
  expect(await leaving({ mapping: 'iserv' })).toEqual([1, false]);
});

test('a list of pupils and one of parents keep their own meaning when both mappings are sent back', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  const parents = { name: 'eltern.csv', bytes: 'Vorname;Nachname;Kind-ID;E-Mail\nMaria;Beispiel;1;maria@example.org\n' };
  const shown = await read(school, office, [parents, listed(6)]);
  expect(shown.counts).toMatchObject({ pupils: 6, guardians: 1 });
  const mappings = shown.tables.map(({ mapping }) => ({ ...mapping, complete: true }));
  expect((await read(school, office, [parents, listed(6)], { mappings })).counts).toMatchObject({ pupils: 6, guardians: 1 });
  expect((await read(school, office, [parents, listed(6)], { mappings: [iserv] })).counts).toMatchObject({ pupils: 6, guardians: 1 });
});

test('a list of a part leaves the ids of the program that lists everybody, so that nobody is somebody new there later', async () => {
  const school = await testSchool();
  const office = await anOffice(school);
  await take(school, office, enmFile(madeSchool()));
  const ids = async () => (await everything(school)).flatMap((line) => line.match(/svws\.(pupil|teacher)\|\d+/)?.[0] ?? []);
  const before = await ids();
  expect(before).toHaveLength(14);
  const shown = await take(school, office, untisFiles(madeSchool(), { encoding: 'utf-8', separator: ';' }));
  // birth dates and addresses came; nobody is there twice
  expect(shown.counts).toMatchObject({ pupils: 12, teachers: 2, new: 0, leaving: 0, unsure: 0 });
  expect(await ids()).toEqual(before);
  // a program that lists everybody takes over
  await take(school, office, untisFiles(madeSchool(), { encoding: 'utf-8', separator: ';' }), { complete: true });
  expect(await ids()).toEqual([]);
});
