import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { concerning, type Incident, isSlug } from './incidents/incident.ts';
import { feed } from './pages/feed.ts';
import { type Language, languageFor, sayIn } from './pages/say.ts';
import type { Shown, Telling } from './pages/shown.ts';
import { statusJson } from './pages/status-json.ts';
import { missingPage, statusPage } from './pages/status-page.ts';
import { timesIn } from './pages/times.ts';

/** What a request is answered with. */
export interface Page {
  status: 200 | 404;
  type: string;
  language: Language | null;
  plain: Buffer;
  gzipped: Buffer;
}

/** What is known at this instant, before it is made into a page. */
export interface Present extends Omit<Shown, 'slug' | 'incidents'> {
  incidents: readonly Incident[];
  ownOrigin: string;
  productOrigin: string;
}

/** Answers an address: its path, its query, the languages the browser accepts. */
export type Answers = (path: string, query: URLSearchParams, accepted?: string) => Promise<Page>;

type File = 'page' | 'feed.atom' | 'status.json' | 'missing';

/** Made once for all who ask in the same second; anything may be asked for, so not more than this. */
const mostKept = 200;

/**
 * Answers with pages, feed and data for all schools or one. Every word that fits may be a school's short name: whether there is such a school is not
 * known here, and every one that no incident names gets the same page.
 *
 * @param present  what is known now; asked at most once a second
 */
export function pageAnswers(present: () => Promise<Present>, clock: () => number): Answers {
  let kept = new Map<string, Promise<Page>>();
  let keptAt = Number.NEGATIVE_INFINITY;
  let known: Promise<Present> | null = null;

  return (path, query, accepted) => {
    if (known === null || Math.abs(clock() - keptAt) >= 1_000) {
      known = present();
      kept = new Map();
      keptAt = clock();
    }
    const language = languageFor(query.get('lang'), accepted);
    const { file, slug } = wanted(path, query);
    const key = `${file} ${slug ?? ''} ${file === 'status.json' ? '' : language}`;
    const page = kept.get(key) ?? known.then((now) => make(now, file, slug, language));
    if (kept.size < mostKept) kept.set(key, page);
    return page;
  };
}

/** What an address asks for; a school also by the form, `/schule?kuerzel=goethe`. */
function wanted(path: string, query: URLSearchParams): { file: File; slug: string | null } {
  const [, first = '', second = '', third = '', ...more] = path.split('/');
  const asFile = (name: string): File => (name === '' ? 'page' : name === 'feed.atom' || name === 'status.json' ? name : 'missing');
  if (first !== 'schule') return { file: second === '' ? asFile(first) : 'missing', slug: null };
  const slug = (second === '' ? (query.get('kuerzel') ?? '').trim().toLowerCase() : second).slice(0, 50);
  if (!isSlug(slug) || more.length > 0 || (second === '' && third !== '')) return { file: 'missing', slug: null };
  const file = asFile(third);
  return { file, slug: file === 'missing' ? null : slug };
}

async function make(now: Present, file: File, slug: string | null, language: Language): Promise<Page> {
  const { incidents, ownOrigin, productOrigin, ...rest } = now;
  const say = sayIn(language);
  // a feed is read on other days: no »heute« in it
  const times = timesIn(language, say, file === 'feed.atom' ? 0 : now.now);
  const telling: Telling = { language, say, times, ownOrigin, productOrigin };
  const shown: Shown = { ...rest, slug, incidents: concerning(incidents, slug) };
  if (file === 'status.json') return packed(200, 'application/json; charset=utf-8', null, statusJson(shown));
  if (file === 'feed.atom') return packed(200, 'application/atom+xml; charset=utf-8', language, feed(shown, telling));
  const text = file === 'missing' ? missingPage(telling) : statusPage(shown, telling);
  return packed(file === 'missing' ? 404 : 200, 'text/html; charset=utf-8', language, text);
}

async function packed(status: Page['status'], type: string, language: Language | null, text: string): Promise<Page> {
  const plain = Buffer.from(text);
  return { status, type, language, plain, gzipped: await promisify(gzip)(plain) };
}
