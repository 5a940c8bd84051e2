import { spawn } from 'node:child_process';

/** How a foreign program is started apart from the rest of the machine. */
export interface Walls {
  /** What is put before the command. */
  command: readonly string[];
  /** Whether folders can be hidden from it. */
  hides: boolean;
}

/** No network, no other processes, file systems of its own: what is hidden there stays where it is for everybody else. */
const all = ['unshare', '--map-root-user', '--net', '--ipc', '--mount', '--pid', '--fork', '--kill-child=SIGKILL', '--mount-proc'] as const;
const onlyNetwork = ['unshare', '--map-root-user', '--net'] as const;

let known: Promise<Walls> | undefined;

/** The highest walls the system lets an ordinary process build (user namespaces); none where it forbids them, as some containers do. Found out once. */
export function wallsHere(): Promise<Walls> {
  known ??= find();
  return known;
}

async function find(): Promise<Walls> {
  if (await works([...all, 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt'])) return { command: all, hides: true };
  if (await works([...onlyNetwork, 'true'])) return { command: onlyNetwork, hides: false };
  return { command: [], hides: false };
}

function works([program = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', timeout: 5_000, killSignal: 'SIGKILL' });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
