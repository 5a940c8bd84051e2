import type pg from 'pg';
import type { Secrets } from '#kernel/module/services.ts';
import type { Wish } from '../client/wish.ts';

/** Where wishes are made for: one school in one database. */
export interface School {
  slug: string;
  id: string;
  secrets: Secrets;
}

/** A wish and, for a sign-in, whose it is. */
export interface OperationWish extends Wish {
  account?: { identityId: string; record: string };
}

/** One thing people do whose cost on the server is measured. */
export interface Operation {
  name: string;
  summary: string;
  targetMilliseconds: number;
  /** How many are performed before measuring, and in each round. */
  warmUp: number;
  perRound: number;
  /** Whether a wish can be performed again and again (a read), or once only (a write). */
  repeatable: boolean;
  /**
   * Makes wishes of people of this school, `count` of them, all different where they are performed once only.
   *
   * @param database  superuser, in the school's database; accounts and devices are made there
   * @throws Error when the school has too few people or too little work
   */
  prepare(database: pg.Client, school: School, count: number): Promise<OperationWish[]>;
  /** @throws Error when an answer shows that less was done than is measured: an empty page costs little */
  check(answer: Record<string, unknown>): void;
}

/** Headers that a browser sends with what a page of ours asks; loopback may say for whom it asks, so nobody is one address. */
export function headersOf(at: number, cookie?: string): Record<string, string> {
  return {
    'sec-fetch-site': 'same-origin',
    'accept-language': 'de',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'x-forwarded-for': `10.1.${(at >> 8) & 255}.${at & 255}`,
    ...(cookie === undefined ? {} : { cookie }),
  };
}
