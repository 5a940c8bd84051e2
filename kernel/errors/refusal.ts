/**
 * An expected "no": a status, a code and data for its text. Everything else that is thrown is a bug (500).
 * The text stands in the module's `texts/` under `refusals.<reason>`.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, data: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.data = data;
  }
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 503 | 507;

type Makers<D extends Record<string, RefusalStatus>> = { readonly [K in keyof D]: (data?: Record<string, unknown>) => Refusal } & {
  /** Every code with its status, for the manifest. */
  readonly all: ReadonlyMap<string, RefusalStatus>;
};

/**
 * All refusals of a module: `refusals('assignments', { closed: 409 }).closed({ closedAt })` makes `assignments.closed`.
 * Names in camelCase become snake_case codes.
 */
export function refusalsOf<const D extends Record<string, RefusalStatus>>(module: string, statuses: D): Makers<D> {
  const all = new Map<string, RefusalStatus>();
  const makers: Record<string, unknown> = { all };
  for (const [name, status] of Object.entries(statuses)) {
    const code = `${module.replaceAll('-', '_')}.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    all.set(code, status);
    makers[name] = (data?: Record<string, unknown>) => new Refusal(status, code, data);
  }
  return makers as Makers<D>; // built above, key by key, from the same object
}
