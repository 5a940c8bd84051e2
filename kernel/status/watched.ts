/** How a part is: works, works but people notice, does not work. */
export type Health = 'ok' | 'slow' | 'failed';

interface Limits {
  /** From so many milliseconds on, people notice. */
  slowMs: number;
  /** After so many milliseconds it has failed, whatever comes later. */
  limitMs: number;
  /** An answer counts for so long: asking more often costs nothing. */
  keptMs: number;
}

/**
 * A check that can be asked by anybody at any time: all who ask share one answer, it comes within `limitMs` even when the check hangs, and while one
 * hangs no second is begun.
 *
 * @param check  resolves when the part works, with 'slow' or 'failed' when it knows better than the clock; rejects when it does not
 */
export function watched(
  check: () => Promise<Health>,
  { slowMs, limitMs, keptMs }: Limits,
  now: () => number = () => performance.now(),
): () => Promise<Health> {
  let isUnderWay = false;
  let answer: Promise<Health> | null = null;
  let askedAt = 0;

  async function look(): Promise<Health> {
    if (isUnderWay) return 'failed';
    isUnderWay = true;
    const began = now();
    const work = check()
      .catch((): Health => 'failed')
      .finally(() => {
        isUnderWay = false;
      });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Health>((resolve) => {
      timer = setTimeout(() => resolve('failed'), limitMs);
    });
    const health = await Promise.race([work, late]);
    clearTimeout(timer);
    return health === 'ok' && now() - began > slowMs ? 'slow' : health;
  }

  return () => {
    if (answer === null || now() - askedAt > keptMs) {
      askedAt = now();
      answer = look();
    }
    return answer;
  };
}
