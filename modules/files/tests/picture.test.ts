import sharp from 'sharp';
import { expect, test } from 'vitest';
import { testSchool } from '#kernel/testing/test-school.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import { toolFor } from '../preview/tools.ts';
import { aFile } from './build.ts';
import { phonePhoto } from './phone-photo.ts';

/** A photograph lying on its side, above red and below blue when it is held upright, with a place in it. */
async function aPhoto(width: number): Promise<Buffer> {
  const red = await sharp({ create: { width: width / 2, height: width / 3, channels: 3, background: '#f00' } })
    .png()
    .toBuffer();
  return sharp({ create: { width, height: width / 3, channels: 3, background: '#00f' } })
    .composite([{ input: red, left: 0, top: 0 }])
    .jpeg({ quality: 95 })
    .withExif({ IFD0: { Make: 'Telefon' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

async function shown(name: string, bytes: Buffer) {
  const school = await testSchool();
  const pupil = await aPerson(school, { capacities: ['pupil'] });
  const fileId = await aFile(school, pupil, { name, bytes });
  const client = await school.as(pupil).client();
  const ask = () => client.raw({ method: 'GET', url: `/api/${school.slug}/files/${fileId}/content?preview=shown` });
  const first = await ask();
  await school.settle();
  return { first, later: await ask() };
}

async function looked(bytes: Buffer) {
  const { width, height, orientation, exif, format } = await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y: number) => [...data.subarray((y * info.width + 2) * info.channels, (y * info.width + 2) * info.channels + 3)];
  const isRed = ([red = 0, , blue = 0]: number[]) => red > blue;
  return { width, height, orientation, hasNotes: exif !== undefined, format, upright: isRed(at(3)) && !isRed(at(info.height - 4)) };
}

test('a large photograph is sent itself until a smaller one is made: upright, without place and device', async () => {
  const bytes = await aPhoto(2400);
  const { first, later } = await shown('Foto.jpg', bytes);
  expect([first.statusCode, first.rawPayload.equals(bytes)]).toEqual([200, true]);
  expect(later.headers['content-type']).toBe('image/webp');
  expect(await looked(later.rawPayload)).toEqual({
    width: 533,
    height: 1600,
    orientation: undefined,
    hasNotes: false,
    format: 'webp',
    upright: true,
  });
});

test('a scan is shown as a picture; a broken picture, and one of too many pixels, as the file it is', async () => {
  const scan = await sharp(await aPhoto(300))
    .autoOrient()
    .tiff()
    .toBuffer();
  const { first, later } = await shown('Scan.tiff', scan);
  expect([first.statusCode, later.headers['content-type']]).toEqual([202, 'image/webp']);
  const broken = (await aPhoto(1200)).subarray(0, 2_000);
  expect((await shown('kaputt.jpg', broken)).later.rawPayload.equals(broken)).toBe(true);
  const huge = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect((await shown('riesig.png', huge)).later.headers['content-type']).toBe('image/png');
});

// where libheif-examples is not installed there is nothing to say
if (toolFor('photo') !== null)
  test('a photograph of a phone is shown upright, without its place', async () => {
    const { first, later } = await shown('IMG_1.heic', phonePhoto);
    expect([first.statusCode, later.statusCode, later.headers['content-type']]).toEqual([202, 200, 'image/webp']);
    expect(await looked(later.rawPayload)).toMatchObject({ width: 64, height: 128, hasNotes: false, upright: true });
  });
