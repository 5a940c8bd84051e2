/** Something too large for a draft (a photo, a recording), kept on this device until it has been sent. */
export interface KeptBlob {
  key: string;
  blob: Blob;
  /** What its keeper wrote beside it. */
  details: unknown;
  /** When it was kept, ms since 1970. */
  at: number;
}

const database = 'schulhof-kept';
const storeName = 'kept';
/** As drafts: 30 days. */
const keptMs = 30 * 24 * 3600 * 1000;

/**
 * Keeps bytes on this device under a key (`school.person.form/…`); again under the same key replaces them. On a shared device, and where the
 * browser forbids it, nothing is kept and nothing fails.
 */
export async function keepBlob(key: string, blob: Blob, details: unknown = null): Promise<void> {
  if (isShared()) return;
  const kept: KeptBlob = { key, blob, details, at: Date.now() };
  await inStore('readwrite', (store) => store.put(kept));
}

/** What is kept under keys that begin so, oldest key first; what is older than 30 days is thrown away. */
export async function keptBlobs(prefix: string): Promise<KeptBlob[]> {
  if (isShared()) return [];
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const all: KeptBlob[] = (await inStore('readonly', (store) => store.getAll(range))) ?? [];
  const old = all.filter(({ at }) => at < Date.now() - keptMs);
  for (const { key } of old) await forgetBlob(key);
  return all.filter((kept) => !old.includes(kept));
}

/** Forgets one; it was sent, or is not wanted any more. */
export async function forgetBlob(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key));
}

/** Forgets all of everybody on this device; at sign-out. */
export function forgetAllBlobs(): void {
  try {
    indexedDB.deleteDatabase(database);
  } catch {
    // forbidden here: then nothing was kept
  }
}

function isShared(): boolean {
  return document.documentElement.dataset['sharedDevice'] !== undefined;
}

/** Each time opened and closed anew, so that signing out in another tab never waits for this one. */
async function inStore<R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<R>): Promise<R | undefined> {
  try {
    const db = await open();
    try {
      return await answerOf(act(db.transaction(storeName, mode).objectStore(storeName)));
    } finally {
      db.close();
    }
  } catch {
    return undefined; // the device's store is full or forbidden: what is on the page still stands there
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'key' });
  return answerOf(request);
}

function answerOf<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
