import cluster from 'node:cluster';
import { isFree, openMoreDoors } from '#kernel/http/more-doors.ts';
import type { StartOptions } from './options.ts';
import type { Running } from './run.ts';

/**
 * So many connections may wait to be taken up, as far as the system lets them (net.core.somaxconn, 4,096). With Node's 511 a rush that holds the process up for half a second loses
 * some: their browsers knock again after 1, 3, 7 and 15 seconds, and so does that of somebody at work whose line has just been closed.
 */
const backlog = 16_384;

/** Begins to serve; false, with the reason printed, when it cannot. */
export async function listen({ app }: Running, { port }: StartOptions): Promise<boolean> {
  const address = { port, host: process.env['HOST'] ?? '127.0.0.1', backlog };
  // of several processes the first takes connections up, and has nothing else to do
  const isAlone = !cluster.isWorker && process.platform === 'linux';
  try {
    if (isAlone && !(await isFree(address))) return isTaken(port);
    await app.listen({ ...address, ...(isAlone ? { reusePort: true } : {}) });
    const bound = app.server.address();
    if (isAlone && bound !== null && typeof bound !== 'string') await openMoreDoors(app.server, { ...address, port: bound.port });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return isTaken(port);
    console.error(error);
    return false;
  }
}

function isTaken(port: number): false {
  console.error(`Port ${port} is taken. Choose another: PORT=4001 bin/start`);
  return false;
}
