/** TypeBox under one name, so that contracts say `T.Object(…)` and the library is named in one place. */

export type { Static } from 'typebox';
export * as T from 'typebox';
