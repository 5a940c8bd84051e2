import { parseArgs } from 'node:util';

export interface StartOptions {
  port: number;
  /** How many processes serve; more than one need a further one over them. */
  processes: number;
  dataDir: string;
  demo: boolean;
  /** The status page beside, in a process of its own. */
  status: boolean;
  /** Origin for links in mails and letters. */
  origin: string;
  /** A process that is asked to end does so after this, whatever is under way. */
  drainSeconds: number;
  /** So long before, /healthz says that it is going to end, for load balancers. */
  drainNoticeSeconds: number;
  /** Outside PostgreSQL, or null for the embedded one. */
  database: { ownerUrl: string; appUrl: string; administrationUrl: string } | null;
}

/**
 * What the start was asked for, from flags and environment.
 *
 * @throws in plain words when something does not fit
 */
export function startOptions(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'no-demo': { type: 'boolean', default: false },
      processes: { type: 'string', default: '1' },
      'no-status': { type: 'boolean', default: false },
    },
  });
  const port = Number(environment['PORT'] ?? 4000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT must be a number from 1 to 65535, not ${environment['PORT']}`);
  const processes = Number(values.processes);
  if (!Number.isInteger(processes) || processes < 1 || processes > 64)
    throw new Error(`--processes must be a number from 1 to 64, not ${values.processes}`);
  return {
    port,
    processes,
    drainSeconds: secondsOf(environment, 'SCHULHOF_DRAIN_SECONDS', 30),
    drainNoticeSeconds: secondsOf(environment, 'SCHULHOF_DRAIN_NOTICE_SECONDS', 0),
    dataDir: environment['SCHULHOF_DATA'] ?? './data',
    demo: !values['no-demo'],
    status: !values['no-status'],
    origin: environment['SCHULHOF_ORIGIN'] ?? `http://localhost:${port}`,
    database: outsideDatabase(environment),
  };
}

function secondsOf(environment: NodeJS.ProcessEnv, name: string, preset: number): number {
  const seconds = Number(environment[name] ?? preset);
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 3_600)
    throw new Error(`${name} must be a number of seconds up to 3600, not ${environment[name]}`);
  return seconds;
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
