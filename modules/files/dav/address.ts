import { DavAnswer } from './answer.ts';

/**
 * The names on the way to something, from a request's address or a `Destination`: [] is the list of places.
 *
 * @param base  `/dav/<school>`
 * @throws 400 for what is no path · 502 for another server or school (RFC 4918 section 9.8.5)
 */
export function namesIn(address: string, base: string, host: string): string[] {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(address);
  if (!absolute && !address.startsWith('/')) throw new DavAnswer(400);
  if (absolute) {
    if (!URL.canParse(address)) throw new DavAnswer(400);
    // a port that goes without saying may be said
    if (new URL(address).host !== new URL(`${new URL(address).protocol}//${host}`).host) throw new DavAnswer(502);
  }
  // from the text, not from a URL: that has already resolved `..`, and a name may contain an encoded slash
  const [path = ''] = (absolute ? address.replace(/^[^/]*\/\/[^/]*/, '') : address).split(/[?#]/);
  const names = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const root = base.split('/').filter((part) => part !== '');
  if (!root.every((part, at) => names[at] === part)) throw new DavAnswer(502);
  return names.slice(root.length);
}

function decoded(part: string): string {
  let name: string;
  try {
    name = decodeURIComponent(part).normalize('NFC');
  } catch {
    throw new DavAnswer(400);
  }
  if (name === '.' || name === '..' || name.includes('/') || name.includes('\u0000')) throw new DavAnswer(400);
  return name;
}

/** The address of something; folders end with a slash. */
export function addressOf(base: string, names: readonly string[], isFolder: boolean): string {
  const path = names
    .map((name) => `/${encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`)
    .join('');
  return `${base}${path}${isFolder ? '/' : ''}`;
}
