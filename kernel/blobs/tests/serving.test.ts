import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { downloadHeaders } from '../download-headers.ts';
import { safeFileName } from '../file-name.ts';
import { parseRange, rangeHeaders } from '../range.ts';

describe('file names', () => {
  test.each([
    ['Klassenfahrt 2027.pdf', 'Klassenfahrt 2027.pdf'],
    ['Schu\u0308ler.txt', 'Schüler.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\Heft.docx', 'Heft.docx'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie_ x.txt'],
    ['Foto\u202egpj.exe', 'Fotogpj.exe'],
    ['...', 'file'],
    ['/', 'file'],
    ['', 'file'],
    ['.htaccess', 'htaccess'],
    ['CON', '_CON'],
    ['aux.txt', '_aux.txt'],
    ['Frage?.txt', 'Frage_.txt'],
    ['Жанна ğ ş ł.odt', 'Жанна ğ ş ł.odt'],
    ['lone \ud800 half.txt', 'lone \ufffd half.txt'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  test('a long name keeps its ending and has 200 characters', () => {
    const safe = safeFileName(`${'ä'.repeat(400)}.docx`);
    expect([...safe]).toHaveLength(200);
    expect(safe).toMatch(/ä\.docx$/);
  });

  test('whatever comes, the name is short, has no folders and no controls, and is safe already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\\p{Cc}]|^\.*$/u);
        expect([...safe].length).toBeLessThanOrEqual(200);
        expect(safeFileName(safe)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });
});

describe('headers of files of people', () => {
  test.each([
    'text/html',
    'image/svg+xml',
    'application/xml',
    'text/javascript',
    'application/xhtml+xml',
    'text/html; charset=utf-8',
    'x/y',
  ])('%s is sent as mere bytes, never shown, whatever is asked', (type) => {
    const headers = downloadHeaders({ name: 'x', type, inline: true });
    expect(headers['Content-Type']).toBe('application/octet-stream');
    expect(headers['Content-Disposition']).toMatch(/^attachment;/);
  });

  test('every file is in a sandbox and not sniffed', () => {
    expect(downloadHeaders({ name: 'Größe "1".pdf', type: 'application/pdf', inline: false })).toEqual({
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="Gro_e _1_.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20_1_.pdf`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
    });
  });

  test('pictures may be shown where they are asked for, texts only downloaded', () => {
    const show = (type: string) => downloadHeaders({ name: 'x', type, inline: true });
    expect(show('image/png')).toMatchObject({ 'Content-Type': 'image/png', 'Content-Disposition': expect.stringMatching(/^inline;/) });
    expect(show('text/plain')).toMatchObject({
      'Content-Type': 'text/plain',
      'Content-Disposition': expect.stringMatching(/^attachment;/),
    });
  });

  test('no name can add a header or a parameter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const value = downloadHeaders({ name, type: 'image/png', inline: false })['Content-Disposition'];
        expect(value).toMatch(/^attachment; filename="[\x20!#-$&-[\]-~]+"; filename\*=UTF-8''[\w.~%+&$#^`|-]+$/);
      }),
      { examples: [['\u{11d31}']] }, // a combining sign alone
    );
  });
});

describe('ranges', () => {
  test.each([
    [undefined, 'whole'],
    ['bytes=0-99', { start: 0, end: 99 }],
    ['bytes=0-', { start: 0, end: 999 }],
    ['bytes=990-5000', { start: 990, end: 999 }],
    ['bytes=-100', { start: 900, end: 999 }],
    ['bytes=-5000', { start: 0, end: 999 }],
    ['bytes=1000-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', 'whole'],
    ['bytes=0-1,4-5', 'whole'],
    ['bytes=-', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=a-b', 'whole'],
  ])('%s of 1000 bytes', (header, range) => {
    expect(parseRange(header, 1000)).toEqual(range);
  });

  test('an empty file has no part', () => {
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(parseRange('bytes=-5', 0)).toBe('unsatisfiable');
  });

  test('the answer says which part it is', () => {
    expect(rangeHeaders({ start: 10, end: 19 }, 100)).toEqual({ 'Content-Range': 'bytes 10-19/100', 'Content-Length': '10' });
  });
});
