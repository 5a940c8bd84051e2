/** One statement as pg was given it. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** What the bare server plays for one wish: the statements of each of its requests, in order. */
export interface Played {
  requests: Statement[][];
  /** For a sign-in: whose it is, and what the client registered. */
  account: { identityId: string; record: string } | null;
}

export interface BareOptions {
  databaseUrl: string;
  schoolId: string;
  opaqueServerSetup: string;
}
