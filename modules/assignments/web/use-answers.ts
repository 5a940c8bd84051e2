import { useCallback, useEffect, useRef, useState } from 'react';
import { CallFailed, call } from '#kernel/web/call.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import type { ArrivedFile } from '#modules/files/web/public.tsx';
import { type PupilResult, saveAnswerContract } from '../answer/contract.ts';
import type { Chosen } from '../rubrics/contract.ts';
import type { SaveStatus } from './use-autosave.ts';

/** An answer as it is being written. */
export interface Typed {
  text: string;
  files: ArrivedFile[];
  /** The level chosen for each criterion; null: nothing is filled in. */
  rubric: Chosen | null;
  mark: string | null;
  finished: boolean;
}

interface Kept extends Typed {
  /** The hand-in it answers. */
  handInId: string | null;
}

export interface Answers {
  /** What stands in the form for a pupil: typed here, else saved in this visit, else what the server said. */
  of: (row: PupilResult) => Typed;
  change: (row: PupilResult, part: Partial<Typed>) => void;
  status: (pupilId: string) => { status: SaveStatus; error: unknown };
  /** Drops what was typed here. */
  forget: (pupilId: string) => void;
  /** Resolves when everything typed is saved; false when something is not. */
  settle: () => Promise<boolean>;
}

const pauseMs = 1000;
const againMs = 8000;

/**
 * The answers of a correction view. Going on to the next pupil never waits: what is typed is kept on this device at once and saved in the
 * background, one save after the other per pupil, without a line again and again.
 */
export function useAnswers(assignmentId: string, rows: readonly PupilResult[], onRefused: () => void): Answers {
  const draft = useDraft<Record<string, Kept>>(`assignments.answers.${assignmentId}`, {});
  const kept = useRef(draft.value);
  const refused = useRef(onRefused);
  refused.current = onRefused;
  const revisions = useRef(new Map<string, number>());
  const saved = useRef(new Map<string, Kept>());
  const busy = useRef(new Map<string, Promise<boolean>>());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const [states, setStates] = useState<Readonly<Record<string, { status: SaveStatus; error: unknown }>>>({});

  const keep = useCallback(
    (next: Record<string, Kept>) => {
      kept.current = next;
      if (Object.keys(next).length === 0) draft.clear();
      else draft.change(next);
    },
    [draft.change, draft.clear],
  );
  const say = useCallback(
    (pupilId: string, status: SaveStatus, error: unknown = null) => setStates((before) => ({ ...before, [pupilId]: { status, error } })),
    [],
  );

  const saveOne = useCallback(
    async (pupilId: string): Promise<boolean> => {
      while (busy.current.has(pupilId)) await busy.current.get(pupilId);
      const typed = kept.current[pupilId];
      if (typed === undefined) return true;
      say(pupilId, 'saving');
      const body = {
        handInId: typed.handInId,
        revision: revisions.current.get(pupilId) ?? null,
        text: typed.text,
        fileIds: typed.files.map(({ id }) => id),
        finished: typed.finished,
        rubric: typed.rubric,
        mark: typed.mark,
      };
      const attempt = call(saveAnswerContract, { params: { assignmentId, pupilId }, body }).then(
        ({ revision }) => {
          revisions.current.set(pupilId, revision);
          saved.current.set(pupilId, typed);
          if (kept.current[pupilId] === typed) {
            const { [pupilId]: _, ...rest } = kept.current;
            keep(rest);
          }
          say(pupilId, 'saved');
          return true;
        },
        (error: unknown) => {
          const lost = error instanceof CallFailed && (error.offline || error.status >= 500);
          say(pupilId, lost ? 'offline' : 'refused', error);
          if (!lost) refused.current();
          return false;
        },
      );
      busy.current.set(pupilId, attempt);
      const done = await attempt;
      if (busy.current.get(pupilId) === attempt) busy.current.delete(pupilId);
      return done;
    },
    [assignmentId, keep, say],
  );

  // what the server says is newer than what was saved here takes its place; typed text stays
  for (const { pupilId, answer } of rows) {
    const known = revisions.current.get(pupilId);
    if (answer === null) {
      if (known !== undefined && !busy.current.has(pupilId) && !saved.current.has(pupilId)) revisions.current.delete(pupilId);
    } else if (known === undefined || answer.revision > known) {
      revisions.current.set(pupilId, answer.revision);
      saved.current.delete(pupilId);
    }
  }

  const settle = useCallback(async () => (await Promise.all(Object.keys(kept.current).map(saveOne))).every(Boolean), [saveOne]);
  useEffect(() => {
    const again = () => {
      for (const pupilId of Object.keys(kept.current))
        if (!timers.current.has(pupilId) && !busy.current.has(pupilId)) void saveOne(pupilId);
    };
    const offline = Object.values(states).some(({ status }) => status === 'offline');
    const timer = offline ? setInterval(again, againMs) : undefined;
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [states, saveOne]);
  useEffect(() => () => void settle(), [settle]);

  return {
    of: (row) => typedOf(row, kept.current[row.pupilId], saved.current.get(row.pupilId)),
    change: (row, part) => {
      const { pupilId } = row;
      const before = typedOf(row, kept.current[pupilId], saved.current.get(pupilId));
      keep({ ...kept.current, [pupilId]: { ...before, ...part, handInId: row.handIn?.id ?? null } });
      clearTimeout(timers.current.get(pupilId));
      timers.current.set(
        pupilId,
        setTimeout(() => {
          timers.current.delete(pupilId);
          void saveOne(pupilId);
        }, pauseMs),
      );
    },
    status: (pupilId) => states[pupilId] ?? { status: 'idle', error: null },
    forget: (pupilId) => {
      const { [pupilId]: _, ...rest } = kept.current;
      saved.current.delete(pupilId);
      keep(rest);
      say(pupilId, 'idle');
    },
    settle,
  };
}

/** What was typed or saved for an earlier hand-in does not hold for the present one, but its text is kept to go on from. */
function typedOf(row: PupilResult, kept: Kept | undefined, saved: Kept | undefined): Typed {
  const known = kept ?? (saved !== undefined && saved.handInId === (row.handIn?.id ?? null) ? saved : undefined);
  const nothing = { text: '', files: [], rubric: null, mark: null, finished: false };
  // in this order, since a draft of before there were rubrics and marks says nothing of them
  const { text, files, rubric, mark, finished } = { ...nothing, ...row.answer, ...known };
  return { text, files, rubric, mark, finished };
}
