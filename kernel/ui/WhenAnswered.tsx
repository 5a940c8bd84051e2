import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CallFailed } from '#kernel/web/call.ts';
import { ErrorState } from './ErrorState.tsx';
import { Skeleton } from './Skeleton.tsx';

interface Props<D> {
  /** From `useAsk`. */
  ask: UseQueryResult<D>;
  /** What stands there meanwhile; of the same height as the content. */
  skeleton?: ReactNode;
  children: (data: D) => ReactNode;
}

/** The three states of an answer: on its way, failed, there. What is there stays visible while it is asked for again. */
export function WhenAnswered<D>({ ask, skeleton = <Skeleton />, children }: Props<D>) {
  if (ask.data !== undefined) return children(ask.data);
  if (ask.error !== null) return <ErrorState error={ask.error} again={() => void ask.refetch()} />;
  if (ask.fetchStatus === 'paused')
    return <ErrorState error={new CallFailed(0, 'kernel.offline', {}, '')} again={() => void ask.refetch()} />;
  return skeleton;
}
