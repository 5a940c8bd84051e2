/** bin/status: the public status page, a process of its own without database. It goes on when everything else stands still. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { look } from './looking/look.ts';
import { replaceFile } from './record/replace-file.ts';
import { portTaken, runningFile } from './running-file.ts';
import { statusSettings } from './settings.ts';
import { startStatus } from './status.ts';

const settings = statusSettings(process.env);
let said = '';
const complain = (words: string): void => {
  if (words !== said) console.error(`${new Date().toISOString()} ${words}`);
  said = words;
  // the installation has been removed: what would be looked at for?
  if (!existsSync(settings.folder)) process.exit(0);
};

try {
  const running = await startStatus(settings, { look, now: Date.now, complain });
  const file = join(settings.folder, runningFile);
  await replaceFile(file, JSON.stringify({ pid: process.pid, port: settings.port }));
  const stop = async (): Promise<void> => {
    await running.stop();
    await rm(file, { force: true });
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.send === undefined) console.info(`Status page: ${settings.ownOrigin}`);
  else process.send('listening');
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(`Port ${settings.port} is taken. Choose another: STATUS_PORT=4011 bin/status`);
  process.exitCode = portTaken;
}
