import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CallerFacts } from '#kernel/access/caller.ts';
import type { Capacity } from '#kernel/access/capacity.ts';
import type { Permission } from '#kernel/access/permission.ts';
import type { Answer, Contract, Input, Method } from '#kernel/contract/contract.ts';
import type { Db, PlatformDb } from '#kernel/db/db.ts';
import type { RefusalStatus } from '#kernel/errors/refusal.ts';
import type { EventType, Happened } from '#kernel/events/event.ts';
import type { JobType } from '#kernel/jobs/job.ts';
import type { RunnerName } from '#kernel/jobs/places.ts';
import type { Privacy } from '#kernel/privacy/privacy.ts';
import type { SearchHit } from '#kernel/search/contract.ts';
import type { Setting } from '#kernel/settings/setting.ts';
import type { ModuleTexts, Titles } from '#kernel/texts/texts.ts';
import type { Ctx, PlatformCtx, SchoolCtx } from './ctx.ts';
import type { FreeSpan } from './free-span.ts';
import type { TodayPart } from './today.ts';

/** A feature, as plain data plus functions. Listed in apps/modules.ts; checked at start. */
export interface Module {
  /** kebab-case; also folder, text namespace and (with _) PostgreSQL schema. */
  readonly id: string;
  readonly title: Titles;
  /** Modules whose public.ts or pub_* views it uses. */
  readonly uses: readonly string[];
  /** platform: above the schools, its tables stand outside the wall (closed list). */
  readonly zone: 'teaching' | 'administration' | 'platform';
  readonly tier: { readonly bundle: 'basis' | 'unterricht' | 'schulleben' | 'gebaeude'; readonly switchable: boolean };
  readonly permissions?: readonly Permission[];
  readonly settings?: readonly Setting[];
  readonly navigation?: readonly Navigation[];
  readonly routes?: readonly Route[];
  readonly rawRoutes?: readonly RawRoute[];
  readonly openRoutes?: readonly OpenRoute[];
  /** What network drives see; one module at most. */
  readonly dav?: Dav;
  readonly events?: readonly EventType[];
  readonly listens?: readonly Listener[];
  readonly jobs?: readonly JobType[];
  readonly live?: readonly LiveTopic[];
  readonly refusals?: ReadonlyMap<string, RefusalStatus>;
  readonly texts: ModuleTexts;
  /** Folder of its SQL migrations, `new URL('./migrations/', import.meta.url)`; absent without tables. */
  readonly migrations?: URL;
  /** Tables without the wall, `schema.table` → reason. Only in zone platform; a conformance test holds the closed list. */
  readonly outsideTheWall?: Readonly<Record<string, string>>;
  readonly privacy: Privacy;
  /** What people are told about: which event, to whom, in which words. Sent by the notices module alone. */
  readonly notices?: readonly NoticeKind[];

  /** Entries of Heute and what waits for the caller, within the caller's transaction. */
  readonly today?: (ctx: Ctx, db: Db, span: { from: Date; to: Date }) => Promise<TodayPart>;
  /**
   * Days without school that end on this day or later, in order of their first day. Asked when a process looks the school up, not per request: whoever changes
   * one calls `ctx.schoolChanged()` after the commit.
   */
  readonly freeDays?: (db: Db, from: string) => Promise<FreeSpan[]>;
  /** What the caller may see and finds with these words, best first. */
  readonly search?: (ctx: Ctx, db: Db, words: string, limit: number) => Promise<SearchHit[]>;
  /** Fills the demo city; runs after the demo of all modules in `uses`. Seeded: the same every time. */
  readonly demo?: (ctx: SchoolCtx, db: Db, random: DemoRandom) => Promise<void>;
  /** Exactly one module knows who a sign-in is in a school. */
  readonly callers?: (db: Db, who: { identityId: string; deviceId: string }, now: Date) => Promise<CallerFacts | null>;
  /** Exactly one module keeps devices: turns a device token into a new one; null when it is unknown, spent or closed. */
  readonly devices?: DeviceSource;
}

/** A kind of notice. A person chooses per kind whether it comes by mail, push or only in the app. */
export interface NoticeKind {
  /** `module.kind` */
  readonly id: string;
  readonly title: Titles;
  readonly event: EventType;
  /** Who can be told of it at all: only they are asked how. Absent: everybody. */
  readonly for?: readonly Capacity[];
  /** What is told about one event, per addressee; texts are keys of the module. Read in the addressee's school. */
  readonly tell: (ctx: SchoolCtx, db: Db, happened: Happened<never>) => Promise<readonly Notice[]>;
  /** By mail as well unless the person decides otherwise. */
  readonly mailByDefault: boolean;
}

export interface Notice {
  readonly personId: string;
  /** Text keys of the module with their values; `subject` names no content when the school does not allow it. */
  readonly titleKey: string;
  readonly bodyKey: string;
  readonly values: Readonly<Record<string, string | number>>;
  /** Path below the school. */
  readonly path: string;
  /** Two notices with the same key to the same person are one: never twice. */
  readonly key: string;
}

/** Declares a kind of notice with its event's type. */
export function noticeKind<E extends EventType>(
  kind: Omit<NoticeKind, 'event' | 'tell'> & {
    event: E;
    tell: (ctx: SchoolCtx, db: Db, happened: Happened<E>) => Promise<readonly Notice[]>;
  },
): NoticeKind {
  return kind;
}

export interface DeviceSource {
  /** Trades device tokens for the next ones, in their order; null where one opens nothing. */
  renewAll(
    db: PlatformDb,
    tokens: readonly string[],
    now: Date,
  ): Promise<({ identityId: string; deviceId: string; token: string | null; lasting: boolean } | null)[]>;
  /** Schools of an identity, for the switcher. */
  schoolsOf(db: Db | PlatformDb, identityId: string): Promise<{ slug: string; name: string }[]>;
  /** Whose password for a program this is; null when it opens nothing. */
  openedByAppPassword?(db: PlatformDb, password: string, now: Date): Promise<{ identityId: string; deviceId: string } | null>;
  /** Whether somebody may still act on a device; asked only about who is nobody in a school, to tell "signed out" from "not yours". */
  isOpen?(db: Db | PlatformDb, who: { identityId: string; deviceId: string }, now: Date): Promise<boolean>;
}

export interface Navigation {
  /** page id of `web/pages.ts` */
  readonly page: string;
  /** path below the school, as in `web/pages.ts` */
  readonly path: string;
  readonly title: Titles;
  readonly icon: string;
  /** Any of these rights opens it; empty: everyone signed in. */
  readonly permissions: readonly string[];
  readonly order: number;
  /** Only in these contexts; absent: in all. */
  readonly contexts?: readonly ('work' | 'pupil' | 'guardian')[];
}

/** A handler bound to its contract. Built by `route` (school) or `platformRoute`. */
export interface Route {
  readonly contract: Contract;
  /** Right needed; null: everyone with a person in this school. Platform routes: null. */
  readonly permission: string | null;
  readonly rate: Rate;
  /** own: the use case opens its transactions itself, because it calls the outside between them. */
  readonly transaction: 'request' | 'own';
  /** platform routes: who may call. */
  readonly audience: 'person' | 'identity' | 'anyone';
  /** Somebody who is not signed in begins something dear here: when it is full they stand in line (kernel/admission). */
  readonly begins: boolean;
  /** Nobody waits for it: left out (503, and asked again by itself) while the process is full. Reads only; the closed list is in tests/conformance. */
  readonly spare: boolean;
  readonly run: (ctx: never, input: never) => Promise<unknown>;
}

/** ordinary: reading and small writes · heavy: imports, exports, PDFs · guess: anything that tries a secret · drive: a program that opens many files. */
export type Rate = 'ordinary' | 'heavy' | 'guess' | 'drive';

interface RouteOptions {
  rate?: Rate;
  transaction?: 'request' | 'own';
  spare?: boolean;
}

/** A route in one school. The kernel has checked session, module, right, rate and shape before `run`. */
export function route<C extends Contract>(
  contract: C,
  permission: string | null,
  run: (ctx: Ctx, input: Required<Input<C>>) => Promise<Answer<C>>,
  options: RouteOptions = {},
): Route {
  const { rate = 'ordinary', transaction = 'request', spare = false } = options;
  return { contract, permission, audience: 'person', rate, transaction, begins: false, spare, run };
}

/** A route outside any school. `anyone`: without a session (sign-in); `identity`: somebody is signed in on the device. */
export function platformRoute<C extends Contract>(
  contract: C,
  audience: 'identity' | 'anyone',
  run: (ctx: PlatformCtx, input: Required<Input<C>>) => Promise<Answer<C>>,
  options: { rate?: Rate; begins?: boolean } = {},
): Route {
  const { rate = 'ordinary', begins = false } = options;
  return { contract, permission: null, audience, rate, transaction: 'own', begins, spare: false, run };
}

/** Bytes instead of JSON: uploads, downloads, PDFs. Same checks before, no contract; listed with a summary in OpenAPI. */
export interface RawRoute {
  readonly method: Method | 'HEAD' | 'OPTIONS';
  readonly path: string;
  readonly summary: string;
  readonly permission: string | null;
  readonly rate: Rate;
  readonly run: (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

/** Bytes for who has no session, above the schools at `/api<path>`: the handler itself asks for what opens them (a signed address). */
export interface OpenRoute {
  readonly method: 'GET';
  readonly path: string;
  readonly summary: string;
  readonly rate: Rate;
  readonly run: (ctx: PlatformCtx, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

/** A tree of files as WebDAV (RFC 4918) shows it, under `/dav/:school/`. All methods come here, bodies unread. */
export interface Dav {
  readonly permission: string | null;
  readonly run: (ctx: Ctx, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
}

/** A listener; repeatable, because it may run twice. */
export interface Listener {
  readonly event: EventType;
  /** Names the work, unique within the module. */
  readonly name: string;
  readonly limitSeconds: number;
  /** With which other work it shares its places; absent: with what people wait for. */
  readonly runner?: RunnerName;
  readonly run: (ctx: SchoolCtx, happened: Happened<never>) => Promise<void>;
}

/** Declares a listener with its event's type. */
export function listener<E extends EventType>(
  event: E,
  name: string,
  run: (ctx: SchoolCtx, happened: Happened<E>) => Promise<void>,
  limitSeconds = 60,
  runner: RunnerName = 'prompt',
): Listener {
  return { event, name, limitSeconds, runner, run };
}

/** "Look again": which event wakes which topics, and who may follow one. */
export interface LiveTopic {
  /** First part of the topic: `course` of `assignments/course/<id>`. */
  readonly name: string;
  readonly wokenBy: readonly { readonly event: EventType; readonly ids: (data: never) => readonly string[] }[];
  readonly mayFollow: (ctx: Ctx, db: Db, id: string) => Promise<boolean>;
}

/** Declares what wakes a topic, with the event's type. */
export function wokenBy<E extends EventType>(event: E, ids: (data: Happened<E>['data']) => readonly string[]) {
  return { event, ids };
}

/** Random numbers from a fixed seed. */
export interface DemoRandom {
  /** 0 ≤ x < 1 */
  next(): number;
  pick<V>(list: readonly V[]): V;
  int(from: number, to: number): number;
}
