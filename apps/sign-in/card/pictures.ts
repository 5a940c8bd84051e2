/** A closed shape and its colour; drawn with a dark line on a field of 48 × 48. */
type Shape = readonly [path: string, colour: string];

const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
const yellow = '#ffcf33';
const red = '#e4572e';
const blue = '#5aa9e6';
const green = '#6cae4c';
const brown = '#a9744f';
const grey = '#c9ccd1';
const white = '#ffffff';
const pink = '#f49ac2';
const dark = '#3a3a3a';

/**
 * The pictures children choose from, drawn for this page. The ids are part of every card's secret: one may be redrawn, none may be renamed.
 * They differ in shape, not in colour alone.
 */
export const pictures = {
  sun: [
    ['M24 2v7M24 39v7M2 24h7M39 24h7M8.5 8.5l5 5M34.5 34.5l5 5M8.5 39.5l5-5M34.5 13.5l5-5', 'none'],
    [circle(24, 24, 11), yellow],
  ],
  moon: [['M30 5a19 19 0 1 0 13 28a16 16 0 0 1-13-28z', yellow]],
  star: [['M24 4l6 13 14 2-10 10 2 14-12-7-12 7 2-14L4 19l14-2z', yellow]],
  cloud: [['M13 38a9 9 0 0 1 0-18a12 12 0 0 1 22-3a10 10 0 0 1 1 21z', grey]],
  tree: [
    ['M21 32h6v13h-6z', brown],
    ['M24 3l15 30H9z', green],
  ],
  flower: [
    ['M23 28h2v17h-2z', green],
    [circle(24, 9, 6), pink],
    [circle(15, 16, 6), pink],
    [circle(33, 16, 6), pink],
    [circle(18, 25, 6), pink],
    [circle(30, 25, 6), pink],
    [circle(24, 18, 5), yellow],
  ],
  apple: [
    ['M24 14c10-7 20 2 17 14c-2 9-8 16-13 15c-3-1-5-1-8 0c-5 1-11-6-13-15C4 16 14 7 24 14z', red],
    ['M24 14q0-7 6-11', 'none'],
    ['M26 9q6-6 11-2q-5 5-11 2z', green],
  ],
  mushroom: [
    ['M19 26h10l2 18H17z', white],
    ['M4 27a20 20 0 0 1 40 0z', red],
    [circle(16, 19, 3), white],
    [circle(28, 14, 3), white],
    [circle(34, 22, 2.5), white],
  ],
  fish: [
    ['M33 24l12-10v20z', blue],
    ['M3 24q14-20 32 0q-18 20-32 0z', blue],
    [circle(12, 21, 2), dark],
  ],
  cat: [
    ['M8 5l9 8h14l9-8v22a16 16 0 0 1-32 0z', '#f2a65a'],
    [circle(17, 24, 2), dark],
    [circle(31, 24, 2), dark],
    ['M22 30h4l-2 3z', pink],
    ['M24 33v4M2 30h10M36 30h10', 'none'],
  ],
  bird: [
    ['M6 26q4-16 20-14q12 2 14 10l6 2-6 3q-4 14-18 14Q8 41 6 26z', blue],
    ['M14 26q8-4 14 2q-6 10-14-2z', white],
    [circle(33, 20, 2), dark],
    ['M20 41v5M27 41v5', 'none'],
  ],
  snail: [
    ['M3 42h34q8 0 8-9V20h-4v10q0 4-5 4H20z', '#d8c29d'],
    [circle(20, 26, 14), brown],
    ['M20 26m0-8a8 8 0 1 1-8 8a5 5 0 1 1 9 2', 'none'],
    ['M41 20l-3-8M45 20l2-8', 'none'],
  ],
  house: [
    ['M9 22h30v22H9z', '#f5deb3'],
    ['M24 4l21 18H3z', red],
    ['M20 30h8v14h-8z', brown],
  ],
  car: [
    ['M3 34v-8l7-2 6-10h16l7 10 6 2v8z', red],
    ['M17 24l4-7h9l5 7z', white],
    [circle(13, 35, 5), dark],
    [circle(35, 35, 5), dark],
  ],
  boat: [
    ['M4 32h40l-8 12H12z', brown],
    ['M22 4v26h3V4z', dark],
    ['M25 6l15 22H25z', white],
    ['M20 11L9 28h11z', white],
  ],
  rocket: [
    ['M24 2q11 11 8 30H16Q13 13 24 2z', grey],
    ['M16 22l-9 14 10-4zM32 22l9 14-10-4z', red],
    [circle(24, 17, 4), blue],
    ['M19 33h10l-5 13z', yellow],
  ],
  ball: [
    [circle(24, 24, 20), white],
    ['M24 15l8 6-3 10H19l-3-10z', dark],
    ['M24 15V4M32 21l11-4M29 31l7 9M19 31l-7 9M16 21L5 17', 'none'],
  ],
  balloon: [
    ['M24 3a15 17 0 0 1 3 33h-6A15 17 0 0 1 24 3z', '#a66dd4'],
    ['M24 36l-3 4h6z', '#a66dd4'],
    ['M24 40q-5 3 0 7', 'none'],
  ],
  key: [
    ['M3 24a10 10 0 0 1 19-4h23v8h-4v6h-6v-6H22a10 10 0 0 1-19-4z', yellow],
    [circle(12, 24, 3.5), white],
  ],
  umbrella: [
    ['M3 25a21 21 0 0 1 42 0q-5-4-10 0q-5-4-11 0q-6-4-11 0q-5-4-10 0z', '#3aa6a0'],
    ['M24 24v16a5 5 0 0 0 10 0', 'none'],
    ['M24 4V1', 'none'],
  ],
  bell: [
    ['M24 5q13 2 13 18l5 13H6l5-13Q11 7 24 5z', yellow],
    ['M18 38a6 6 0 0 0 12 0z', brown],
  ],
  heart: [['M24 44L6 25A10.5 10.5 0 0 1 24 13a10.5 10.5 0 0 1 18 12z', red]],
  cup: [
    ['M6 12h28v16q0 12-14 12T6 28z', blue],
    ['M34 16h4q7 0 7 7t-8 7h-3v-5h3q3 0 3-2t-3-2h-3z', blue],
    ['M14 8q-3-3 0-6M24 8q-3-3 0-6', 'none'],
  ],
  crown: [
    ['M4 12l11 11 9-17 9 17 11-11-4 28H8z', yellow],
    [circle(24, 31, 3), red],
  ],
} as const satisfies Record<string, readonly Shape[]>;

export type PictureId = keyof typeof pictures;

/** In this order they stand on the page, always: small children remember places. */
export const pictureIds = Object.keys(pictures) as PictureId[]; // the keys of the constant above

const svg = 'http://www.w3.org/2000/svg';

/** A picture as an element; its name stands beside it for those who do not see it. */
export function drawPicture(id: PictureId): SVGSVGElement {
  const drawn = document.createElementNS(svg, 'svg');
  drawn.setAttribute('viewBox', '0 0 48 48');
  drawn.setAttribute('aria-hidden', 'true');
  for (const [path, colour] of pictures[id]) {
    const shape = document.createElementNS(svg, 'path');
    const attributes = { d: path, fill: colour, stroke: dark, 'stroke-width': '2', 'stroke-linejoin': 'round', 'stroke-linecap': 'round' };
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    drawn.append(shape);
  }
  return drawn;
}
