import { readFileSync, statSync } from 'node:fs';

/** The user and group that run PostgreSQL; `undefined` fields mean: as we are. */
export interface Account {
  uid: number | undefined;
  gid: number | undefined;
  name: string;
}

/** Accounts that Debian's PostgreSQL package or every Linux has, best first. */
const unprivileged = ['postgres', 'nobody'];

/**
 * Chooses who runs PostgreSQL, which refuses to run as root.
 *
 * An ordinary user runs it alone. Root lends it to the owner of the cluster if there is one (somebody else may have
 * made it), else to an account with an entry in /etc/passwd: initdb asks for its name.
 *
 * @param clusterDir  absolute path of the cluster, which need not exist yet
 * @throws Error if root finds no unprivileged account
 */
export function chooseAccount(clusterDir: string): Account {
  const own = process.getuid?.();
  if (own !== 0) return { uid: undefined, gid: undefined, name: 'this user' };

  const entries = passwdEntries();
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    const entry = entries.find((it) => it.uid === owner.uid);
    return { uid: owner.uid, gid: owner.gid, name: entry?.name ?? `uid ${owner.uid}` };
  }
  for (const name of unprivileged) {
    const entry = entries.find((it) => it.name === name);
    if (entry) return entry;
  }
  throw new Error(`PostgreSQL does not run as root and /etc/passwd has none of: ${unprivileged.join(', ')}. Run as an ordinary user.`);
}

function passwdEntries(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .flatMap(([name, , uid, gid]) => (name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []));
}
