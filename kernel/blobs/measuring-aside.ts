import { isMarkedAsUntransferable } from 'node:worker_threads';
import { headBytes } from './blob-store.ts';
import type { MeasuringUpload } from './measuring.ts';
import { type MeasuringWorker, measuringWorker } from './measuring-worker.ts';

/** Batches of one upload that are on their way to the thread; beyond that, whoever brings more waits: memory stays small. */
const mostUnderWay = 4;
/** Handing over a piece has its price, whatever its size: more of them in one batch are copied into one. */
const mostPieces = 64;

let lastNumber = 0;

/** Begins to measure an upload in the thread for it. Should that end, nothing is known of the upload any more, and nothing else happens to it. */
export function beginMeasuringAside(): MeasuringUpload {
  lastNumber += 1;
  const number = lastNumber;
  const underWay: Promise<unknown>[] = [];
  let worker: MeasuringWorker | null = workerIfAny();
  const head: Buffer[] = [];
  let sizeBytes = 0;
  return {
    get sizeBytes() {
      return sizeBytes;
    },
    add: async (pieces, areOurs) => {
      for (const piece of pieces) {
        if (sizeBytes < headBytes) head.push(Buffer.from(piece.subarray(0, headBytes - sizeBytes)));
        sizeBytes += piece.length;
      }
      if (worker === null) return;
      const given = areOurs && pieces.length <= mostPieces ? pieces.map(wholeMemory) : [joined(pieces)];
      underWay.push(worker.ask({ kind: 'add', number, pieces: given }, given));
      if (underWay.length >= mostUnderWay) await underWay.shift();
    },
    measured: async () => {
      const asked = sizeBytes;
      const answer = await worker?.ask({ kind: 'tell', number });
      // an answer about other bytes than these would be a fault of ours; it must not become the name of a blob
      if (typeof answer?.hash !== 'string' || answer.sizeBytes !== asked) return undefined;
      return { hash: answer.hash, sizeBytes: asked, head: Buffer.concat(head) };
    },
    forget: () => {
      void worker?.ask({ kind: 'forget', number });
      worker = null;
    },
  };
}

function workerIfAny(): MeasuringWorker | null {
  try {
    return measuringWorker();
  } catch {
    return null; // no room for a thread
  }
}

/** The memory of a piece when it holds nothing else and may go away; otherwise a copy. */
function wholeMemory(piece: Buffer): ArrayBuffer {
  const { buffer } = piece;
  const isAlone = buffer instanceof ArrayBuffer && buffer.byteLength === piece.byteLength && !isMarkedAsUntransferable(buffer);
  return isAlone ? buffer : joined([piece]);
}

function joined(pieces: readonly Buffer[]): ArrayBuffer {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole.buffer;
}
