import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallFailed } from './call.ts';
import { signInAgain } from './session.ts';

const lostLine = (error: unknown) => error instanceof CallFailed && (error.offline || error.status === 503);

/** Seconds 1, 2, 4, 8, 15 with a quarter of chance, so that a whole school does not knock at once. */
export const pauseMs = (attempt: number) => Math.min(15_000, 1000 * 2 ** attempt) * (0.75 + Math.random() / 2);

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
        retryDelay: pauseMs,
        refetchOnWindowFocus: true,
      },
      // the same variables go out again, and with them the same idempotency key
      mutations: { retry: (count, error) => count < 4 && lostLine(error), retryDelay: pauseMs },
    },
  });
}
