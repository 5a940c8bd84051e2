import type { Static, TObject, TSchema } from 'typebox';
import * as T from 'typebox';
import { closed } from './closed.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One request and its answer, as data: read by the server (checks, serialiser), the browser (typed call, form checks),
 * the tests and OpenAPI.
 */
export interface Contract<
  P extends TObject = TObject,
  Q extends TObject = TObject,
  B extends TSchema = TSchema,
  A extends TSchema = TSchema,
> {
  readonly method: Method;
  /** Below `/api/<school>` (scope school) or `/api` (scope platform); parameters as `:name`. */
  readonly path: string;
  /** `school`: one school, behind the wall. `platform`: several schools or none (sign-in, operator, health). */
  readonly scope: 'school' | 'platform';
  /** One plain sentence for the OpenAPI page. */
  readonly summary: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly answer: A;
  /** Codes of the refusals it may answer with, `module.reason`; those of the kernel (not found, forbidden …) go without saying. */
  readonly refusals: readonly string[];
}

interface Spec<P, Q, B, A> {
  method: Method;
  path: string;
  scope?: 'school' | 'platform';
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  answer: A;
  refusals?: readonly string[];
}

const nothing = T.Object({});

/**
 * Declares a contract. Every object in params, query and body is closed: an unknown field is a 400.
 * The answer stays as written; the serialiser cuts off what it does not name.
 */
export function contract<
  A extends TSchema,
  P extends TObject = TObject<Record<never, never>>,
  Q extends TObject = TObject<Record<never, never>>,
  B extends TSchema = TObject<Record<never, never>>,
>(spec: Spec<P, Q, B, A>): Contract<P, Q, B, A> {
  return {
    method: spec.method,
    path: spec.path,
    scope: spec.scope ?? 'school',
    summary: spec.summary,
    // the defaults are the empty object that the type parameters' defaults name
    params: closed(spec.params ?? (nothing as unknown as P)),
    query: closed(spec.query ?? (nothing as unknown as Q)),
    body: closed(spec.body ?? (nothing as unknown as B)),
    answer: spec.answer,
    refusals: spec.refusals ?? [],
  };
}

export type Params<C extends Contract> = Static<C['params']>;
export type Query<C extends Contract> = Static<C['query']>;
export type Body<C extends Contract> = Static<C['body']>;
export type Answer<C extends Contract> = Static<C['answer']>;

/** What a caller hands over for a contract; empty parts may be left out. */
export type Input<C extends Contract> = Part<'params', Params<C>> & Part<'query', Query<C>> & Part<'body', Body<C>>;
type Part<K extends string, V> = Record<never, never> extends V ? { [key in K]?: V } : { [key in K]: V };
