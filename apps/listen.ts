import type { StartOptions } from './options.ts';
import type { Running } from './run.ts';

/** Begins to serve; false, with the reason printed, when it cannot. */
export async function listen({ app }: Running, { port }: StartOptions): Promise<boolean> {
  try {
    await app.listen({ port, host: process.env['HOST'] ?? '127.0.0.1' });
    return true;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(taken ? `Port ${port} is taken. Choose another: PORT=4001 bin/start` : error);
    return false;
  }
}
