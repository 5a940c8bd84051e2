import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentTones, contrast } from '../accent.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('whatever colour a school chooses, words in it and on it can be read', () => {
  fc.assert(
    fc.property(colour, (wish) => {
      const { light, dark } = accentTones(wish);
      for (const tones of [light, dark]) {
        expect(contrast(tones.accent, tones.ink)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(tones.text, tones.soft)).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(light.text, '#efede8')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(dark.text, '#262624')).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('a colour that is dark enough stays as chosen on light ground', () => {
  expect(accentTones('#1f5f5b').light.accent).toBe('#1f5f5b');
});
