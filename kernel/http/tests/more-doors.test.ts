import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closeDoors, isFree, openMoreDoors } from '../more-doors.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function planted() {
  const server = createServer((_request, response) => response.end('inside'));
  const reusePort = process.platform === 'linux';
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', reusePort }, resolve));
  ends.push(() => server.closeAllConnections());
  const { port } = server.address() as AddressInfo; // it listens on a port
  const address = { port, host: '127.0.0.1', backlog: 511 };
  await openMoreDoors(server, address);
  ends.push(() => closeDoors(server));
  return { server, address, origin: `http://127.0.0.1:${port}` };
}

test.runIf(process.platform === 'linux')(
  'a crowd is taken up some at a time, not one by one, and answered whoever took it up',
  async () => {
    const { server, address, origin } = await planted();
    const most = await new Promise<number>((resolve) => {
      let [taken, largest, all] = [0, 0, 0];
      server.on('connection', () => {
        taken += 1;
        all += 1;
      });
      const turn = () => {
        largest = Math.max(largest, taken);
        taken = 0;
        if (all < 100) setImmediate(turn);
        else resolve(largest);
      };
      const crowd: Socket[] = Array.from({ length: 100 }, () => connect(address.port, address.host).on('error', () => {}));
      ends.push(() => crowd.forEach((socket) => void socket.destroy()));
      setImmediate(turn);
    });
    expect(most).toBeGreaterThan(1);
    const answers = await Promise.all(Array.from({ length: 40 }, async () => (await fetch(origin)).text()));
    expect(new Set(answers)).toEqual(new Set(['inside']));
  },
);

test.runIf(process.platform === 'linux')(
  'a port that is shared is still seen to be taken, and free again when the doors are closed',
  async () => {
    const { server, address, origin } = await planted();
    expect(await isFree(address)).toBe(false);
    closeDoors(server);
    await expect.poll(() => isFree(address)).toBe(true);
    await expect(fetch(origin)).rejects.toThrow();
  },
);
