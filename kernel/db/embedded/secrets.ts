import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** Passwords of the four roles of an embedded PostgreSQL: 192 random bits each, safe inside a URL. */
export interface Secrets {
  postgres: string;
  owner: string;
  app: string;
  administration: string;
}

/**
 * Reads the passwords from `secrets.json` (mode 0600), or makes them for a fresh cluster.
 *
 * @throws Error if there is a cluster but no readable file: new passwords would not open the old cluster
 */
export function readSecrets(place: Place): Secrets {
  const file = join(place.home, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  if (existsSync(place.cluster))
    throw new Error(`${file} is missing: it holds the passwords of this database. Restore it from the backup.`);

  const secrets: Secrets = { postgres: password(), owner: password(), app: password(), administration: password() };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function password(): string {
  return randomBytes(24).toString('base64url');
}
