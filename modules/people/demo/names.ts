import type { DemoRandom } from '#kernel/module/manifest.ts';
import names from '../demo-names.json' with { type: 'json' };

/** A family of the demo city: one family name, given names that go with it. */
export interface DemoFamily {
  lastName: string;
  /** A given name that no one in the family has yet. */
  given(gender: 'm' | 'w'): string;
}

/** Draws a family, its origins mixed as in a German city. */
export function demoFamily(random: DemoRandom): DemoFamily {
  const total = names.parts.reduce((sum, { share }) => sum + share, 0);
  let place = random.int(1, total);
  const part =
    names.parts.find(({ share }) => {
      place -= share;
      return place <= 0;
    }) ?? names.parts[0];
  if (part === undefined) throw new Error('demo-names.json is empty');
  const used = new Set<string>();
  const given = (gender: 'm' | 'w') => {
    const list = gender === 'm' ? part.male : part.female;
    let name = random.pick(list);
    while (used.has(name) && used.size < list.length) name = random.pick(list);
    used.add(name);
    return name;
  };
  return { lastName: random.pick(part.last), given };
}
