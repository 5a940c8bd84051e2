import {
  type InfiniteData,
  keepPreviousData,
  type QueryKey,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import type { Answer, Contract, Input } from '#kernel/contract/contract.ts';
import { call, schoolOfPage } from './call.ts';
import { useLook } from './live.ts';

interface AskOptions {
  /** Ask only when true; for what depends on an answer that is not there yet. */
  when?: boolean;
  /** A topic of the live line: ask again when it wakes. */
  topic?: string;
  /** Ask again every so many seconds while the page is seen; for progress. False ends it. */
  everySeconds?: number | false;
}

/** The place of an answer in the cache: contract, school, input. Without input: of all answers of the contract. */
export function keyOf(contract: Contract, input?: object): QueryKey {
  const place = [`${contract.method} ${contract.path}`, contract.scope === 'school' ? schoolOfPage() : ''];
  return input === undefined ? place : [...place, input];
}

/** Asks the server and keeps the answer: `{ data, error, isPending, refetch }`. While the input changes the earlier answer stays. */
export function useAsk<C extends Contract>(contract: C, input: Input<C>, options: AskOptions = {}): UseQueryResult<Answer<C>> {
  const key = keyOf(contract, input);
  useLook(options.topic, key);
  return useQuery<Answer<C>>({
    queryKey: key,
    queryFn: ({ signal }) => call(contract, input, { signal }),
    enabled: options.when ?? true,
    placeholderData: keepPreviousData,
    refetchInterval: options.everySeconds ? options.everySeconds * 1000 : false,
  });
}

type PageAnswer = { items: unknown[]; next: string | null };
/** A contract whose answer is `PageOf(…)`. */
export type ListContract<C extends Contract> = Answer<C> extends PageAnswer ? C : never;
export type RowOf<C extends Contract> = Answer<C> extends { items: (infer R)[] } ? R : never;

/** A list that comes page by page, as `DataList` wants it. */
export interface PagedAsk<R> {
  rows: readonly R[];
  pending: boolean;
  error: Error | null;
  more: (() => void) | null;
  loadingMore: boolean;
  again: () => void;
  /** The first page's answer, for counts beside the list. */
  first: unknown;
}

/** Asks a list page by page along its cursor. `more` is null at the end. */
export function usePages<C extends Contract>(contract: C & ListContract<C>, input: Input<C>, options: AskOptions = {}): PagedAsk<RowOf<C>> {
  const key = keyOf(contract, { pages: input });
  useLook(options.topic, key);
  const ask: UseInfiniteQueryResult<InfiniteData<PageAnswer>> = useInfiniteQuery({
    queryKey: key,
    initialPageParam: null as string | null, // widens null to what later pages carry
    // ListContract has made sure of the answer's shape and that `query` takes a cursor
    queryFn: async ({ signal, pageParam }) => (await call(contract, withCursor(input, pageParam), { signal })) as PageAnswer,
    getNextPageParam: (last) => last.next,
    enabled: options.when ?? true,
    placeholderData: keepPreviousData,
  });
  return {
    rows: (ask.data?.pages.flatMap((page) => page.items) ?? []) as RowOf<C>[], // the items of that contract's answers
    pending: ask.isPending,
    error: ask.error,
    more: ask.hasNextPage ? () => void ask.fetchNextPage() : null,
    loadingMore: ask.isFetchingNextPage,
    again: () => void ask.refetch(),
    first: ask.data?.pages[0],
  };
}

function withCursor<I>(input: I, cursor: string | null): I {
  if (cursor === null) return input;
  return { ...input, query: { ...(input as { query?: object }).query, cursor } }; // every list's query has `cursor`
}
