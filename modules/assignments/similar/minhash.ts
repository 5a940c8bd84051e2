/** Words in a row that count as one piece: fewer meet by chance, more miss what was changed here and there. */
const inARow = 5;
/** Texts with fewer pieces say too little about anybody. */
const fewest = 25;
/** Hashes of a signature, compared in bands of so many: texts that share half of their pieces meet in some band 996 times of 1,000. */
const hashes = 126;
const band = 3;

/** A text with its pieces as 32-bit numbers. */
interface Pieces<K> {
  key: K;
  pieces: Set<number>;
}

/** Two texts and how much of both together they share, 0 to 1 (Jaccard). */
export interface Similar<K> {
  one: K;
  other: K;
  share: number;
}

/**
 * Which texts resemble each other (MinHash with bands: A. Broder, "On the resemblance and containment of documents", 1997). What stands in the task, or in
 * more than half of the texts, is common ground and does not count.
 *
 * @param given  words everybody was given
 * @param atLeast  from this share on, 0.5 or more
 * @returns most alike first
 */
export function similarTexts<K>(texts: readonly { key: K; text: string }[], given: string, atLeast: number): Similar<K>[] {
  const known = piecesOf(given);
  const all = texts.map(({ key, text }) => ({ key, pieces: piecesOf(text) }));
  const common = commonGround(all);
  const own = all
    .map(({ key, pieces }) => ({ key, pieces: new Set([...pieces].filter((piece) => !known.has(piece) && !common.has(piece))) }))
    .filter(({ pieces }) => pieces.size >= fewest);
  return candidates(own)
    .map(([one, other]) => ({ one: one.key, other: other.key, share: shareOf(one.pieces, other.pieces) }))
    .filter(({ share }) => share >= atLeast)
    .sort((a, b) => b.share - a.share);
}

/** Every row of words in a text, without case and signs. */
function piecesOf(text: string): Set<number> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const pieces = new Set<number>();
  for (let at = 0; at + inARow <= words.length; at += 1) pieces.add(hash(words.slice(at, at + inARow).join(' ')));
  return pieces;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

function commonGround<K>(texts: readonly Pieces<K>[]): Set<number> {
  const counts = new Map<number, number>();
  if (texts.length < 4) return new Set();
  for (const { pieces } of texts) for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > texts.length / 2).map(([piece]) => piece));
}

/** Pairs that meet in at least one band, each once. */
function candidates<K>(texts: readonly Pieces<K>[]): [Pieces<K>, Pieces<K>][] {
  const signatures = texts.map(({ pieces }) => signatureOf(pieces));
  const pairs = new Map<number, [Pieces<K>, Pieces<K>]>();
  for (let from = 0; from < hashes; from += band) {
    const met = new Map<string, number[]>();
    for (const [place, signature] of signatures.entries()) {
      const key = signature.subarray(from, from + band).join();
      const earlier = met.get(key) ?? [];
      for (const other of earlier) pairs.set(other * texts.length + place, pairOf(texts, other, place));
      met.set(key, [...earlier, place]);
    }
  }
  return [...pairs.values()];
}

function pairOf<K>(texts: readonly Pieces<K>[], one: number, other: number): [Pieces<K>, Pieces<K>] {
  const [a, b] = [texts[one], texts[other]];
  if (a === undefined || b === undefined) throw new Error('a place outside the list');
  return [a, b];
}

/** The least value of each of many orders of the pieces. */
function signatureOf(pieces: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(hashes).fill(0xffffffff);
  for (const piece of pieces) {
    for (let order = 0; order < hashes; order += 1) {
      const value = mixed(piece ^ Math.imul(order + 1, 0x9e3779b1));
      if (value < (signature[order] ?? 0)) signature[order] = value;
    }
  }
  return signature;
}

/** Spreads 32 bits evenly (the last step of MurmurHash3, public domain). */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function shareOf(one: ReadonlySet<number>, other: ReadonlySet<number>): number {
  let both = 0;
  for (const piece of one) if (other.has(piece)) both += 1;
  return both / (one.size + other.size - both);
}
