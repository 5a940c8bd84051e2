import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { fixture, gzipped, places, read, textFile, zipped } from './fixture-files.ts';

test('archives that grow beyond the limits are refused before they fill the memory', async () => {
  const zeros = Buffer.alloc(limits.fileBytes + 1);
  expect(places(await read([{ name: 'a.json.gz', bytes: gzipSync(zeros, { level: 1 }) }]))).toEqual(['a.json.gz - - file_too_large']);
  expect(places(await read([await zipped('a.zip', [{ name: 'users.csv', bytes: zeros }])]))).toEqual(['a.zip - - file_too_large']);
});

test('archives with too many entries, broken ones and encrypted ones are refused', async () => {
  const many = Array.from({ length: limits.zipEntries + 1 }, (_, index) => textFile(`${index}.csv`, 'a;b'));
  expect(places(await read([await zipped('a.zip', many)]))).toEqual(['a.zip - - archive_too_many_files']);
  const good = await zipped('a.zip', fixture('iserv.csv'));
  expect(places(await read([{ name: 'a.zip', bytes: good.bytes.subarray(0, good.bytes.length - 30) }]))).toEqual([
    'a.zip - - archive_broken',
  ]);
  expect(places(await read([{ name: 'a.gz', bytes: gzipped(textFile('a', 'Nachname;Vorname')).bytes.subarray(0, 20) }]))).toEqual([
    'a.gz - - archive_broken',
  ]);
  const secret = Buffer.from(good.bytes);
  // The flag "encrypted" in the local header and in the central directory.
  secret.writeUInt16LE(secret.readUInt16LE(6) | 1, 6);
  const central = secret.indexOf(Buffer.from('PK\u0001\u0002'));
  secret.writeUInt16LE(secret.readUInt16LE(central + 8) | 1, central + 8);
  expect(places(await read([{ name: 'a.zip', bytes: secret }]))).toEqual(['a.zip - - archive_encrypted']);
});

test('deeply nested JSON is refused', async () => {
  const deep = `{"enmRevision":1,"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(places(await read([textFile('a.json', deep)]))).toEqual(['a.json 1 - too_deep']);
});

test('more rows than allowed are refused and nothing of the file is given', async () => {
  const reading = await read([textFile('a.csv', `Nachname;Vorname\n${'A;B\n'.repeat(limits.rows + 1)}`)]);
  expect(reading.snapshot).toBeNull();
  expect(reading.problems).toMatchObject([{ code: 'too_many_rows', severity: 'error', data: { limit: 200_000, count: 200_001 } }]);
});

test('no file, an empty file, a picture, and files of two formats are named', async () => {
  expect(places(await read([]))).toEqual([' - - no_files']);
  expect(places(await read([textFile('a.csv', '')]))).toEqual(['a.csv - - file_empty']);
  expect(places(await read([{ name: 'a.png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]) }]))).toEqual([
    'a.png - - unknown_format',
  ]);
  expect(places(await read([...fixture('iserv.csv'), ...fixture('svws.json')]))).toEqual(['iserv.csv - - mixed_formats']);
  expect(places(await read([...fixture('svws.json'), ...fixture('svws.json')]))).toEqual(['svws.json - - one_file_only']);
});

test('of very many problems the first thousand are listed and the rest counted, as errors if they are some', async () => {
  const reading = await read([textFile('a.csv', `Nachname;Vorname\n${';B\n'.repeat(1500)}`)]);
  expect(reading.problems).toHaveLength(1001);
  expect(reading.problems.at(-1)).toMatchObject({ code: 'more_problems', severity: 'error', data: { count: 500 } });
});

test('names of object properties as ids and classes do no harm', async () => {
  const reading = await read([
    textFile('a.csv', 'ID;Nachname;Vorname;Klasse;Rolle\n__proto__;A;B;constructor;schüler\ntoString;C;D;__proto__;constructor\n'),
  ]);
  expect(reading.snapshot?.persons.map((each) => each.sourceId)).toEqual(['__proto__']);
  expect(places(reading)).toEqual(['a.csv 3 Rolle role_unknown']);
});
