import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { undoTimetable } from '../undo.ts';
import { aSmallSchool, bring, planOn } from './a-school.ts';

const folder = join(process.env.SCHULHOF_SAMPLES ?? '../shared/samples', 'svws-nrw/untis');
const sample = (name: string) => ({ name, bytes: readFileSync(join(folder, name)) });

describe.skipIf(!existsSync(folder))(`a real week (skipped where ${folder} is missing)`, () => {
  test('967 rows of another school come in as place-holders within five seconds, again without change, and go in one step', async () => {
    const small = await aSmallSchool();
    const started = performance.now();
    const result = await bring(small, [sample('GPU001.txt')]);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(result).toMatchObject({
      applied: true,
      counts: { rows: 967, teachers: 70, new: result.counts.lessons, changed: 0, cancelled: 0, unsure: 0 },
    });
    expect(result.problems).toContainEqual(
      expect.objectContaining({ row: 1, column: '3 (Lehrer)', message: expect.stringContaining('SPLI') }),
    );
    expect(await planOn(small, '2026-11-23')).toHaveLength(result.counts.lessons);
    expect((await bring(small, [sample('GPU001.txt')])).counts).toMatchObject({ new: 0, changed: 0, cancelled: 0 });
    await undoTimetable(small.school.ctx());
    expect(await planOn(small, '2026-11-23')).toEqual([]);
  });

  test('a list of lessons alone enters nothing, and takes nothing away', async () => {
    const small = await aSmallSchool();
    await bring(small, [sample('GPU001.txt')]);
    const result = await bring(small, [sample('GPU002.txt')]);
    expect(result.counts).toMatchObject({ rows: 381, new: 0, changed: 0, cancelled: 0 });
    expect(result.problems.map(({ code }) => code)).toContain('no_times');
  });
});
