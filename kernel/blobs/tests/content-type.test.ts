import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { headBytes } from '../blob-store.ts';
import { checkContent } from '../check-content.ts';
import { contentType } from '../content-type.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const bytes = (text: string) => Buffer.from(text);

async function zip(entries: [string, string][], compress = true): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const [name, content] of entries) file.addBuffer(Buffer.from(content), name, { compress });
  file.end();
  return (await buffer(file.outputStream)).subarray(0, headBytes);
}

const picture = (format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' | 'tiff') =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#246' } })
    .toFormat(format)
    .toBuffer();

describe('what the bytes are', () => {
  test.each(['png', 'jpeg', 'webp', 'gif', 'avif', 'tiff'] as const)('a %s picture', async (format) => {
    expect(await contentType(await picture(format))).toBe(`image/${format}`);
  });

  test.each([
    ['%PDF-1.7\n%âãÏÓ\n1 0 obj', 'application/pdf'],
    ['{\\rtf1\\ansi Hallo}', 'application/rtf'],
    ['Name;Klasse;Note\nAnna;8b;2\nBo;8b;3\n', 'text/csv'],
    ['"Meyer; Anna",8b\n"Öz, Can",8c\n', 'text/csv'],
    ['# Photosynthese\n\n- Licht\n- Wasser\n', 'text/markdown'],
    ['Liebe Frau Meyer,\nanbei meine Arbeit.', 'text/plain'],
    ['', 'text/plain'],
    ['#!/bin/sh\nrm -rf ~', 'text/x-shellscript'],
    ['<!DOCTYPE html><title>x</title>', 'text/html'],
    ['\ufeff \n<!-- harmless -->\n<script >alert(1)</script>', 'text/html'],
    ['<?xml version="1.0"?><!-- x --><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'image/svg+xml'],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY a "b">]>\n<svg/>', 'image/svg+xml'],
    ['<s:svg xmlns:s="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'text/html'],
    ['<?xml version="1.0"?><export/>', 'application/xml'],
    [`<!-- ${'x'.repeat(9000)}`, 'text/html'],
  ])('%j', async (text, type) => {
    expect(await contentType(bytes(text).subarray(0, headBytes))).toBe(type);
  });

  test('text in Windows-1252, in UTF-16 and cut in the middle of a character is text', async () => {
    expect(await contentType(Buffer.from('Schüler; Größe', 'latin1'))).toBe('text/plain');
    expect(await contentType(Buffer.from('\ufeffGrüße', 'utf16le'))).toBe('text/plain');
    expect(await contentType(Buffer.from('\ufeff<html>', 'utf16le'))).toBe('text/html');
    expect(await contentType(bytes('Grüße – ж').subarray(0, -1))).toBe('text/plain');
  });

  test.each([
    [['[Content_Types].xml', '_rels/.rels', 'word/document.xml'], `${office}.wordprocessingml.document`],
    [['_rels/.rels', 'docProps/app.xml', 'xl/workbook.xml'], `${office}.spreadsheetml.sheet`],
    [['[Content_Types].xml', 'ppt/presentation.xml'], `${office}.presentationml.presentation`],
    [['word/list.txt', 'other.txt'], 'application/zip'],
    [['META-INF/MANIFEST.MF', 'Main.class'], 'application/java-archive'],
  ])('a ZIP that begins with %j', async (names, type) => {
    expect(await contentType(await zip(names.map((name) => [name, '<x/>'.repeat(20)])))).toBe(type);
  });

  test('an Office file whose first bytes do not say which it is, is still known as one', async () => {
    const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(5000))).toString('hex');
    const head = await zip([['[Content_Types].xml', noise], ['word/document.xml', 'x']]); // biome-ignore format: reads as one line
    expect(checkContent('Arbeit.docx', await contentType(head))).toMatchObject({ ok: true, kind: 'document' });
    expect(checkContent('Arbeit.pdf', await contentType(head))).toMatchObject({ ok: false, reason: 'mismatch' });
  });

  test('OpenDocument and EPUB say what they are in their first entry', async () => {
    const odt = 'application/vnd.oasis.opendocument.text';
    expect(await contentType(await zip([['mimetype', odt], ['content.xml', 'x']], false))).toBe(odt); // biome-ignore format: reads as one line
    expect(await contentType(await zip([['mimetype', 'text/html']], false))).toBe('application/zip');
  });

  test('programs', async () => {
    const exe = Buffer.concat([bytes('MZ'), Buffer.alloc(200)]);
    expect(await contentType(exe)).toBe('application/x-msdownload');
    expect(await contentType(Buffer.concat([Buffer.from([0x7f]), bytes('ELF'), Buffer.alloc(60)]))).toBe('application/x-elf');
  });

  test('any bytes get some type and never a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (head) => {
        expect(await contentType(head)).toMatch(/^[a-z]+\/[\w.+-]+/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the name and the bytes', () => {
  test.each([
    ['Foto.png', '<html><body>', 'mismatch'],
    ['Foto.PNG', '<svg onload="alert(1)"/>', 'mismatch'],
    ['Foto.gif', 'GIF89a/*<script>*/', 'mismatch'],
    ['Foto.png', `MZ${'\0'.repeat(200)}`, 'runs'],
    ['Heft.pdf', `MZ${'\0'.repeat(200)}`, 'runs'],
    ['Spiel.exe', 'nur Text', 'runs'],
    ['Start.bat', 'echo', 'runs'],
    ['Foto.png', 'nur Text', 'mismatch'],
    ['Text.docx', 'nur Text', 'mismatch'],
  ])('%s that holds %j is refused', async (name, text, reason) => {
    expect(checkContent(name, await contentType(bytes(text)))).toMatchObject({ ok: false, reason });
  });

  test.each([
    ['Liste.csv', 'a;b\n1;2\n', 'table', 'text/csv'],
    ['Liste.csv', 'nur eine Spalte', 'table', 'text/csv'],
    ['README.md', '<p align="center">Hallo</p>', 'text', 'text/markdown'],
    ['seite.html', '<!doctype html>', 'code', 'text/html'],
    ['programm.py', 'print("Hallo")\n', 'code', 'text/plain'],
    ['vorlage.vue', '<template><p/></template>', 'code', 'text/plain'],
    ['ohne Endung', 'Text', 'code', 'text/plain'],
    ['bild.svg', '<svg/>', 'picture', 'image/svg+xml'],
    ['messung.xyz', '\0\x01\x02', 'other', 'application/octet-stream'],
  ])('%s is taken and kept under a type that fits its name', async (name, text, kind, type) => {
    expect(checkContent(name, await contentType(bytes(text)))).toEqual({ ok: true, kind, type });
  });

  test('where only pictures are wanted, nothing else is taken', async () => {
    expect(checkContent('ich.jpg', await contentType(await picture('jpeg')), ['picture'])).toMatchObject({ ok: true, type: 'image/jpeg' });
    expect(checkContent('ich.jpg', await contentType(await picture('png')), ['picture'])).toMatchObject({ ok: false, reason: 'mismatch' });
    expect(checkContent('ich.txt', 'text/plain', ['picture'])).toMatchObject({ ok: false, reason: 'kind' });
  });

  test('every type in our table is one the recognition can find', async () => {
    const { supportedMimeTypes } = await import('file-type');
    const { formByEnding, runningTypes } = await import('../file-kinds.ts');
    const ours = /^text\/|opendocument|openxmlformats|epub|java-archive|xml$|octet-stream/;
    const asked = [...[...formByEnding.values()].flatMap((form) => form.bytes), ...runningTypes].filter((type) => !ours.test(type));
    expect(asked.filter((type) => !supportedMimeTypes.has(type))).toEqual([]);
  });
});
