import * as T from 'typebox';

const uuid = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

/** An id made by the program: UUID version 7, lower case (RFC 9562). */
export const Id = T.String({ pattern: uuid });

/** An instant in UTC, ISO 8601 with `Z`. */
export const Instant = T.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,6})?)?Z$',
  description: 'instant in UTC',
});

/** A calendar day without a time zone, `YYYY-MM-DD`. */
export const PlainDate = T.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'calendar day' });

/** A short text of one line: 1 to `max` characters, not only white space, no control characters. */
export const Line = (max = 200) => T.String({ minLength: 1, maxLength: max, pattern: '^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$' });

/** Either the type or null. */
export const Nullable = <S extends T.TSchema>(schema: S) => T.Union([schema, T.Null()]);

/** One of a closed list of words. */
export const OneOf = <const W extends string[]>(words: W) =>
  T.Union(words.map((word) => T.Literal(word))) as unknown as T.TUnion<{ [K in keyof W]: T.TLiteral<W[K]> }>; // a mapped tuple: `map` forgets its length

/** The query fields of every list: where to go on, how many. */
export const pageQuery = {
  cursor: T.Optional(T.String({ maxLength: 400 })),
  limit: T.Optional(T.Integer({ minimum: 1, maximum: 200, default: 50 })),
};

/** One page of a list; `next` is the cursor of the following page, null at the end. */
export const PageOf = <S extends T.TSchema>(item: S) => T.Object({ items: T.Array(item), next: Nullable(T.String()) });
