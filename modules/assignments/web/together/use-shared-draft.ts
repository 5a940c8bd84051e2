import { useEffect, useRef, useState } from 'react';
import { CallFailed } from '#kernel/web/call.ts';
import type { ArrivedFile } from '#modules/files/web/public.tsx';
import { ownFileAddress, teamFileAddress } from '../file-address.ts';
import type { Task } from '../shown-work.ts';

interface Content {
  text: string;
  files: ArrivedFile[];
}

interface Wanted {
  task: Task;
  beginning: Content;
  /** What was typed in an earlier visit; null: nothing was. */
  kept: { seen?: number } | null;
  now: Content;
  /** Takes what the team has; nothing of one's own is lost by it. */
  onTheirs: () => void;
}

/**
 * The draft that a team shares: what this device has seen of it. What a mate saves is taken by itself as long as nothing is typed here that is not saved;
 * otherwise one is asked. For somebody alone it says and does nothing.
 */
export function useSharedDraft({ task, beginning, kept, now, onTheirs }: Wanted) {
  const { team } = task;
  const revision = useRef(kept === null ? (team?.revision ?? 0) : (kept.seen ?? 0));
  const there = useRef(JSON.stringify(beginning));
  const [behind, setBehind] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the server says anew; what is typed here changes with every key
  useEffect(() => {
    if (team === null || team.revision <= revision.current) return;
    if (JSON.stringify(now) === there.current) onTheirs();
    else setBehind(true);
  }, [team?.revision]);
  const shared = new Set(task.draft?.files.map(({ id }) => id));
  return {
    /** Somebody has saved, and here is something that is not saved. */
    behind,
    /** For what is sent. */
    seen: () => (team === null ? {} : { revision: revision.current }),
    /** For what is kept on this device. */
    mark: () => (team === null ? {} : { seen: revision.current }),
    saved: (content: Content, present: number) => {
      there.current = JSON.stringify(content);
      revision.current = present;
    },
    /** One's own shall stand. */
    goOver: (present: number | null) => {
      revision.current = Math.max(present ?? 0, team?.revision ?? 0, revision.current);
      setBehind(false);
    },
    addressOf: (fileId: string) => (team !== null && shared.has(fileId) ? teamFileAddress(task.id)(fileId) : ownFileAddress(fileId)),
  };
}

/** Whether somebody else has saved since. */
export function isConflict(error: unknown): boolean {
  return error instanceof CallFailed && error.code === 'assignments.changed_meanwhile';
}

/** How often the draft had changed when it was refused. */
export function revisionIn(error: unknown): number | null {
  return error instanceof CallFailed && typeof error.data['revision'] === 'number' ? error.data['revision'] : null;
}
