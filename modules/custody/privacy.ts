import type { Privacy } from '#kernel/privacy/privacy.ts';

const why = {
  de: 'Die Schule muss wissen, wer für ein Kind entscheidet, wer es abholen darf und wen ein Gericht fernhält.',
  en: 'The school must know who decides for a child, who may collect it and whom a court keeps away.',
};
const keep = { days: 0, after: 'left' } as const;

export const privacy: Privacy = {
  columns: [
    { column: 'custody.arrangement.guardian_id', why, keep },
    { column: 'custody.arrangement.child_id', why, keep },
  ],
  exportPerson: async function* (db, personId) {
    const rows = await db
      .selectFrom('custody.arrangement as a')
      .selectAll()
      .where((the) => the.or([the('a.guardian_id', '=', personId), the('a.child_id', '=', personId)]))
      .orderBy('a.id')
      .execute();
    // of the other person only that there is one: their name is their own
    for (const { school_id: _school, id: _id, guardian_id: guardian, child_id: _child, ...value } of rows) {
      yield { part: guardian === personId ? 'as guardian' : 'as child', value };
    }
  },
  erasePerson: async (db, personId) => {
    const erased = async (column: 'guardian_id' | 'child_id') => {
      const result = await db.deleteFrom('custody.arrangement').where(column, '=', personId).executeTakeFirst();
      return Number(result.numDeletedRows);
    };
    return { 'custody.arrangement.guardian_id': await erased('guardian_id'), 'custody.arrangement.child_id': await erased('child_id') };
  },
};
