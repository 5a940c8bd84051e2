/** Bounds on what an upload may contain, so that a crafted file cannot exhaust the server. All are far above the largest real school. */
export const limits = {
  /** Rows (persons, lines of a table) in one upload; more is refused. */
  rows: 200_000,
  /** Entries of a zip archive. */
  zipEntries: 200,
  /** Bytes of one file after unpacking. */
  fileBytes: 128 * 1024 * 1024,
  /** Bytes of all files after unpacking. */
  totalBytes: 256 * 1024 * 1024,
  /** Nested objects and lists in JSON, nested elements in XML. */
  depth: 40,
  columns: 300,
  /** Problems listed one by one; the rest are counted. */
  problems: 1_000,
  sampleRows: 20,
  /** Characters. */
  nameLength: 100,
  classNameLength: 40,
  groupNameLength: 150,
  sourceIdLength: 200,
  emailLength: 254,
  handleLength: 100,
  shortNameLength: 20,
} as const;
