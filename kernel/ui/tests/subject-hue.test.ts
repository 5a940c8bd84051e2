import { expect, test } from 'vitest';
import { subjectHue } from '../subject-hue.ts';

test('a subject keeps its hue however its short name is written', () => {
  expect(subjectHue('M')).toBe(subjectHue(' m '));
});

test('the common subjects spread over the twelve hues', () => {
  const hues = ['D', 'M', 'E', 'F', 'L', 'BI', 'CH', 'PH', 'GE', 'EK', 'PO', 'SP', 'KU', 'MU', 'ER', 'KR', 'IF', 'PL'].map(subjectHue);
  expect(new Set(hues).size).toBeGreaterThanOrEqual(8);
  for (const hue of hues) expect(hue).toMatch(/^var\(--hue-([1-9]|1[0-2])\)$/);
});
