import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { kernelRefusals } from '#kernel/errors/refusals.ts';

/** A place in an ordered list: the values of the order columns of the last row shown. */
type Cursor = readonly (string | number | null)[];

/** Writes a cursor for the answer. */
export function writeCursor(values: Cursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor from a request.
 *
 * @throws `kernel.bad_request` (400) when it is not one of ours
 */
export function readCursor(text: string, length: number): Cursor {
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => value === null || typeof value === 'string' || typeof value === 'number')
    )
      return values;
  } catch {
    // not ours: refused below
  }
  throw kernelRefusals.badRequest({ place: 'cursor' });
}

/** One column of an order: how it is named in SQL and read from a row. Never null. */
export interface OrderColumn<R> {
  column: string;
  /** PostgreSQL type, for the comparison. */
  type: 'text' | 'uuid' | 'timestamptz' | 'date' | 'int' | 'bigint';
  of: (row: R) => string | number;
}

/**
 * One page of a query, by keyset: stable while rows come and go, one statement for any page.
 * The order columns together must be unique (end with the id).
 */
export async function paged<DB, TB extends keyof DB, R>(
  query: SelectQueryBuilder<DB, TB, R>,
  order: readonly OrderColumn<R>[],
  page: { cursor?: string | undefined; limit?: number | undefined },
  direction: 'asc' | 'desc' = 'asc',
): Promise<{ items: R[]; next: string | null }> {
  const limit = pageLimit(page.limit);
  let paging = query.limit(limit + 1);
  for (const { column } of order) paging = paging.orderBy(sql.ref(column), direction);
  if (page.cursor !== undefined) paging = paging.where(beyond(order, readCursor(page.cursor, order.length), direction));
  return cutPage(await paging.execute(), order, limit);
}

/** How many rows a page has where the question names no number. */
export function pageLimit(asked: number | undefined): number {
  return asked ?? 50;
}

/**
 * A page of rows that were asked in this order, for statements that `paged` cannot write.
 *
 * @param rows  one more than the page holds, where there is one more
 */
export function cutPage<R>(rows: readonly R[], order: readonly OrderColumn<R>[], limit: number): { items: R[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(order.map(({ of }) => of(last))) : null };
}

function beyond<R>(order: readonly OrderColumn<R>[], values: Cursor, direction: 'asc' | 'desc'): Expression<SqlBool> {
  const columns = sql.join(order.map(({ column }) => sql.ref(column)));
  const given = sql.join(order.map(({ type }, index) => sql`${values[index]}::${sql.raw(type)}`));
  return direction === 'asc' ? sql<SqlBool>`(${columns}) > (${given})` : sql<SqlBool>`(${columns}) < (${given})`;
}
