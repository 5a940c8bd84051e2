import type { Titles } from '#kernel/texts/texts.ts';

/** One or more days without school in a school, beside weekends and public holidays; both days are free, 'YYYY-MM-DD'. */
export interface FreeSpan {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly name: Titles;
}
