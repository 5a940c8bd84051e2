import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { bundleBudget } from '#apps/web/bundle-budget.ts';
import { type Result, result } from './result.ts';

/** Builds the pages if they have changed and weighs what a browser loads first: gzip, fonts as they are; kB of 1,000 bytes. */
export async function measureBundle(say: (line: string) => void): Promise<Result[]> {
  say('bundle: building the pages …');
  buildPages();
  const lines = await bundleBudget(resolve('dist/web'));
  return lines.map(({ name, bytes, limitBytes }) =>
    result({ name: `bundle: ${name}`, value: bytes / 1000, unit: 'kB', target: limitBytes / 1000, command: 'bin/bench bundle' }),
  );
}

/** Builds the pages, if anything they are made of has changed; the server does not start without them. */
export function buildPages(): void {
  execFileSync(process.execPath, ['bin/build-web.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
