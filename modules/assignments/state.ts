import type { WorkState } from './contract.ts';

/** The instants of a piece of work; null: there is none. */
export interface Times {
  dueAt: Date | null;
  closesAt: Date | null;
}

/** What one pupil has done about it. */
export interface Progress {
  /** Has opened it. */
  seen: boolean;
  /** Has typed or uploaded something that is not handed in. */
  begun: boolean;
  handedIn: boolean;
}

/**
 * How a piece of work stands for a pupil at an instant. Who has handed in is done, whatever the time. At the due time itself one is still in
 * time; from the closing time on it is past, that instant included. Both are instants, so days of 23 and 25 hours need no care here.
 */
export function workState({ dueAt, closesAt }: Times, { seen, begun, handedIn }: Progress, now: Date): WorkState {
  if (handedIn) return 'done';
  if (isClosed(closesAt, now)) return 'past';
  if (isLate(dueAt, now)) return 'overdue';
  return seen || begun ? 'begun' : 'new';
}

/** Whether nothing is taken any more: from the closing time on. */
export function isClosed(closesAt: Date | null, now: Date): boolean {
  return closesAt !== null && now.getTime() >= closesAt.getTime();
}

/** Whether a hand-in at this instant is late: after the due time, not at it. */
export function isLate(dueAt: Date | null, at: Date): boolean {
  return dueAt !== null && at.getTime() > dueAt.getTime();
}
