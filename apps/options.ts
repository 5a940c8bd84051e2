import { parseArgs } from 'node:util';

export interface StartOptions {
  port: number;
  dataDir: string;
  demo: boolean;
  /** Origin for links in mails and letters. */
  origin: string;
  /** Outside PostgreSQL, or null for the embedded one. */
  database: { ownerUrl: string; appUrl: string; administrationUrl: string } | null;
}

/**
 * What the start was asked for, from flags and environment.
 *
 * @throws in plain words when something does not fit
 */
export function startOptions(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { values } = parseArgs({ args: [...args], options: { 'no-demo': { type: 'boolean', default: false } } });
  const port = Number(environment['PORT'] ?? 4000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a number from 1 to 65535, not ${environment['PORT']}`);
  return {
    port,
    dataDir: environment['SCHULHOF_DATA'] ?? './data',
    demo: !values['no-demo'],
    origin: environment['SCHULHOF_ORIGIN'] ?? `http://localhost:${port}`,
    database: outsideDatabase(environment),
  };
}

/** The outside PostgreSQL: app role, owner role, and the administration zone (the app's server unless named). */
export function outsideDatabase(environment: NodeJS.ProcessEnv): StartOptions['database'] {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, DATABASE_ADMINISTRATION_URL: administrationUrl } = environment;
  if (appUrl === undefined) return null;
  if (ownerUrl === undefined || administrationUrl === undefined) {
    throw new Error(
      'DATABASE_URL needs DATABASE_OWNER_URL (role schulhof_owner) and DATABASE_ADMINISTRATION_URL (role schulhof_administration) beside it',
    );
  }
  return { appUrl, ownerUrl, administrationUrl };
}
