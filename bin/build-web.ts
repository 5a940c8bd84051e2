import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stampOfPages } from './stamp-of-pages.ts';

/** Builds the pages into dist/ when what they are made of has changed since the last build. */
const stampFile = 'dist/.stamp';
const stamp = stampOfPages('.');
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  console.error('building the pages ...');
  const args = ['node_modules/vite/bin/vite.js', 'build', '-c', 'apps/web/vite.config.ts', '--logLevel', 'warn'];
  const built = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: 1e8 });
  if (built.status !== 0) {
    console.error(`${built.stdout}${built.stderr}\nThe pages could not be built.`);
    process.exit(1);
  }
  mkdirSync('dist', { recursive: true });
  writeFileSync(stampFile, stamp);
}
