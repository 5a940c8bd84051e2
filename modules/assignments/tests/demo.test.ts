import { expect, test } from 'vitest';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { planProgress } from '../demo/plan-progress.ts';
import { type DemoTarget, planWork } from '../demo/plan-work.ts';
import { fileOnly } from '../demo/topics.ts';

/** Evenly spread, the same every time. */
function spread(): DemoRandom {
  let place = 0;
  const next = () => {
    place = (place + 0.381_966) % 1;
    return place;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return { next, int, pick: <V>(list: readonly V[]): V => list[int(0, list.length - 1)] as V /* never empty here */ };
}

test('what pupils hand in belongs to the task, and points to a file only where there is one', () => {
  const now = new Date('2026-11-23T08:00:00Z');
  const pupilIds = Array.from({ length: 30 }, (_, place) => `pupil ${place}`);
  const targets = ['M', 'D', 'E', 'BI', 'GE', 'KU', null].map(
    (subject): DemoTarget => ({
      kind: subject === null ? 'group' : 'course',
      id: subject ?? '8b',
      subject,
      teacherId: 'teacher',
      pupilIds,
    }),
  );
  const random = spread();
  const work = planWork(targets, now, random);
  const { handIns } = planProgress(work, now, random);

  expect(handIns.length).toBeGreaterThan(100);
  for (const { assignmentId, text, hasFile } of handIns) {
    const topic = work.find(({ id }) => id === assignmentId)?.topic;
    if (text === fileOnly) expect(hasFile).toBe(true);
    else expect(topic?.handIns).toContain(text);
  }
});
