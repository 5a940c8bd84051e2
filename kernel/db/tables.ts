/**
 * All row types, by `schema.table`. Each module adds its own from its generated `tables.gen.ts`:
 * `declare module '#kernel/db/tables.ts' { interface Tables { 'files.file': … } }`
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in every tables.gen.ts
export interface Tables {}
