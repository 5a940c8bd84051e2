import { makePage, type PageWish } from './make-page.ts';

// Makes pages off the page's own thread. Its own half of the conversation is in make-page-apart.ts.
addEventListener('message', ({ data }: MessageEvent<{ id: string; photo: Blob; wish: PageWish }>) => {
  makePage(data.photo, data.wish).then(
    (page) => postMessage({ id: data.id, page }),
    () => postMessage({ id: data.id, page: null }),
  );
});
