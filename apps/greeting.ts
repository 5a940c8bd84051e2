import { onPlatform } from '#kernel/db/transaction.ts';
import type { Platform } from '#kernel/http/platform.ts';
import { firstStartSecret } from '#modules/schools/public.ts';
import type { StartOptions } from './options.ts';

/** What is printed when the server listens: the address, and how to get in. */
export async function greeting(platform: Platform, options: StartOptions): Promise<string> {
  const lines = ['', `Schulhof ${platform.version} is ready: ${options.origin}`];
  if (platform.installation.demo) {
    lines.push(
      '',
      'This is the demo city "Stadt Musterhausen": open the address, choose a role and you are in.',
      'Its doors open on this machine only (SCHULHOF_DEMO=public opens them to all).',
    );
  } else {
    const now = () => platform.clock.now(null);
    const secret = await onPlatform(platform.pools.teaching, false, now, (db) => firstStartSecret(db, now()));
    if (secret !== null)
      lines.push(
        '',
        'There is no school yet. Make the first one here (this address works once):',
        `  ${options.origin}/einrichten#${secret}`,
      );
  }
  return lines.join('\n');
}
