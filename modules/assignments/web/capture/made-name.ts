import { berlinClock } from '#kernel/ui/berlin.ts';

/**
 * What something made just now is called: "Sprachnotiz 22.11. 14.05.webm"; without colons, which Windows does not take.
 *
 * @param what  in the words of the page
 * @param now   ms since 1970
 */
export function madeName(what: string, now: number, ending: string): string {
  const clock = berlinClock(now);
  return `${what} ${clock.slice(8, 10)}.${clock.slice(5, 7)}. ${clock.slice(11).replace(':', '.')}.${ending}`;
}
