import { sql } from 'kysely';
import type { HoldsPersons } from '#kernel/privacy/privacy.ts';
import { keepInvitationsDays } from './invitations/tidy.ts';

/** What the directory keeps about people: who was invited by mail, and by whom. The address stands with the person. */
export const privacy: HoldsPersons = {
  columns: [
    {
      column: 'directory.invitation.person_id',
      why: {
        de: 'Wen die Schule per Mail eingeladen hat, und ob die Mail hinausging.',
        en: 'Whom the school has invited by mail, and whether the mail went out.',
      },
      keep: { days: keepInvitationsDays, after: 'made' },
    },
    {
      column: 'directory.invitation.asked_by',
      why: { de: 'Wer eine Einladung verschickt hat.', en: 'Who sent an invitation.' },
      keep: { days: keepInvitationsDays, after: 'made' },
    },
  ],
  exportPerson: async function* (db, personId) {
    const { rows } = await sql`select asked_at, done_at, outcome from directory.invitation
      where school_id = ${db.schoolId} and person_id = ${personId} order by asked_at, id`.execute(db);
    for (const value of rows) yield { part: 'invitation', value };
  },
  erasePerson: async (db, personId) => {
    const invited = await sql`delete from directory.invitation where school_id = ${db.schoolId} and person_id = ${personId}`.execute(db);
    const asked =
      await sql`update directory.invitation set asked_by = null where school_id = ${db.schoolId} and asked_by = ${personId}`.execute(db);
    return {
      'directory.invitation.person_id': Number(invited.numAffectedRows ?? 0n),
      'directory.invitation.asked_by': Number(asked.numAffectedRows ?? 0n),
    };
  },
};
