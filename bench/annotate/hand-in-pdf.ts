import type { APIRequestContext } from 'playwright-core';

/** Where the measured file is. */
export interface HandedIn {
  slug: string;
  assignmentId: string;
  pupilId: string;
}

/** Goes in by a door of the demo city. Answers the school's part of addresses. */
export async function enter(request: APIRequestContext, origin: string, role: 'pupil' | 'teacher'): Promise<string> {
  const answer = await ask<{ schoolSlug: string }>(request, 'POST', '/api/demo/enter', { role }, { origin });
  return answer.schoolSlug;
}

/**
 * The pupil of the demo city hands a PDF in for work that its teacher answers.
 *
 * @throws Error when the demo city has no such work any more
 */
export async function handInPdf(
  origin: string,
  pupil: APIRequestContext,
  teacher: APIRequestContext,
  bytes: Uint8Array,
): Promise<HandedIn> {
  const slug = await enter(pupil, origin, 'pupil');
  await enter(teacher, origin, 'teacher');
  interface Work {
    items: { id: string; pupilId: string; closesAt: string | null }[];
  }
  const [own, taught] = await Promise.all([
    ask<Work>(pupil, 'GET', `/api/${slug}/assignments?show=all&limit=200`),
    ask<Work>(teacher, 'GET', `/api/${slug}/assignments/set?limit=200`),
  ]);
  const candidates = own.items.filter(({ id, closesAt }) => closesAt === null && taught.items.some((other) => other.id === id));
  const fileId = await upload(pupil, origin, slug, bytes);
  for (const work of candidates) {
    // work of teams, and work that takes no files, refuses it
    const answer = await pupil.post(`/api/${slug}/assignments/${work.id}/hand-in`, {
      data: { text: '', fileIds: [fileId] },
      headers: { origin },
    });
    if (answer.ok()) return { slug, assignmentId: work.id, pupilId: work.pupilId };
  }
  throw new Error('the demo city has no work of this pupil that its teacher answers and that takes a file');
}

/** By the resumable protocol (tus 1.0.0), in one part. */
async function upload(request: APIRequestContext, origin: string, slug: string, bytes: Uint8Array): Promise<string> {
  const headers = { origin, 'tus-resumable': '1.0.0' };
  const begun = await request.post(`${origin}/api/${slug}/files/uploads`, {
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${Buffer.from('Aufsatz.pdf').toString('base64')}`,
    },
  });
  const address = begun.headers()['location'] ?? '';
  const sent = await request.patch(new URL(address, origin).href, {
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    data: Buffer.from(bytes),
  });
  if (!sent.ok()) throw new Error(`upload: ${sent.status()} ${await sent.text()}`);
  return address.split('/').at(-1) ?? '';
}

async function ask<T>(
  request: APIRequestContext,
  method: 'GET' | 'POST',
  path: string,
  data?: object,
  headers: Record<string, string> = {},
): Promise<T> {
  const answer = await request.fetch(path, { method, headers, ...(data !== undefined && { data }) });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T; // the program's own answer, as its contract says
}
