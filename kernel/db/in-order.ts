/**
 * The results of statements that were asked in one breath and so travel together. Like `Promise.all`, but the first in the order of asking decides how they
 * fail: a row that is not there is not found, whatever the later statements say to that.
 *
 * @throws what the first of them that failed threw
 */
export async function inOrder<P extends readonly unknown[]>(...asked: P): Promise<{ -readonly [K in keyof P]: Awaited<P[K]> }> {
  const ends = await Promise.allSettled(asked);
  const results = ends.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  return results as { -readonly [K in keyof P]: Awaited<P[K]> }; // map forgets which place is of which type
}
