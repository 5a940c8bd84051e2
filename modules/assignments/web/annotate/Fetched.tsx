import { type ComponentType, useEffect, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';

interface Props<P> {
  /** Must stay the same function. */
  fetch: () => Promise<{ default: ComponentType<P> }>;
  props: P;
}

/** A part of the page that is fetched only once somebody needs it; without a line it says so and can be tried again. */
export function Fetched<P extends object>({ fetch, props }: Props<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` fetches it again
  useEffect(() => {
    let isLeft = false;
    setFailed(null);
    fetch().then(
      (module) => !isLeft && setPart(() => module.default),
      (error: unknown) => !isLeft && setFailed(error),
    );
    return () => {
      isLeft = true;
    };
  }, [fetch, tries]);
  if (failed !== null) return <ErrorState error={failed} again={() => setTries(tries + 1)} />;
  return Part === null ? <Skeleton rows={12} of="text" /> : <Part {...props} />;
}
