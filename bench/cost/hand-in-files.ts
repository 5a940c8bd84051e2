import { handIn } from './hand-in.ts';
import type { Operation } from './operation.ts';

const filesEach = 3;

/** A pupil hands in a text with three files that were uploaded before. */
export const handInFiles: Operation = {
  ...handIn,
  name: 'work: hand-in with 3 files',
  summary: 'a pupil hands in a text with three files',
  targetMilliseconds: 4,
  prepare: async (database, school, count) => {
    const wishes = await handIn.prepare(database, school, count);
    const { rows } = await database.query<{ assignmentId: string; pupilId: string; fileIds: string[] }>(
      `with template as (select f from files.file f where f.school_id = $1 and f.state = 'ready' limit 1),
        owners as (select distinct person_id from courses.member where school_id = $1),
        made as (insert into files.file select (jsonb_populate_record((t).f, jsonb_build_object('id', gen_random_uuid(), 'owner_id', o.person_id, 'made_by', o.person_id,
            'version_of', null, 'space_id', null))).* from owners o, template t, generate_series(1, $2::int) returning id, owner_id)
       select owner_id as "pupilId", array_agg(id) as "fileIds" from made group by owner_id`,
      [school.id, filesEach],
    );
    const filesOf = new Map(rows.map(({ pupilId, fileIds }) => [pupilId, fileIds]));
    const { rows: people } = await database.query<{ identityId: string; personId: string }>(
      'select identity_id as "identityId", person_id as "personId" from identities.attachment where school_id = $1',
      [school.id],
    );
    const personOf = new Map(people.map(({ identityId, personId }) => [identityId, personId]));
    return wishes.map((wish) => ({
      ...wish,
      steps: wish.steps.map((step) => {
        const fileIds = filesOf.get(personOf.get(identityIn(step.headers?.['cookie'] ?? '')) ?? '') ?? [];
        if (fileIds.length < filesEach) throw new Error('whoever hands in has files');
        return { ...step, body: { ...(step.body as object), fileIds } }; // the body is that of a hand-in
      }),
    }));
  },
};

/** Whose access cookie it is; see kernel/access/session-token.ts. */
function identityIn(cookie: string): string {
  return cookie.split('=')[1]?.split('.')[0] ?? '';
}
