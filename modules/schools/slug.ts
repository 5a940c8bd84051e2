import { refusals } from './refusals.ts';

/** First parts of addresses that are the program's own, in pages and API; no school may have them. */
const reserved = new Set([
  'admin',
  'alle',
  'anmelden',
  'api',
  'assets',
  'barrierefreiheit',
  'betrieb',
  'code',
  'datenschutz',
  'demo',
  'einladung',
  'einrichten',
  'files',
  'gateway',
  'healthz',
  'heute',
  'hilfe',
  'impressum',
  'karte',
  'live',
  'mail',
  'metrics',
  'mitteilungen',
  'openapi',
  'passwort',
  'robots',
  'schule',
  'schulen',
  'setup',
  'sign-in',
  'sign-out',
  'start',
  'static',
  'status',
  'sw',
  'video',
  'well-known',
  'wiederherstellen',
  'www',
]);

/**
 * Makes sure that a school may have this address: 2 to 41 small letters, digits and dashes, and nothing the program itself uses.
 *
 * @throws `schools.slug_reserved` (422)
 */
export function requireFreeWord(slug: string): void {
  if (!/^[a-z0-9][a-z0-9-]{1,40}$/.test(slug) || reserved.has(slug)) throw refusals.slugReserved({ slug });
}
