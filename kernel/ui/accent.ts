type Rgb = [number, number, number];

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb; // three numbers from three places
const write = (colour: Rgb) => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const mix = (from: Rgb, to: Rgb, share: number): Rgb => from.map((part, i) => part + ((to[i] ?? 0) - part) * share) as Rgb; // same length as `from`
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];
const groundLight: Rgb = parse('#efede8');
const groundDark: Rgb = parse('#262624');

function luminance(colour: Rgb): number {
  const [r = 0, g = 0, b = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(parse(one)), luminance(parse(other))].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function until(colour: Rgb, towards: Rgb, ground: Rgb, wanted: number): Rgb {
  for (let share = 0; share <= 1; share += 0.04) {
    const tried = mix(colour, towards, share);
    if (contrast(write(tried), write(ground)) >= wanted) return tried;
  }
  return towards;
}

export interface AccentTones {
  accent: string;
  ink: string;
  soft: string;
  text: string;
}

/**
 * A school's colour made usable: on light ground it is darkened, on dark ground lightened, until words in it and on it have a contrast of
 * at least 4.5 (WCAG 1.4.3). The result may differ much from what was wished, above all for yellows.
 */
export function accentTones(wish: string): { light: AccentTones; dark: AccentTones } {
  const colour = parse(wish);
  const light = until(colour, black, groundLight, 5.2);
  const dark = until(mix(colour, white, 0.25), white, groundDark, 7);
  const softLight = mix(white, light, 0.12);
  const softDark = mix(groundDark, dark, 0.16);
  return {
    light: { accent: write(light), ink: '#ffffff', soft: write(softLight), text: write(until(light, black, softLight, 5.2)) },
    dark: {
      accent: write(dark),
      ink: write(mix(black, dark, 0.14)),
      soft: write(softDark),
      text: write(until(dark, white, softDark, 5.2)),
    },
  };
}

/** Puts a school's accent on the page; null takes it away again. Anything but `#rrggbb` counts as null. */
export function wearAccent(wish: string | null): void {
  const style = document.documentElement.style;
  const tones = wish !== null && /^#[0-9a-f]{6}$/i.test(wish) ? accentTones(wish) : null;
  for (const scheme of ['light', 'dark'] as const)
    for (const part of ['accent', 'ink', 'soft', 'text'] as const) {
      const name = `--school-accent${part === 'accent' ? '' : `-${part}`}${scheme === 'dark' ? '-dark' : ''}`;
      if (tones === null) style.removeProperty(name);
      else style.setProperty(name, tones[scheme][part]);
    }
}
