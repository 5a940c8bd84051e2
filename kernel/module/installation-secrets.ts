import { randomBytes } from 'node:crypto';
import { access, link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secrets } from './services.ts';

/** Makes the secrets that a library has its own form for. */
export interface SecretMakers {
  opaqueServerSetup(): Promise<string>;
  vapid(): { publicKey: string; privateKey: string };
}

/**
 * The secrets of this installation, from `SCHULHOF_SECRETS` (JSON, for many processes) or `<data>/installation.json`
 * (made once, readable by the owner only). Losing them makes every password record useless: they belong in every backup.
 */
export async function installationSecrets(dataDir: string, makers: SecretMakers): Promise<Secrets> {
  const given = process.env['SCHULHOF_SECRETS'];
  if (given !== undefined) return readSecrets(given, 'SCHULHOF_SECRETS');
  const file = join(dataDir, 'installation.json');
  await mkdir(dataDir, { recursive: true });
  const made: Secrets = {
    sessionKey: randomBytes(32).toString('base64url'),
    opaqueServerSetup: await makers.opaqueServerSetup(),
    vapid: makers.vapid(),
  };
  // whole or not there: of two processes that start at once the second must not read half of it
  const draft = `${file}.${process.pid}`;
  try {
    if (await there(file)) return readSecrets(await readFile(file, 'utf8'), file);
    const handle = await open(draft, 'w', 0o600);
    await handle.writeFile(`${JSON.stringify(made, null, 2)}\n`);
    await handle.sync();
    await handle.close();
    await link(draft, file);
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return readSecrets(await readFile(file, 'utf8'), file);
  } finally {
    await rm(draft, { force: true });
  }
}

async function there(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function readSecrets(text: string, place: string): Secrets {
  const value = JSON.parse(text) as Partial<Secrets>; // checked field by field below
  if (!value.sessionKey || !value.opaqueServerSetup || !value.vapid)
    throw new Error(`${place} lacks sessionKey, opaqueServerSetup or vapid`);
  return { sessionKey: value.sessionKey, opaqueServerSetup: value.opaqueServerSetup, vapid: value.vapid };
}
