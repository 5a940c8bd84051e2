import type { Static } from 'typebox';
import type { Caller } from '#kernel/access/caller.ts';
import type { Context } from '#kernel/access/capacity.ts';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { Zone } from '#kernel/db/pools.ts';
import type { Log } from '#kernel/log/log.ts';
import type { Setting, SettingValue } from '#kernel/settings/setting.ts';
import type { Language, Say } from '#kernel/texts/texts.ts';
import type { School } from './school.ts';
import type { Services } from './services.ts';
import type { Shell } from './shell-contract.ts';

/** What background work has: a school, a clock, its transactions; nobody is calling. */
export interface SchoolCtx {
  readonly school: School;
  /** The present instant. */
  now(): Date;
  /** One read-only transaction in the school; inside a request the request's own one. */
  read<R>(work: (db: Db) => Promise<R>): Promise<R>;
  /** One transaction in the school; inside a request the request's own one. A GET may not write. */
  write<R>(work: (db: Db) => Promise<R>): Promise<R>;
  /** The same in the other zone, over its own connection and in a transaction of its own; only ids cross. Inside an open transaction only where
   * both must hold or fail together (a person is erased, a bar is carried over). */
  inZone(zone: Zone): Pick<SchoolCtx, 'read' | 'write'>;
  /** The value that holds here: person, else school, else authority, else operator, else default. */
  setting<S extends Setting>(db: Db, setting: S, personId?: string): Promise<SettingValue<S>>;
  /** A text by `module:key` in one language, for what leaves the house in words (mails, the audit trail). */
  readonly say: Say;
  /** After the school's own row or rights changed: this process forgets what it remembers of it. Call it by `db.afterCommit`. */
  schoolChanged(): void;
  /** Things outside the database: blobs, mail, addresses. */
  readonly services: Services;
  readonly log: Log;
  /** Whether so much is asked of this process just now that what nobody waits for is to be left out. */
  isFull(): boolean;
}

/** One request of one caller in one school. */
export interface Ctx extends SchoolCtx {
  readonly caller: Caller;
  readonly language: Language;
  readonly request: RequestFacts;
  /** Everything around a page, with what waits at each entry of the menu; one statement. */
  shell(db: Db, counts: Promise<Record<string, number>>): Promise<Static<typeof Shell>>;
}

/** One request outside any school: sign-in, several schools, operator. */
export interface PlatformCtx {
  now(): Date;
  /** Who is signed in on this device, if anybody. */
  readonly identity: { identityId: string; deviceId: string } | null;
  readonly language: Language;
  readonly request: RequestFacts;
  /** Begins or ends the session of this device by its cookies. */
  readonly session: {
    start(session: { identityId: string; deviceId: string; token: string | null; lasting: boolean }): void;
    clear(): void;
  };
  readonly services: Services;
  readonly log: Log;
  /** As in a school. */
  isFull(): boolean;
  read<R>(work: (db: PlatformDb) => Promise<R>): Promise<R>;
  write<R>(work: (db: PlatformDb) => Promise<R>): Promise<R>;
  /**
   * Counts one try of a guess at a secret; in all processes together.
   *
   * @throws `kernel.too_many` (429) after so many within so many seconds
   */
  countTry(key: string, most: number, windowSeconds: number): Promise<void>;
  /** A transaction in one school, behind its wall; the caller must have shown a right to be there. */
  inSchool<R>(schoolId: string, work: (db: Db) => Promise<R>): Promise<R>;
  /** The school with this slug, or null. */
  schoolBySlug(slug: string): Promise<School | null>;
  /**
   * One read-only transaction in each school in which this sign-in has a person, as that person; in the wished context where
   * they have it. Schools follow each other: no transaction is open while another is.
   */
  inOwnSchools<R>(wished: Context | undefined, work: (ctx: Ctx, db: Db) => Promise<R>): Promise<{ school: School; result: R }[]>;
  /** A school's value of a setting, in a transaction of that school. */
  setting<S extends Setting>(db: Db, school: School, setting: S): Promise<SettingValue<S>>;
}

/** What is known of a request besides its content. */
export interface RequestFacts {
  /** Source address; for throttling only, never stored with content. */
  readonly address: string;
  readonly userAgent: string;
  /** Origin under which this installation is reached, for links: `https://schulhof.example`. */
  readonly origin: string;
  /** Whether the line is TLS (cookies are then Secure). */
  readonly secure: boolean;
  readonly cookies: Cookies;
}

export interface Cookies {
  get(name: string): string | undefined;
  set(name: string, value: string, options: { path: string; maxAgeSeconds?: number }): void;
  clear(name: string, path: string): void;
}
