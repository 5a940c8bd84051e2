import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** A running server, a school, and somebody signed in there. */
export interface Place {
  port: number;
  slug: string;
  cookie: string;
}

/** @throws Error saying how to install it when it is not there */
export function requireCurl(): void {
  try {
    curl('--version');
  } catch {
    throw new Error('curl is needed to send and fetch files as quickly as the machine can (Debian: apt-get install curl).');
  }
}

/**
 * Sends a file by the resumable protocol: begun, then all its bytes in one part.
 *
 * @returns the id of the file that was made
 */
export function upload({ port, slug, cookie }: Place, path: string): string {
  const origin = `http://127.0.0.1:${port}`;
  const headers = ['sec-fetch-site: same-origin', 'tus-resumable: 1.0.0', `cookie: ${cookie}`];
  const begin = ['upload-metadata: filename ZmlsbS5iaW4=', `upload-length: ${statSync(path).size}`];
  const address = curl('-X', 'POST', ...given([...headers, ...begin]), '-w', '%header{location}', `${origin}/api/${slug}/files/uploads`);
  // "Expect:" says that it begins to send without being asked to
  const part = [...headers, 'upload-offset: 0', 'content-type: application/offset+octet-stream', 'Expect:'];
  curl('-X', 'PATCH', '-T', path, ...given(part), `${origin}${address}`);
  return address.split('/').at(-1) ?? '';
}

/** Fetches a file into another one. */
export function download({ port, slug, cookie }: Place, fileId: string, into: string): void {
  curl('-o', into, ...given([`cookie: ${cookie}`]), `http://127.0.0.1:${port}/api/${slug}/files/${fileId}/content`);
}

/** Sends a file in one request that is nothing but its bytes. */
export function put(port: number, path: string): void {
  curl('-T', path, ...given(['Expect:']), `http://127.0.0.1:${port}/`);
}

/** Fetches what there is only one of. */
export function get(port: number, into: string): void {
  curl('-o', into, `http://127.0.0.1:${port}/`);
}

function given(headers: readonly string[]): string[] {
  return headers.flatMap((header) => ['-H', header]);
}

/** @throws Error when it is refused, with the answer */
function curl(...options: string[]): string {
  return execFileSync('curl', ['--silent', '--show-error', '--fail-with-body', ...options], { encoding: 'utf8' });
}
