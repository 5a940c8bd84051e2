import type { Server } from 'node:http';
import { createServer, Server as NetServer } from 'node:net';

interface Address {
  port: number;
  host: string;
  backlog: number;
}

/**
 * Node takes up one connection per listener and turn of its event loop, however many wait, but reads from all that are there. Where a turn takes a millisecond, a rush of
 * newcomers is then left standing in the system, out of sight, while the server believes itself at ease. Every listener beside the first takes up one more.
 */
const besides = 7;
const opened = new WeakMap<Server, NetServer[]>();

/** Opens further listeners on the port of a server that listens with `reusePort`; what they take up is the server's. Where the system knows no such thing, none. */
export async function openMoreDoors(server: Server, address: Address): Promise<void> {
  const doors: NetServer[] = [];
  opened.set(server, doors);
  for (let number = 0; number < besides; number += 1) {
    const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket));
    await new Promise<void>((resolve, reject) => door.once('error', reject).listen({ ...address, reusePort: true }, resolve));
    doors.push(door);
  }
}

/** No new connections from now on; those that are there stay. */
export function closeDoors(server: Server): void {
  for (const door of opened.get(server) ?? []) door.close();
  if (server.listening) NetServer.prototype.close.call(server);
}

/** Whether the port is free: listeners that share it would not notice that another program has it. */
export async function isFree({ port, host }: Address): Promise<boolean> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => probe.once('error', reject).listen({ port, host }, resolve));
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'EADDRINUSE') return false;
    throw fault;
  }
  await new Promise((resolve) => probe.close(resolve));
  return true;
}
