import { currentLanguage } from '#kernel/web/texts.ts';

/** "340 kB", "1,2 MB": a size as people say it, by thousands. */
export function sayBytes(bytes: number): string {
  const [unit, size] =
    bytes < 1_000_000 ? ['kB', bytes / 1000] : bytes < 1_000_000_000 ? ['MB', bytes / 1_000_000] : ['GB', bytes / 1_000_000_000];
  const digits = size < 10 && unit !== 'kB' ? 1 : 0;
  return `${new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: digits }).format(Math.max(size, bytes > 0 ? 1 : 0))} ${unit}`;
}
