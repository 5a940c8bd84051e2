import type { StartOptions } from './options.ts';
import type { Running } from './run.ts';

/**
 * So many connections may wait to be taken up, as far as the system lets them (net.core.somaxconn, 4,096). With Node's 511 a rush that holds the process up for half a second loses
 * some: their browsers knock again after 1, 3, 7 and 15 seconds, and so does that of somebody at work whose line has just been closed.
 */
const backlog = 16_384;

/** Begins to serve; false, with the reason printed, when it cannot. */
export async function listen({ app }: Running, { port }: StartOptions): Promise<boolean> {
  try {
    await app.listen({ port, host: process.env['HOST'] ?? '127.0.0.1', backlog });
    return true;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(taken ? `Port ${port} is taken. Choose another: PORT=4001 bin/start` : error);
    return false;
  }
}
