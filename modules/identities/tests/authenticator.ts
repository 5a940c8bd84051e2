import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const base64 = (data: Buffer | string) => Buffer.from(data).toString('base64url');

/** CBOR (RFC 8949) of what a passkey's attestation needs: small integers, bytes, texts, maps. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, length: number) =>
    length < 24
      ? Buffer.from([(major << 5) | length])
      : length < 256
        ? Buffer.from([(major << 5) | 24, length])
        : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, entry]) => [cbor(key), cbor(entry as number)]); // any of the above
  return Buffer.concat([head(5, value.size), ...entries]);
}

/** An authenticator in software: one ES256 passkey, made and shown as a browser would (WebAuthn level 3). */
export function authenticator(origin: string, options: { verifiesUser?: boolean } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;
  const rpIdHash = sha256(new URL(origin).hostname);
  const userFlags = 0x01 | (options.verifiesUser === false ? 0 : 0x04);
  const clientData = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const authData = (flags: number, rest: Buffer = Buffer.alloc(0)) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, rest]);
  };
  return {
    id: base64(id),
    create(challenge: string) {
      const coordinates = (name: 'x' | 'y') => Buffer.from(jwk[name] ?? '', 'base64url');
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, coordinates('x')],
          [-3, coordinates('y')],
        ]),
      );
      const data = authData(userFlags | 0x40, Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]));
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', data],
        ]),
      );
      const response = {
        clientDataJSON: base64(clientData('webauthn.create', challenge)),
        attestationObject: base64(attestation),
        transports: ['internal'],
      };
      return { id: base64(id), rawId: base64(id), type: 'public-key', clientExtensionResults: {}, response };
    },
    show(challenge: string) {
      const client = clientData('webauthn.get', challenge);
      const data = authData(userFlags);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = { clientDataJSON: base64(client), authenticatorData: base64(data), signature: base64(signature) };
      return { id: base64(id), rawId: base64(id), type: 'public-key', clientExtensionResults: {}, response };
    },
  };
}
