import { sql } from 'kysely';
import type { Answer } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { attachMany, detachEach, filesOf, storeLent } from '#modules/files/public.ts';
import { requireTaught } from '../access.ts';
import { refusals } from '../refusals.ts';
import { type applyCorrectionsContract, type Corrections, mostNamed } from './contract.ts';
import type { Matched } from './match.ts';
import { readCorrections } from './read-corrections.ts';

type Asked = { assignmentId: string; fileId: string };

/** What a zip of corrected hand-ins would change; refusals as in `readCorrections`. */
export async function previewCorrections(ctx: Ctx, asked: Asked): Promise<Corrections> {
  return readCorrections(ctx, asked, async (_zip, { changes, unchanged, leftOut }) => ({
    files: changes.length,
    pupils: new Set(changes.map(({ pupil }) => pupil.pupilId)).size,
    unchanged,
    unmatched: leftOut.length,
    changes: changes.slice(0, mostNamed).map(({ pupil: { pupilId, name }, fileName, zipped: { sizeBytes } }) => ({
      pupilId,
      name,
      fileName,
      sizeBytes,
    })),
    leftOut: leftOut.slice(0, mostNamed),
  }));
}

/**
 * Puts the changed files of a zip into the answers of their pupils, in one transaction; a file of the same name in an answer gives way to it. Nothing is given
 * back. Done twice it changes nothing the second time.
 *
 * @throws as `readCorrections` · `assignments.handed_in_again` (409) when a pupil has handed in while it was done · `files.program_refused`,
 * `files.content_mismatch` (415), `files.zip_harmful` (422), each with the name: nothing has changed then
 */
export async function applyCorrections(ctx: Ctx, asked: Asked): Promise<Answer<typeof applyCorrectionsContract>> {
  return readCorrections(ctx, asked, async (zip, { changes }) => {
    const brought: Brought[] = [];
    for (const { pupil, fileName: name, zipped } of changes) {
      const coming = { name, limitBytes: zipped.sizeBytes, open: () => zip.read(zipped) };
      brought.push({ pupil, name, fileId: await storeLent(ctx, ctx.caller.personId, coming) });
    }
    if (brought.length > 0) await ctx.write((db) => attachAll(ctx, db, asked.assignmentId, brought));
    return { files: brought.length, pupils: new Set(brought.map(({ pupil }) => pupil.pupilId)).size };
  });
}

interface Brought {
  pupil: Matched['changes'][number]['pupil'];
  name: string;
  fileId: string;
}

interface Row {
  id: string;
  pupilId: string;
  givenFileIds: string[];
  withdrawn: string[];
}

async function attachAll(ctx: Ctx, db: Db, assignmentId: string, brought: readonly Brought[]): Promise<void> {
  await requireTaught(db, ctx, assignmentId);
  const pupils = [...new Map(brought.map(({ pupil }) => [pupil.pupilId, pupil.handInId]))].map(([pupilId, handInId]) => ({
    pupilId,
    handInId,
  }));
  const answers = await touchAnswers(ctx, db, assignmentId, pupils);
  if (answers.length < pupils.length) throw refusals.handedInAgain();
  const ofPupil = new Map(answers.map((answer) => [answer.pupilId, answer]));
  const attached = await filesOf(
    db,
    'assignments',
    answers.map(({ id }) => id),
  );
  const coming = brought.flatMap(({ pupil, name, fileId }) => {
    const answer = ofPupil.get(pupil.pupilId);
    return answer === undefined ? [] : { answer, name: name.toLowerCase(), fileId };
  });
  // of the same name: what was given back stays with the pupil, all else is let go
  const older = coming.flatMap(({ answer, name }) =>
    (attached.get(answer.id) ?? []).flatMap((file) => (file.name.toLowerCase() === name ? { answer, fileId: file.id } : [])),
  );
  const isGiven = ({ answer, fileId }: { answer: Row; fileId: string }) => answer.givenFileIds.includes(fileId);
  await detachEach(
    db,
    'assignments',
    older.flatMap((use) => (isGiven(use) ? [] : { subjectId: use.answer.id, fileId: use.fileId })),
  );
  await attachMany(
    db,
    'assignments',
    coming.map(({ answer, fileId }) => ({ subjectId: answer.id, fileId })),
  );
  const withdrawn = older.filter(isGiven).map(({ answer, fileId }) => ({ id: answer.id, fileId }));
  await sql`update assignments.answer n set withdrawn_file_ids = array(select distinct unnest(n.withdrawn_file_ids || w.files))
    from (select o.id, array_agg(o."fileId") as files from jsonb_to_recordset(${JSON.stringify(withdrawn)}::jsonb) as o (id uuid, "fileId" uuid) group by o.id) w
    where n.school_id = ${db.schoolId} and n.id = w.id`.execute(db);
}

/** The answers to these hand-ins, made where there are none, each a revision further: who has one open is told. Only to what is still the present hand-in. */
async function touchAnswers(
  ctx: Ctx,
  db: Db,
  assignmentId: string,
  pupils: readonly { pupilId: string; handInId: string }[],
): Promise<Row[]> {
  const wanted = JSON.stringify(pupils.map((pupil) => ({ ...pupil, id: newId() })));
  const { rows } =
    await sql<Row>`insert into assignments.answer as n (school_id, id, assignment_id, pupil_id, hand_in_id, made_by, revision, changed_at)
    select h.school_id, w.id, h.assignment_id, h.pupil_id, h.id, ${ctx.caller.personId}, 1, ${ctx.now()}
    from jsonb_to_recordset(${wanted}::jsonb) as w ("pupilId" uuid, "handInId" uuid, id uuid)
    join assignments.hand_in h on h.school_id = ${db.schoolId} and h.assignment_id = ${assignmentId} and h.pupil_id = w."pupilId" and h.id = w."handInId" and h.current
    order by h.pupil_id
    on conflict (school_id, assignment_id, pupil_id, hand_in_id) do update
      set made_by = excluded.made_by, revision = n.revision + 1, changed_at = excluded.changed_at
    returning n.id, n.pupil_id as "pupilId", n.given_file_ids as "givenFileIds", n.withdrawn_file_ids as withdrawn`.execute(db);
  return rows;
}
