import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { type Lock, missingFromLock } from '../tests/checks/lock-file.ts';

/**
 * Adds to package-lock.json what npm left out: packages for other platforms which the registry in reach does not serve.
 * `npm ci` refuses a lock file without them, here and everywhere else. Run it after `npm install` when `bin/check lock-file` fails.
 */
const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];

const lock: Lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const { name, version } of missingFromLock(lock)) {
  const words = name.split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter(
    (processor) => words.includes(processor) || (processor === 'arm' && words.some((word) => /^arm(-|v|$)/.test(word))),
  );
  const musl = words.some((word) => word.startsWith('musl'));
  if (os.length === 0 || cpu.length === 0)
    throw new Error(`${name}@${version} is missing and its name says no platform: run npm install again`);
  lock.packages[`node_modules/${name}`] = { version, cpu, ...(musl ? { libc: ['musl'] } : {}), optional: true, os };
  console.log(`added ${name}@${version} for ${os} ${cpu}${musl ? ' musl' : ''}`);
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);

// What is installed has not changed: bin/node-env.sh need not install anew.
const installed = 'node_modules/.package-lock.json';
const now = new Date(Date.now() + 1000);
if (existsSync(installed)) utimesSync(installed, now, now);
