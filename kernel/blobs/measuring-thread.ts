import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

// The thread of measuring-worker.ts: hashes by number. It loads nothing else, so that it is there at once.

/** What it is told; every order has one answer, and answers come in the order of what was told. */
export type Order = { number: number } & ({ kind: 'add'; pieces: readonly ArrayBuffer[] } | { kind: 'tell' } | { kind: 'forget' });

/** `sizeBytes`: so many bytes have gone by. `hash`: of these, when it was told to tell it. */
export type Answer = { sizeBytes: number; hash: string | null };

const port = parentPort;
if (port === null) throw new Error('measuring-thread.ts runs in a thread of measuring-worker.ts only');
const known = new Map<number, { hash: Hash; sizeBytes: number }>();

function answer(order: Order): Answer {
  const { number } = order;
  const state = known.get(number) ?? { hash: createHash('sha256'), sizeBytes: 0 };
  if (order.kind === 'forget') known.delete(number);
  else known.set(number, state);
  for (const piece of order.kind === 'add' ? order.pieces : []) {
    state.hash.update(new Uint8Array(piece));
    state.sizeBytes += piece.byteLength;
    piece.transfer(0); // its memory goes back now, not when a garbage collector comes by
  }
  return { sizeBytes: state.sizeBytes, hash: order.kind === 'tell' ? state.hash.copy().digest('hex') : null };
}

port.on('message', (order: Order) => port.postMessage(answer(order)));
// An order that could not be read is missing in its hash: the thread ends, and all it knows is measured again from the disk.
port.on('messageerror', (fault) => {
  throw fault;
});
