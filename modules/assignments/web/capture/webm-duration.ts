// Ids of Matroska (RFC 9559): segment, its info, the duration in it.
const segmentId = 0x18538067;
const infoId = 0x1549a966;
const durationId = 0x4489;
const scaleId = 0x2ad7b1;

interface Element {
  id: number;
  /** Where its content begins. */
  from: number;
  /** Bytes of its content; Infinity: until the end of the file. */
  size: number;
  /** Where its size stands, and in how many bytes. */
  sizeAt: number;
  sizeLength: number;
}

/**
 * A recording with its length written into it. What browsers record says nothing of how long it is, and players can then neither show nor seek.
 * Anything but a WebM without a length comes back as it is.
 *
 * @param seconds  as the recorder has measured them
 */
export function withDuration(webm: Uint8Array<ArrayBuffer>, seconds: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(webm.buffer, webm.byteOffset, webm.byteLength);
  const segment = find(view, segmentId, 0, view.byteLength);
  const info = segment && find(view, infoId, segment.from, view.byteLength);
  if (!info || !Number.isFinite(info.size) || find(view, durationId, info.from, info.from + info.size)) return webm;
  // a segment of known size would have to grow too; browsers leave it open
  if (segment && Number.isFinite(segment.size)) return webm;
  const scale = find(view, scaleId, info.from, info.from + info.size);
  const nanoseconds = scale ? uint(view, scale.from, scale.size) : 1_000_000;
  const duration = new Uint8Array(11);
  duration.set([0x44, 0x89, 0x88]);
  new DataView(duration.buffer).setFloat64(3, (seconds * 1e9) / nanoseconds);
  const size = info.size + duration.length;
  const end = info.from + info.size;
  if (end > webm.length || size >= 2 ** (7 * info.sizeLength) - 1) return webm;
  const longer = new Uint8Array(webm.length + duration.length);
  longer.set(webm.subarray(0, end));
  longer.set(duration, end);
  longer.set(webm.subarray(end), end + duration.length);
  let rest = size;
  for (let at = info.sizeAt + info.sizeLength - 1; at >= info.sizeAt; at -= 1) {
    longer[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  longer[info.sizeAt] = (longer[info.sizeAt] ?? 0) | (0x80 >> (info.sizeLength - 1));
  return longer;
}

/** The first element with an id between two places, not looking into others. */
function find(view: DataView, id: number, from: number, end: number): Element | null {
  let at = from;
  while (at < end) {
    const element = elementAt(view, at);
    if (element === null) return null;
    if (element.id === id) return element;
    at = element.from + element.size;
  }
  return null;
}

function elementAt(view: DataView, at: number): Element | null {
  const idLength = lengthAt(view, at);
  const sizeAt = at + idLength;
  const sizeLength = lengthAt(view, sizeAt);
  if (idLength === 0 || sizeLength === 0 || sizeAt + sizeLength > view.byteLength) return null;
  const raw = uint(view, sizeAt, sizeLength);
  const marker = 2 ** (7 * sizeLength);
  const size = raw - marker;
  return {
    id: uint(view, at, idLength),
    from: sizeAt + sizeLength,
    size: size === marker - 1 ? Number.POSITIVE_INFINITY : size,
    sizeAt,
    sizeLength,
  };
}

/** The leading zeros of the first byte say how many bytes a number has; 0: none is there. */
function lengthAt(view: DataView, at: number): number {
  if (at >= view.byteLength) return 0;
  const length = Math.clz32(view.getUint8(at)) - 23;
  return length > 8 ? 0 : length;
}

function uint(view: DataView, at: number, length: number): number {
  let value = 0;
  for (let place = at; place < Math.min(at + length, view.byteLength); place += 1) value = value * 256 + view.getUint8(place);
  return value;
}
