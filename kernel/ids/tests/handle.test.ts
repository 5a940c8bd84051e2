import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handleOf } from '../handle.ts';

test.each([
  ['Anna', 'Beispiel', 'anna.beispiel'],
  ['Jürgen', 'Möller', 'juergen.moeller'],
  ['Ju\u0308rgen', 'Mo\u0308ller', 'juergen.moeller'],
  ['Käthe', 'Weiß', 'kaethe.weiss'],
  ['RENÉ', 'GROẞ', 'rene.gross'],
  ['Łukasz', 'Wałęsa', 'lukasz.walesa'],
  ['Şebnem', 'Erdoğan', 'sebnem.erdogan'],
  ['İpek', 'Işık', 'ipek.isik'],
  ['Søren', 'Ærø', 'soren.aero'],
  ['Karl-Heinz', 'Müller-Lüdenscheidt', 'karl-heinz.mueller-luedenscheidt'],
  ['Anna Lena Marie', 'von der Heide', 'anna.von-der-heide'],
  ['Jan', "O'Neill", 'jan.oneill'],
  ['Jan', 'D´Angelo', 'jan.dangelo'],
  ['Kathrin, Katrin', 'Berg', 'kathrin.berg'],
  ['Дмитрий', 'Щукин', 'dmitrii.shchukin'],
  ['Γιώργος', 'Παπαδόπουλος', 'giorgos.papadopoulos'],
  ['Nguyễn', 'Đặng', 'nguyen.dang'],
  ['', 'Beispiel', 'beispiel'],
  ['Anna', '', 'anna'],
  ['محمد', 'علي', 'name'],
  ['A. ', '-B-', 'a.b'],
])('%s %s becomes %s', (first, last, handle) => {
  expect(handleOf(first, last)).toBe(handle);
});

test('whatever the names are, the handle holds only a–z, 0–9, dot and hyphen, and begins and ends with a letter or digit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 }), (first, last) => {
      const handle = handleOf(first, last);
      expect(handle).toMatch(/^[a-z0-9.-]+$/);
      expect(handle).toMatch(/^[a-z0-9](.*[a-z0-9])?$/);
      expect(handle.split('.').length).toBeLessThanOrEqual(2);
      expect(handle.length).toBeLessThanOrEqual(60);
    }),
    { numRuns: 2000 },
  );
});

test('the same names give the same handle however their accents are encoded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, last) => {
      expect(handleOf(first.normalize('NFD'), last.normalize('NFD'))).toBe(handleOf(first.normalize('NFC'), last.normalize('NFC')));
    }),
  );
});
