import type { BlobStore } from '#kernel/blobs/blob-store.ts';
import type { Mailer } from '#kernel/mailer/mailer.ts';
import type { Scanner } from '#kernel/scanner/scanner.ts';

/** What lies outside the database, opened once per process. Never used while a transaction is open. */
export interface Services {
  readonly blobs: BlobStore;
  readonly mailer: Mailer;
  /** Looks for harmful content; null where no such program runs. */
  readonly scanner: Scanner | null;
  /** Where data of this installation lies on disk. */
  readonly dataDir: string;
  /** Public origin of the installation, for links in mails and letters. */
  readonly origin: string;
  /** Secrets of the installation, outside the database, part of every backup. */
  readonly secrets: Secrets;
}

export interface Secrets {
  /** Key of the signed access tokens and sealed states, at least 32 bytes, base64url. */
  readonly sessionKey: string;
  /** OPAQUE server setup as the library writes it. */
  readonly opaqueServerSetup: string;
  /** VAPID keys of web push. */
  readonly vapid: { publicKey: string; privateKey: string };
}
