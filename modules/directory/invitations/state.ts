import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newestCodesOf } from '#modules/identities/public.ts';
import type { classGuardiansContract } from './contract.ts';

/** What a page says of the newest invitation of somebody. */
export type InvitationState = NonNullable<Answer<typeof classGuardiansContract>['items'][number]['invitation']>;

interface Row {
  personId: string;
  askedAt: Date;
  doneAt: Date | null;
  outcome: 'sent' | 'refused' | 'void' | 'withdrawn' | null;
  codeMadeAt: Date | null;
}

/** The newest invitations of people, by person, with what became of their codes; people never invited are missing. Two statements. */
export async function invitationsOf(db: Db, personIds: readonly string[], now: Date): Promise<Map<string, InvitationState>> {
  if (personIds.length === 0) return new Map();
  const { rows } =
    await sql<Row>`select distinct on (i.person_id) i.person_id as "personId", i.asked_at as "askedAt", i.done_at as "doneAt", i.outcome,
      i.code_made_at as "codeMadeAt"
    from directory.invitation i where i.school_id = ${db.schoolId} and i.person_id = any(${[...personIds]})
    order by i.person_id, i.asked_at desc, i.id desc`.execute(db);
  const codes = await newestCodesOf(
    db,
    rows.map(({ personId }) => personId),
  );
  return new Map(
    rows.map((row) => [
      row.personId,
      {
        askedAt: row.askedAt.toISOString(),
        sentAt: row.outcome === 'sent' || row.outcome === 'withdrawn' ? (row.doneAt?.toISOString() ?? null) : null,
        state: stateOf(row, codes.get(row.personId), now),
      },
    ]),
  );
}

function stateOf(
  { outcome, codeMadeAt }: Row,
  code: { madeAt: Date; validUntil: Date; usedAt: Date | null } | undefined,
  now: Date,
): InvitationState['state'] {
  if (outcome === null) return 'waiting';
  if (outcome !== 'sent') return outcome;
  // a letter printed since, or another invitation, has ended the code of the mail
  if (code === undefined || code.madeAt.getTime() !== codeMadeAt?.getTime()) return 'replaced';
  if (code.usedAt !== null) return 'used';
  return code.validUntil <= now ? 'expired' : 'open';
}
