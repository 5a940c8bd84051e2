import type { PupilResult } from '../answer/contract.ts';
import type { Answers } from './use-answers.ts';

/** Whom the list of the correction view shows; as it stands in the address (`?stand=`). */
export const correctionStates = ['alle', 'offen', 'verspaetet', 'fehlt'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** Whether a word of the address is one of them. */
export function isCorrectionState(word: string): word is CorrectionState {
  return correctionStates.some((state) => state === word);
}

/** The rows of a state. Who is being answered stays in the list until one goes on. */
export function rowsOf<R extends PupilResult>(rows: readonly R[], state: CorrectionState, current: string, answers: Answers): readonly R[] {
  if (state === 'alle') return rows;
  const fits = {
    offen: (row: PupilResult) => row.handIn !== null && !answers.of(row).finished,
    verspaetet: ({ handIn }: PupilResult) => handIn?.late === true,
    fehlt: ({ handIn }: PupilResult) => handIn === null,
  }[state];
  return rows.filter((row) => row.pupilId === current || fits(row));
}

/** Steps over rows from a place; where to is told to `go`. */
export function stepper(rows: readonly PupilResult[], place: number, go: (pupilId: string) => void) {
  const to = (row: PupilResult | undefined) => row !== undefined && go(row.pupilId);
  return {
    next: () => to(rows[place + 1]),
    previous: () => to(rows[place - 1]),
    /** The next whose work waits for an answer, from here to the end and then from the beginning; else just the next. */
    nextOpen: (answerOf: (row: PupilResult) => { finished: boolean }) => {
      const onwards = [...rows.slice(place + 1), ...rows.slice(0, Math.max(place, 0))];
      to(onwards.find((row) => row.handIn !== null && !answerOf(row).finished) ?? rows[place + 1]);
    },
  };
}
