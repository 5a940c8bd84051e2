import type { TestSchool } from '#kernel/testing/test-school.ts';
import { partContract, straightContract } from '../straight/contract.ts';
import { begin } from './tus-client.ts';

/** An upload that goes straight to the store, as a page would bring it. */
export async function straightUpload(
  school: TestSchool,
  personId: string,
  name: string,
  bytes: Buffer,
  target: Record<string, string> = {},
) {
  const client = await school.as(personId).client();
  const begun = await begin(client, school.slug, name, bytes.length, target);
  if (begun.statusCode !== 201) throw new Error(begun.json<{ code: string }>().code);
  const address = String(begun.headers['location']);
  const uploadId = address.split('/').at(-1) ?? '';
  const params = { uploadId };
  const look = () => client.call(straightContract, { params });
  /** Brings one part, or other bytes in its place; answers what the store says. */
  const put = async (number: number, other?: Buffer) => {
    const { address: there } = await client.call(partContract, { params: { uploadId, number } });
    const body = other ?? bytes.subarray((number - 1) * 8_000_000, number * 8_000_000);
    return (await fetch(there, { method: 'PUT', body: new Uint8Array(body) })).status;
  };
  const putAll = async () => {
    const { partCount } = await look();
    for (let number = 1; number <= partCount; number += 1) if ((await put(number)) !== 200) throw new Error(`part ${number}`);
  };
  return { client, address, uploadId, params, look, put, putAll, offered: begun.headers['upload-straight'] };
}
