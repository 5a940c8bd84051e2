import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modules } from '#apps/modules.ts';
import { T } from '#kernel/contract/t.ts';
import { Nullable, OneOf } from '#kernel/contract/types.ts';
import { kernelRefusals } from '#kernel/errors/refusals.ts';
import { setting } from '#kernel/settings/setting.ts';
import { wordsNeeded } from '#kernel/settings/words.ts';
import { listedFiles } from '../checks/listed-files.ts';
import { incompleteTexts, keysOf, refusalsWithoutText, settingsWithoutWords } from './texts-check.ts';

const read = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object; // a JSON file of texts is an object
const kernel = { id: 'kernel', texts: { de: read('kernel/texts/de.json'), en: read('kernel/texts/en.json') } };

describe('texts', () => {
  test.each([kernel, ...modules].map((part) => [part.id, part] as const))('of %s are the same in German and English', (id, part) => {
    expect(incompleteTexts(id, part.texts)).toEqual([]);
  });

  test('exist for every folder of texts, in German and English', () => {
    const folders = new Set(
      listedFiles('.', ['.json'])
        .filter((file) => /(^|\/)texts\/[a-z]{2}\.json$/.test(file))
        .map((file) => file.replace(/\/[a-z]{2}\.json$/, '')),
    );
    expect(folders.size).toBeGreaterThan(modules.length);
    for (const folder of folders)
      expect(incompleteTexts(folder, { de: read(`${folder}/de.json`), en: read(`${folder}/en.json`) })).toEqual([]);
  });

  test('exist for every refusal', () => {
    expect(refusalsWithoutText('kernel', kernelRefusals.all.keys(), kernel.texts.de)).toEqual([]);
    for (const module of modules) expect(refusalsWithoutText(module.id, module.refusals?.keys() ?? [], module.texts.de)).toEqual([]);
  });

  test('exist for every choice and part of every setting', () => {
    const needed = modules.flatMap(({ settings = [] }) => settings.flatMap(wordsNeeded));
    expect(needed).toEqual(expect.arrayContaining(['off', 'adults', 'all', 'from', 'weekends']));
    for (const module of modules) expect(settingsWithoutWords(module.id, module.settings ?? [], module.texts)).toEqual([]);
  });

  test('exist for every act in the audit trail', () => {
    const acts = listedFiles('.', ['.ts'])
      .filter((file) => /^(kernel|modules)\//.test(file) && !file.includes('/tests/'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\bact: '([a-z_]+)\.([a-z_]+)'/g)]);
    const missing = acts.filter(([, id, fact]) => {
      const module = modules.find((candidate) => candidate.id.replaceAll('-', '_') === id);
      return module === undefined || !keysOf(module.texts.de).has(`audit.${fact}`);
    });
    expect(missing.map(([, id, fact]) => `${id}.${fact}`)).toEqual([]);
  });
});

describe('the checks of texts bite on', () => {
  test('a missing key, another placeholder and a refusal without text', () => {
    expect(incompleteTexts('x', { de: { a: 'A {{n}}', b: 'B' }, en: { a: 'A {{m}}', c: 'C' } })).toEqual([
      'x: b is missing in English',
      'x: c is missing in German',
      'x: a has other placeholders in English',
    ]);
    expect(refusalsWithoutText('x', ['x.closed'], { refusals: { empty: 'leer' } })).toEqual(['x: refusals.closed has no text']);
  });

  test('a choice without words, in a list of choices, in a part, or with an empty text', () => {
    const of = <S extends Parameters<typeof setting>[0]['type']>(name: string, type: S) =>
      setting({ id: `x.${name}`, title: { de: 'X', en: 'X' }, scope: 'school', type, fallback: undefined as never }); // only its type is read
    const planted = [
      of('who', OneOf(['none', 'all'])),
      of('days', T.Array(OneOf(['mon', 'tue']))),
      of('hours', T.Object({ kind: Nullable(OneOf(['long', 'short'])), minutes: T.Integer() })),
    ];
    const de = {
      setting: { who: { none: 'niemand', all: 'alle' }, days: { mon: 'Montag' }, hours: { kind: 'Art', minutes: ' ', long: 'lang' } },
    };
    const en = {
      setting: {
        ...de.setting,
        days: { mon: 'Monday', tue: 'Tuesday' },
        hours: { ...de.setting.hours, minutes: 'minutes', short: 'short' },
      },
    };
    expect(settingsWithoutWords('x', planted, { de, en })).toEqual([
      'x: setting.days.tue has no text in de',
      'x: setting.hours.short has no text in de',
      'x: setting.hours.minutes has no text in de',
    ]);
  });
});
