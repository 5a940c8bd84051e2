import { useCallback, useEffect, useRef, useState } from 'react';
import { CallFailed, call } from '#kernel/web/call.ts';
import { useDraft } from '#kernel/web/drafts.ts';
import { type AnnotatedPage, type Annotation, annotationsContract, saveAnnotationsContract } from '../../annotate/contract.ts';
import type { SaveStatus } from '../use-autosave.ts';
import { merged } from './ink.ts';
import { createInk, type Ink } from './ink-store.ts';

const pauseMs = 1000;
/** After the last stroke; whoever leaves the page before that keeps it too. */
const keepMs = 250;
const againMs = 8000;

/** A page that is not saved yet, as it is kept on this device: what it began with, and what it is now. */
interface Unsaved {
  base: readonly Annotation[];
  revision: number | null;
  now: readonly Annotation[];
}

export interface TeacherInk {
  /** Null until what is there has come. */
  ink: Ink | null;
  /** Why it could not come. */
  failed: unknown;
  again: () => void;
  status: SaveStatus;
  error: unknown;
}

interface Place {
  assignmentId: string;
  pupilId: string;
  fileId: string;
  handInId: string;
  /** It is not the version that counts. */
  earlier: boolean;
}

/**
 * A teacher's annotations on one file of a pupil: kept on this device with every stroke, saved page by page a moment later, without a line again and again.
 * Where a colleague or another window has saved the same page meanwhile, both are put together.
 */
export function useTeacherInk({ assignmentId, pupilId, fileId, handInId, earlier }: Place): TeacherInk {
  const draft = useDraft<Record<string, Unsaved>>(`assignments.annotations.${handInId}.${fileId}`, {});
  const keep = useRef(draft);
  keep.current = draft;
  const unsaved = useRef<Record<string, Unsaved>>(draft.value);
  const stored = useRef(new Map<number, Pick<AnnotatedPage, 'annotations'> & { revision: number | null }>());
  const running = useRef<Promise<void> | null>(null);
  const keeping = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [ink, setInk] = useState<Ink | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<{ status: SaveStatus; error: unknown }>({ status: 'idle', error: null });

  const remember = useCallback(() => {
    clearTimeout(keeping.current);
    if (Object.keys(unsaved.current).length === 0) keep.current.clear();
    else keep.current.change({ ...unsaved.current });
  }, []);

  /** Saves one page; true when it is there as it was. */
  const savePage = useCallback(
    async (open: Ink, page: number): Promise<void> => {
      const { revision } = stored.current.get(page) ?? { revision: null };
      const annotations = open.of(page);
      const params = { assignmentId, pupilId, fileId };
      try {
        const saved = await call(saveAnnotationsContract, {
          params,
          body: { handInId, earlier, page, revision, annotations: [...annotations] },
        });
        stored.current.set(page, { revision: saved.revision, annotations: [...annotations] });
        if (open.of(page) === annotations) delete unsaved.current[page];
        else unsaved.current[page] = { base: annotations, revision: saved.revision, now: open.of(page) };
      } catch (error) {
        if (!(error instanceof CallFailed) || error.code !== 'assignments.annotated_meanwhile') throw error;
        const there = error.data as Pick<AnnotatedPage, 'annotations'> & { revision: number | null }; // as the refusal says (annotate/save.ts)
        const base = stored.current.get(page)?.annotations ?? [];
        stored.current.set(page, there);
        open.put(page, merged(base, open.of(page), there.annotations));
        unsaved.current[page] = { base: there.annotations, revision: there.revision, now: open.of(page) };
      }
      remember();
    },
    [assignmentId, pupilId, fileId, handInId, earlier, remember],
  );

  const flush = useCallback(
    async (open: Ink): Promise<void> => {
      if (running.current !== null) return running.current;
      const saving = async () => {
        setState({ status: 'saving', error: null });
        try {
          for (let page = firstOf(unsaved.current); page !== undefined; page = firstOf(unsaved.current)) await savePage(open, page);
          setState({ status: 'saved', error: null });
        } catch (error) {
          const lost = error instanceof CallFailed && (error.offline || error.status >= 500);
          setState({ status: lost ? 'offline' : 'refused', error });
        }
      };
      running.current = saving().finally(() => {
        running.current = null;
      });
      return running.current;
    },
    [savePage],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again
  useEffect(() => {
    let isLeft = false;
    setFailed(null);
    call(annotationsContract, { params: { assignmentId, pupilId, fileId }, query: earlier ? { versionId: handInId } : {} }).then(
      ({ pages }) => {
        if (isLeft) return;
        const open = createInk();
        for (const { page, revision, annotations } of pages) {
          stored.current.set(page, { revision, annotations });
          open.put(page, annotations);
        }
        // drawn in an earlier visit and not sent: put together with what has come since
        for (const [page, { base, now }] of Object.entries(unsaved.current)) {
          const there = stored.current.get(Number(page))?.annotations ?? [];
          open.put(Number(page), merged(base, now, there));
        }
        setInk(open);
      },
      (error: unknown) => !isLeft && setFailed(error),
    );
    return () => {
      isLeft = true;
    };
  }, [assignmentId, pupilId, fileId, handInId, earlier, tries]);

  useEffect(() => {
    if (ink === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void flush(ink), pauseMs);
    };
    const stop = ink.onChanged((page) => {
      const { revision = null, annotations = [] } = stored.current.get(page) ?? {};
      unsaved.current[page] = { base: annotations, revision, now: ink.of(page) };
      // not between two strokes, where it would cost a frame
      clearTimeout(keeping.current);
      keeping.current = setTimeout(remember, keepMs);
      soon();
    });
    addEventListener('pagehide', remember);
    if (firstOf(unsaved.current) !== undefined) soon();
    return () => {
      stop();
      clearTimeout(timer);
      removeEventListener('pagehide', remember);
      remember();
      // going on to the next pupil does not wait for it
      if (firstOf(unsaved.current) !== undefined) void flush(ink);
    };
  }, [ink, flush, remember]);

  useEffect(() => {
    if (ink === null || state.status !== 'offline') return;
    const again = () => void flush(ink);
    const timer = setInterval(again, againMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [ink, state.status, flush]);

  return { ink, failed, again: () => setTries(tries + 1), ...state };
}

function firstOf(unsaved: Readonly<Record<string, Unsaved>>): number | undefined {
  const [first] = Object.keys(unsaved);
  return first === undefined ? undefined : Number(first);
}
