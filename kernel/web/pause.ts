/** Milliseconds after the `times`-th failure in a row, from 0 on: 1, 2, 4, 8, at most 15 seconds, a quarter more or less by chance (0 to 1). */
export function pauseMs(times: number, chance = Math.random()): number {
  return Math.min(15_000, 1000 * 2 ** times) * (0.75 + chance / 2);
}
