import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRoster } from '../read-roster.ts';
import { rosterFormats } from '../snapshot.ts';
import { fixture } from './fixture-files.ts';

const sources = [
  'svws.json',
  'enm.json',
  'schild',
  'logineo.xml',
  'oneroster-1.1',
  'oneroster-1.2',
  'iserv.csv',
  'guardians.csv',
  'untis',
] as const;

test('however a file is cut or damaged, and whatever it is said to be, the answer is problems with their file and never an exception', async () => {
  const damage = fc.record({
    source: fc.constantFrom(...sources),
    format: fc.constantFrom('auto' as const, ...rosterFormats),
    file: fc.nat(20),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    changes: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ source, format, file, cut, changes }) => {
      const files = fixture(source).map((each) => ({ ...each, bytes: Buffer.from(each.bytes) }));
      const chosen = files[file % files.length];
      if (chosen === undefined) return;
      for (const [at, byte] of changes) chosen.bytes[at % chosen.bytes.length] = byte;
      chosen.bytes = chosen.bytes.subarray(0, Math.ceil(chosen.bytes.length * cut));

      const reading = await readRoster(files, { format });

      expect(reading.snapshot !== null || reading.problems.some((each) => each.severity === 'error')).toBe(true);
      const keys = new Set(reading.snapshot?.persons.map((each) => each.key));
      expect(keys.size).toBe(reading.snapshot?.persons.length ?? 0);
      for (const each of reading.snapshot?.memberships ?? []) expect(keys.has(each.personKey)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
