import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Db } from './db.ts';

/** A value, or where one comes when the statement is asked. */
export type Or<T> = T | RawBuilder<T>;

/** Stands among the parameters until the statement is asked. */
class Place<V> {
  readonly name: keyof V;
  constructor(name: keyof V) {
    this.name = name;
  }
}

/**
 * A statement whose text is made once, for those few that are asked with every request: putting a long one together costs more than asking it.
 *
 * @param build  makes it of the places where its values come; its text may not depend on them
 * @returns asks it with the values, and answers all rows
 */
export function prepared<V extends object, R>(
  names: readonly (keyof V)[],
  build: (at: { readonly [K in keyof V]: RawBuilder<V[K]> }) => RawBuilder<R>,
): (db: Db, values: V) => Promise<R[]> {
  let made: CompiledQuery<R> | undefined;
  return async (db, values) => {
    made ??= build(places(names)).compile(db);
    const parameters = made.parameters.map((value) => (value instanceof Place ? values[value.name as keyof V] : value)); // a place of this statement
    const { rows } = await db.executeQuery<R>(CompiledQuery.raw(made.sql, parameters));
    return rows;
  };
}

function places<V extends object>(names: readonly (keyof V)[]): { [K in keyof V]: RawBuilder<V[K]> } {
  const all = Object.fromEntries(names.map((name) => [name, sql`${new Place(name)}`]));
  return all as { [K in keyof V]: RawBuilder<V[K]> }; // fromEntries forgets which names it was given
}
