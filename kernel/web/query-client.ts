import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallFailed } from './call.ts';
import { pauseMs } from './pause.ts';
import { signInAgain } from './session.ts';

const lostLine = (error: unknown) => error instanceof CallFailed && (error.offline || error.status === 503);

const noticed = (error: Error) => {
  if (error instanceof CallFailed && error.status === 401) signInAgain();
};

/** One cache for all answers. A refusal is final; only a lost line or a server that is starting is tried again. A server without room is waited for in line.ts. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticed }),
    mutationCache: new MutationCache({ onError: noticed }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < 3 && lostLine(error),
        retryDelay: (times) => pauseMs(times),
        refetchOnWindowFocus: true,
      },
      // the same variables go out again, and with them the same idempotency key
      mutations: { retry: (count, error) => count < 4 && lostLine(error), retryDelay: (times) => pauseMs(times) },
    },
  });
}
