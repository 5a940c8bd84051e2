import type { TestClient } from '#kernel/testing/client.ts';

const tus = { 'tus-resumable': '1.0.0' };

/** Where an upload goes: `folderId`, `spaceId`, `replace`. */
type Target = Record<string, string>;

/** Begins an upload; answers its address, or the raw answer when it was refused. */
export async function begin(client: TestClient, slug: string, name: string, sizeBytes: number, target: Target = {}) {
  const said = Object.entries({ filename: name, ...target });
  const metadata = said.map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
  return client.raw({
    method: 'POST',
    url: `/api/${slug}/files/uploads`,
    headers: { ...tus, 'upload-length': String(sizeBytes), 'upload-metadata': metadata },
  });
}

/** Sends bytes from an offset on. */
export async function send(client: TestClient, address: string, offset: number, bytes: Buffer) {
  return client.raw({
    method: 'PATCH',
    url: address,
    headers: {
      ...tus,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(bytes.length),
    },
    payload: bytes,
  });
}

/** How far it is. */
export async function head(client: TestClient, address: string) {
  return client.raw({ method: 'HEAD', url: address, headers: tus });
}

/** A whole upload at once. Answers the file's id, or throws with the refusal's code. */
export async function upload(client: TestClient, slug: string, name: string, bytes: Buffer, target: Target = {}): Promise<string> {
  const begun = await begin(client, slug, name, bytes.length, target);
  if (begun.statusCode !== 201) throw new Error(begun.json<{ code: string }>().code);
  const address = String(begun.headers['location']);
  if (bytes.length > 0) {
    const sent = await send(client, address, 0, bytes);
    if (sent.statusCode !== 204) throw new Error(sent.json<{ code: string }>().code);
  }
  return address.split('/').at(-1) ?? '';
}
