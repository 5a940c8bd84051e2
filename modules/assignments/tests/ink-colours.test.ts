import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inkColours } from '../web/annotate/shapes.ts';

test('inks have the values of the colour tokens: of the light design what is written, of the dark one what is highlighted', () => {
  const tokens = readFileSync(new URL('../../../kernel/ui/tokens.css', import.meta.url), 'utf8');
  const [light = '', dark = ''] = tokens.split(':root[data-mantine-color-scheme="dark"]');
  const token = (text: string, name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(text)?.[1];
  const names = { red: 'wrong', blue: 'hue-1', green: 'done', amber: 'changed' } as const;
  for (const colour of ['red', 'blue', 'green', 'amber'] as const)
    expect(inkColours[colour]).toEqual({ written: token(light, names[colour]), highlighted: token(dark, names[colour]) });
});
