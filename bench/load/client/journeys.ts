import { setTimeout as sleep } from 'node:timers/promises';
import { client } from '@serenity-kit/opaque';
import { newId } from '#kernel/ids/id.ts';
import { keyStretching } from '../../client/wish.ts';
import type { Request } from '../http/browser.ts';
import type { Afterwards, Person } from './person.ts';
import { GoneWrong, type Visitor } from './visitor.ts';

/** 900 characters, as a pupil types them. */
const words = 'Der Versuch zeigt, dass die Kerze unter dem Glas erlischt, sobald der Sauerstoff verbraucht ist. '.repeat(9).trim();

/**
 * Somebody signs in on a new device: the page (its files come from a cache), OPAQUE's two requests, the filled start page.
 *
 * @param due  when the page is opened, by `performance.now()`
 * @throws GoneWrong
 */
export async function signIn(visitor: Visitor, person: Person, password: string, due: number): Promise<void> {
  await visitor.enter('page', { method: 'GET', path: `/${person.slug}/anmelden`, as: 'page' }, due);
  const { clientLoginState, startLoginRequest } = client.startLogin({ password });
  const start = { school: person.slug, handle: person.handle, startLoginRequest };
  const begun = field(await visitor.enter('sign-in start', post('/api/sign-in/start', start), performance.now()));
  const loginResponse = String(begun['loginResponse']);
  const proof = client.finishLogin({ clientLoginState, loginResponse, password, keyStretching });
  if (proof === undefined) throw new Error('the password of a load account does not fit its record');
  const finish = { sealed: begun['sealed'], finishLoginRequest: proof.finishLoginRequest, deviceKind: 'lasting' };
  await visitor.enter('sign-in finish', post('/api/sign-in/finish', finish), performance.now());
  await openStart(visitor, person, performance.now());
}

/**
 * The start page, filled: one request, since the shell comes from the service worker.
 *
 * @throws GoneWrong; Error when it is empty, for an empty page costs little
 */
export async function openStart(visitor: Visitor, { slug }: Pick<Person, 'slug'>, due: number): Promise<void> {
  const { body } = await visitor.enter('start page', { method: 'GET', path: `/api/${slug}/start`, as: 'call' }, due);
  if (!body.includes('"today"') || !body.includes('"shell"')) throw new Error(`this is no start page: ${body.slice(0, 200)}`);
}

/**
 * The list of work of one course.
 *
 * @throws GoneWrong
 */
export async function openList(visitor: Visitor, { slug, courseId }: Person, due: number): Promise<void> {
  if (courseId === null) return;
  const path = `/api/${slug}/assignments?show=all&targetId=${courseId}`;
  await visitor.ask('work list', { method: 'GET', path, as: 'call' }, due);
}

/**
 * Hands in a text; handing in again makes a further version.
 *
 * @throws GoneWrong
 */
export async function handIn(visitor: Visitor, { slug, assignmentId }: Person, due: number): Promise<void> {
  if (assignmentId === null) return;
  const headers = { 'idempotency-key': newId() };
  const body = { text: `${words} ${headers['idempotency-key']}`, fileIds: [] };
  await visitor.ask('hand-in', { ...post(`/api/${slug}/assignments/${assignmentId}/hand-in`, body), headers }, due);
}

/**
 * Puts a small file among somebody's own, in two requests (tus: begun, then its bytes).
 *
 * @returns false when it was refused in words because there is no room on the disk
 * @throws GoneWrong
 */
export async function upload(visitor: Visitor, { slug }: Person, due: number): Promise<boolean> {
  const bytes = `${newId()} `.repeat(1_700);
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': String(bytes.length), 'upload-metadata': 'filename bm90aXoudHh0' };
  const begun = await visitor.ask('upload', { method: 'POST', path: `/api/${slug}/files/uploads`, as: 'call', headers }, due, [503, 507]);
  if (begun.status >= 400) return false;
  const part = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const path = begun.location;
  const answer = await visitor.ask(
    'upload',
    { method: 'PATCH', path, as: 'call', headers: part, body: bytes },
    performance.now(),
    [503, 507],
  );
  return answer.status < 400;
}

/** What somebody does after the start page, each step after they have looked at the page for so long. */
export async function goOn(visitor: Visitor, person: Person, afterwards: Afterwards, thinkMs: number): Promise<void> {
  if (afterwards === 'nothing') return;
  await openList(visitor, person, await after(thinkMs));
  if (afterwards === 'hand-in') await handIn(visitor, person, await after(thinkMs * 2));
}

/** True for the end of a visit that is in the recording already. */
export function isGoneWrong(error: unknown): boolean {
  return error instanceof GoneWrong;
}

async function after(milliseconds: number): Promise<number> {
  const due = performance.now() + milliseconds;
  await sleep(milliseconds);
  return due;
}

function post(path: string, body: object): Request {
  return { method: 'POST', path, as: 'call', body };
}

function field({ body }: { body: string }): Record<string, unknown> {
  return JSON.parse(body);
}
