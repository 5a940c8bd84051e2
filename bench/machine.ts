import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';

/** The machine in one line, without its name: figures mean nothing without it. */
export function machine(): string {
  const [first] = cpus();
  const system = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
  const memoryGb = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown CPU'}, ${memoryGb} GiB, ${system}, Linux ${release().split('-')[0]}, Node ${process.versions.node}`;
}
