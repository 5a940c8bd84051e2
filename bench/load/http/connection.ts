import { connect } from 'node:net';
import { type Answer, openAnswerReader } from './answer-reader.ts';

/** No answer came. */
export class NoAnswer extends Error {
  readonly kind: 'timeout' | 'reset';
  /** The line was used before and not a byte of the answer came: browsers then ask once more by themselves. */
  readonly mayAskAgain: boolean;

  constructor(kind: 'timeout' | 'reset', mayAskAgain: boolean, why: string) {
    super(why);
    this.kind = kind;
    this.mayAskAgain = mayAskAgain;
  }
}

/** A kept line to the server; one request at a time. */
export interface Connection {
  /** @throws NoAnswer */
  ask(request: string): Promise<Answer>;
  close(): void;
}

interface Asking {
  resolve(answer: Answer): void;
  reject(error: NoAnswer): void;
  reader: ReturnType<typeof openAnswerReader>;
  timer: NodeJS.Timeout;
}

/**
 * Opens a line to a server on this machine.
 *
 * @param options.from          loopback address to come from: each has ports of its own, and there are not enough of one for a flood
 * @param options.patienceMs    so long an answer is waited for
 * @param options.onClose       called once, when it is closed by either side
 */
export function openConnection(options: { port: number; from: string; patienceMs: number; onClose(): void }): Connection {
  const socket = connect({ host: '127.0.0.1', port: options.port, localAddress: options.from, noDelay: true });
  let asking: Asking | null = null;
  let asked = 0;
  let trouble = 'closed by the server';

  const settle = (): Asking | null => {
    const present = asking;
    asking = null;
    if (present !== null) clearTimeout(present.timer);
    return present;
  };
  socket.on('data', (bytes) => {
    const answer = asking?.reader.push(bytes) ?? null;
    if (answer === null) return;
    settle()?.resolve(answer);
    if (answer.closes) socket.end();
  });
  socket.on('error', (error) => {
    trouble = error.message;
  });
  socket.on('end', () => {
    const answer = asking?.reader.end() ?? null;
    if (answer !== null) settle()?.resolve(answer);
  });
  socket.on('close', () => {
    const present = settle();
    present?.reject(new NoAnswer('reset', asked > 1 && !present.reader.begun(), trouble));
    options.onClose();
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        asked += 1;
        const timer = setTimeout(() => {
          settle()?.reject(new NoAnswer('timeout', false, `no answer in ${options.patienceMs / 1000} s`));
          socket.destroy();
        }, options.patienceMs);
        asking = { resolve, reject, reader: openAnswerReader(), timer };
        if (socket.destroyed) settle()?.reject(new NoAnswer('reset', asked > 1, trouble));
        else socket.write(request);
      }),
    close: () => socket.end(),
  };
}
