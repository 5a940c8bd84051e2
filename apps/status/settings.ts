import { join } from 'node:path';

/** What the status process was asked for. */
export interface StatusSettings {
  port: number;
  host: string;
  /** Where it keeps what it saw and what the operator wrote. */
  folder: string;
  /** The servers of the platform, as browsers reach them. */
  targets: URL[];
  everyMs: number;
  /** Of the status pages themselves, for the feed; without a slash at the end. */
  ownOrigin: string;
  /** Of the platform, for the way there. */
  productOrigin: string;
}

/** The port beside the platform's, unless said otherwise. */
export function statusPort(environment: NodeJS.ProcessEnv): number {
  const port = Number(environment['PORT'] ?? 4000);
  return wholeNumber(environment, 'STATUS_PORT', port === 65_535 ? port - 1 : port + 1, 1, 65_535);
}

/** The folder of the status process in the data folder. */
export function statusFolder(environment: NodeJS.ProcessEnv): string {
  return join(environment['SCHULHOF_DATA'] ?? './data', 'status');
}

/**
 * Reads the environment.
 *
 * @throws in plain words when something does not fit
 */
export function statusSettings(environment: NodeJS.ProcessEnv): StatusSettings {
  const port = statusPort(environment);
  const host = environment['HOST'] ?? '127.0.0.1';
  // a server that listens on one address only answers there only
  const reached = ['0.0.0.0', '::', '127.0.0.1'].includes(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const beside = `http://${reached}:${environment['PORT'] ?? 4000}`;
  const targets = (environment['SCHULHOF_STATUS_TARGETS'] ?? beside)
    .split(',')
    .map((text) => address('SCHULHOF_STATUS_TARGETS', text.trim()));
  return {
    port,
    host,
    folder: statusFolder(environment),
    targets,
    everyMs: wholeNumber(environment, 'SCHULHOF_STATUS_SECONDS', 30, 1, 300) * 1000,
    ownOrigin: address('SCHULHOF_STATUS_ORIGIN', environment['SCHULHOF_STATUS_ORIGIN'] ?? `http://localhost:${port}`).origin,
    productOrigin: address('SCHULHOF_ORIGIN', environment['SCHULHOF_ORIGIN'] ?? targets[0]?.origin ?? beside).origin,
  };
}

function address(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw new Error(`${name} must be an address such as https://schule.example.org, not ${text}`);
  return url;
}

function wholeNumber(environment: NodeJS.ProcessEnv, name: string, usual: number, least: number, most: number): number {
  const value = Number(environment[name] ?? usual);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`${name} must be a number from ${least} to ${most}, not ${environment[name] ?? usual}`);
  return value;
}
