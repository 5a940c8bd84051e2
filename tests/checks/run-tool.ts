import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const binaries = join(fileURLToPath(import.meta.url), '../../../node_modules/.bin');

/**
 * Runs a tool of our dependencies in a tree, without colours.
 *
 * @returns its exit code and both outputs; finding something is not an error here
 * @throws Error if it cannot be started or dies of a signal
 */
export async function runTool(
  root: string,
  name: string,
  args: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(join(binaries, name), args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8');
    child[stream].on('data', (text: string) => {
      output[stream] += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === null) throw new Error(`${name} was killed`);
  return { code, ...output };
}
