import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { RosterFileError } from '../problem.ts';
import { decodeText, detectEncoding, type TextEncoding, textEncodings } from '../text-encoding.ts';

const encode = (text: string, encoding: TextEncoding) =>
  encoding === 'utf-8-bom'
    ? iconv.encode(text, 'utf-8', { addBOM: true })
    : iconv.encode(text, encoding, { addBOM: encoding.startsWith('utf-16') });

const names = fc.array(fc.stringMatching(/^[A-ZÄÖÜÉÇŽŠŒ][a-zäöüßéèêçñåøæšœÿ]{2,12}$/), { minLength: 1, maxLength: 20 });

test('a list of names comes back the same from every encoding, without being told which', () => {
  fc.assert(
    fc.property(names, fc.constantFrom(...textEncodings), (list, encoding) => {
      const text = ['Nachname;Klasse', ...list.map((name) => `${name};5a`)].join('\r\n');
      const bytes = encode(text, encoding);
      // Bytes of an 8-bit encoding that happen to be valid UTF-8 cannot be told apart by anybody.
      fc.pre(!/^(windows|iso)/.test(encoding) || detectEncoding(bytes) !== 'utf-8' || /^[\x20-\x7e\r\n]*$/.test(text));
      expect(decodeText('list.csv', bytes).text).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

test('the whole file is read: one byte at its end decides', () => {
  const text = `${'Anna;5a\r\n'.repeat(20_000)}Jörg;5b\r\n`;
  expect(detectEncoding(encode(text, 'windows-1252'))).toBe('windows-1252');
  expect(detectEncoding(encode(text, 'utf-8'))).toBe('utf-8');
});

test('an acute accent used as apostrophe does not turn Windows-1252 into Latin-9, and a bare Š does the contrary', () => {
  expect(decodeText('a', encode('D´Angelo;Müller', 'windows-1252')).text).toBe('D´Angelo;Müller');
  expect(decodeText('a', encode('Škoda;Müller', 'iso-8859-15'))).toEqual({ text: 'Škoda;Müller', encoding: 'iso-8859-15' });
  expect(decodeText('a', encode('Škoda;Müller', 'windows-1252'))).toEqual({ text: 'Škoda;Müller', encoding: 'windows-1252' });
});

test('bytes that are no text are refused with their line, and so is a chosen encoding that does not fit', () => {
  const fault = (bytes: Uint8Array, encoding?: TextEncoding) => {
    try {
      decodeText('a.csv', bytes, encoding);
      return null;
    } catch (error) {
      return error instanceof RosterFileError ? [error.code, error.line] : error;
    }
  };
  expect(fault(Buffer.from('Name\nAnna\0\n'))).toEqual(['undecodable', 2]);
  expect(fault(encode('Name\nAnna\nJörg\n', 'windows-1252'), 'utf-8')).toEqual(['undecodable', 3]);
  expect(fault(Buffer.from([0xff, 0xfe, 0x41]))).toEqual(['undecodable', null]);
});
