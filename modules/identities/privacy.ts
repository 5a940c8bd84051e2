import { sql } from 'kysely';
import type { HoldsPersons } from '#kernel/privacy/privacy.ts';
import { eraseEmpty } from './accounts/status.ts';
import { eraseOtherWays, exportOtherWays } from './outside/privacy.ts';

/** What identities holds about a person of a school. The identity goes with its last person. */
export const privacy: HoldsPersons = {
  columns: [
    {
      column: 'identities.attachment.person_id',
      why: { de: 'Wer sich mit welchem Zugang anmeldet', en: 'Who signs in with which access' },
      keep: { days: 30, after: 'left' },
    },
    {
      column: 'identities.code.person_id',
      why: { de: 'Für wen ein Anmeldebrief gedruckt wurde', en: 'For whom a sign-in letter was printed' },
      keep: { days: 365, after: 'made' },
    },
    {
      column: 'identities.code.made_by',
      why: { de: 'Wer einen Anmeldebrief gedruckt hat', en: 'Who printed a sign-in letter' },
      keep: { days: 365, after: 'made' },
    },
    {
      column: 'identities.outside_link.person_id',
      why: { de: 'Mit welchem fremden Konto sich jemand anmeldet', en: 'With which outside account somebody signs in' },
      keep: { days: 30, after: 'left' },
    },
    {
      column: 'identities.card.person_id',
      why: { de: 'Wer eine Karte zum Anmelden hat', en: 'Who has a card to sign in with' },
      keep: { days: 30, after: 'left' },
    },
  ],
  exportPerson: async function* (db, personId) {
    const { rows } = await sql<{
      id: string;
    }>`select identity_id as id from identities.attachment where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const id = rows[0]?.id;
    const codes =
      await sql`select purpose, made_at, valid_until, used_at from identities.code where school_id = ${db.schoolId} and person_id = ${personId} order by made_at`.execute(
        db,
      );
    yield { part: 'codes', value: codes.rows };
    yield* exportOtherWays(db, personId);
    if (id === undefined) return;
    const names =
      await sql`select handle::text as handle, given_at from identities.handle where identity_id = ${id} order by given_at`.execute(db);
    yield { part: 'sign_in_names', value: names.rows };
    const devices =
      await sql`select label, created_on, last_used_on, lasting, shared, closed_at from identities.device where identity_id = ${id} order by created_on`.execute(
        db,
      );
    yield { part: 'devices', value: devices.rows };
    const passkeys =
      await sql`select label, created_on, last_used_on from identities.passkey where identity_id = ${id} order by created_on`.execute(db);
    const totp = await sql`select confirmed_at from identities.totp where identity_id = ${id}`.execute(db);
    yield { part: 'second_factors', value: { passkeys: passkeys.rows, authenticator: totp.rows } };
  },
  erasePerson: async (db, personId) => {
    const codes = await sql`delete from identities.code where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const made = await sql`update identities.code set made_by = null where school_id = ${db.schoolId} and made_by = ${personId}`.execute(
      db,
    );
    // before the attachment, with which they would go unseen
    const otherWays = await eraseOtherWays(db, personId);
    const { rows } = await sql<{
      id: string;
    }>`delete from identities.attachment where school_id = ${db.schoolId} and person_id = ${personId} returning identity_id as id`.execute(
      db,
    );
    const ids = rows.map(({ id }) => id);
    // the name of somebody erased is no longer kept from others: keeping it would keep the person
    await sql`delete from identities.handle where realm = ${db.schoolId} and identity_id = any(${ids}::uuid[])`.execute(db);
    await eraseEmpty(db, ids);
    return {
      'identities.attachment.person_id': ids.length,
      'identities.code.person_id': Number(codes.numAffectedRows ?? 0n),
      'identities.code.made_by': Number(made.numAffectedRows ?? 0n),
      ...otherWays,
    };
  },
};
