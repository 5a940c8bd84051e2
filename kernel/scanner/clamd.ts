import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Scanner, Verdict } from './scanner.ts';

/** Where Debian's clamav-daemon listens. */
const debianSocket = '/run/clamav/clamd.ctl';
const silenceMs = 120_000;

/**
 * ClamAV's daemon, where there is one. `CLAMD` names its socket or `host:port`; `off` leaves it alone; without it Debian's place is tried.
 *
 * @returns null where there is none
 */
export function openScanner(env: Readonly<Record<string, string | undefined>>): Scanner | null {
  const place = env['CLAMD'] ?? (existsSync(debianSocket) ? debianSocket : 'off');
  return place === 'off' ? null : clamd(place);
}

/** Speaks `INSTREAM` of clamd(8): each chunk after its length in four bytes, an empty one at the end, then a line comes back. */
export function clamd(place: string): Scanner {
  return {
    check: async (bytes) => {
      const [, host, port] = /^([^/]+):(\d+)$/.exec(place) ?? [];
      const socket = port === undefined ? connect(place) : connect(Number(port), host);
      socket.setTimeout(silenceMs, () => socket.destroy(new Error('clamd does not answer')));
      try {
        const [answer] = await Promise.all([answerOf(socket), send(socket, bytes)]);
        return read(answer);
      } finally {
        bytes.destroy();
        socket.destroy();
      }
    },
  };
}

async function send(socket: Socket, bytes: Readable): Promise<void> {
  socket.write('zINSTREAM\0');
  const parts = bytes as AsyncIterable<Buffer>; // a stream of bytes gives buffers
  for await (const part of parts) {
    // clamd has answered and closed: it has had enough
    if (socket.destroyed || socket.readableEnded) return;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    socket.write(length);
    if (!socket.write(part)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
  if (!socket.destroyed) socket.write(Buffer.alloc(4));
}

async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const part of socket) {
    text += String(part);
    if (text.includes('\0')) break;
  }
  return text.replace(/\0.*$/s, '').trim();
}

/** `stream: OK`, `stream: NAME FOUND`, or `… ERROR`. */
function read(answer: string): Verdict {
  if (/^stream: OK$/.test(answer)) return { kind: 'clean' };
  const [, name] = /^stream: (.+) FOUND$/.exec(answer) ?? [];
  if (name !== undefined) return { kind: 'found', name: name.slice(0, 200) };
  if (/size limit exceeded/i.test(answer)) return { kind: 'unchecked', why: 'larger than clamd takes (StreamMaxLength)' };
  throw new Error(`clamd said: ${answer.slice(0, 200) || 'nothing'}`);
}
