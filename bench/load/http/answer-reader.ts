/** An answer of HTTP/1.1, read to its end. */
export interface Answer {
  status: number;
  /** media type with its parameters, empty where there is none */
  type: string;
  /** values of `set-cookie` */
  cookies: string[];
  /** the server closes the line after it */
  closes: boolean;
  /** empty where there is none */
  location: string;
  body: string;
}

/** Reads one answer from bytes as they come. */
export interface AnswerReader {
  /** True once a byte of the answer has come. */
  begun(): boolean;
  /** @returns the answer when these were its last bytes, else null */
  push(bytes: Buffer): Answer | null;
  /** The line was closed: the answer, if its end is the end of the line. */
  end(): Answer | null;
}

type Length = { kind: 'bytes'; bytes: number } | { kind: 'chunks' } | { kind: 'until the end' };
type Head = Omit<Answer, 'body'> & { length: Length };

/**
 * A reader for one answer (RFC 9112, as far as a server of ours speaks it). Written by hand because node:http costs the client several times as
 * much per request, and the client shares the cores with what it measures.
 */
export function openAnswerReader(): AnswerReader {
  let held: Buffer = Buffer.alloc(0);
  let head: Head | null = null;
  let begun = false;

  const finished = (body: Buffer): Answer | null => {
    if (head === null) return null;
    const { length: _, ...rest } = head;
    return { ...rest, body: body.toString('utf8') };
  };
  return {
    begun: () => begun,
    push: (bytes) => {
      begun = true;
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      while (head === null) {
        const end = held.indexOf('\r\n\r\n');
        if (end < 0) return null;
        const read = readHead(held.toString('latin1', 0, end));
        held = held.subarray(end + 4);
        if (read.status >= 200) head = read; // "continue" and early hints are no answers
      }
      if (head.length.kind === 'bytes') return held.length >= head.length.bytes ? finished(held.subarray(0, head.length.bytes)) : null;
      const chunks = head.length.kind === 'chunks' ? readChunks(held) : null;
      return chunks === null ? null : finished(chunks);
    },
    end: () => (head?.length.kind === 'until the end' ? finished(held) : null),
  };
}

function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const head: Head = {
    status: Number(first.slice(9, 12)),
    type: '',
    cookies: [],
    closes: false,
    location: '',
    length: { kind: 'until the end' },
  };
  for (const line of lines) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).toLowerCase()) {
      case 'content-length':
        head.length = { kind: 'bytes', bytes: Number(value) };
        break;
      case 'transfer-encoding':
        head.length = { kind: 'chunks' };
        break;
      case 'content-type':
        head.type = value;
        break;
      case 'set-cookie':
        head.cookies.push(value);
        break;
      case 'location':
        head.location = value;
        break;
      case 'connection':
        head.closes = value.toLowerCase() === 'close';
    }
  }
  if (head.status === 204 || head.status === 304) head.length = { kind: 'bytes', bytes: 0 };
  return head;
}

/** The content of a chunked body; null while its last chunk has not come. */
function readChunks(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const end = line + 2 + size;
    if (bytes.length < end + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(line + 2, end));
    at = end + 2;
  }
}
