import { makePage, type PageWish } from './make-page.ts';
import type { MadePage } from './pages-pdf.ts';

let worker: Worker | null = null;
/** One page at a time: memory of a phone is small. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Makes a page of a photo (make-page.ts) in a worker where the browser can draw there, else here.
 *
 * @throws Error when this device cannot read the picture
 */
export function makePageApart(photo: Blob, wish: PageWish): Promise<MadePage> {
  const mine = turn.then(() => (typeof OffscreenCanvas === 'undefined' ? makePage(photo, wish) : inWorker(photo, wish)));
  turn = mine.catch(() => undefined);
  return mine;
}

function inWorker(photo: Blob, wish: PageWish): Promise<MadePage> {
  const id = crypto.randomUUID();
  worker ??= new Worker(new URL('./page-worker.ts', import.meta.url), { type: 'module' });
  const current = worker;
  return new Promise((resolve, reject) => {
    const done = () => {
      current.removeEventListener('message', answer);
      current.removeEventListener('error', fail);
    };
    const answer = ({ data }: MessageEvent<{ id: string; page: MadePage | null }>) => {
      if (data.id !== id) return;
      done();
      if (data.page === null) reject(new Error('unreadable'));
      else resolve(data.page);
    };
    const fail = () => {
      done();
      worker = null;
      makePage(photo, wish).then(resolve, reject); // a worker that does not start: here, then
    };
    current.addEventListener('message', answer);
    current.addEventListener('error', fail);
    current.postMessage({ id, photo, wish });
  });
}
