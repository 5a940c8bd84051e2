import { sql } from 'kysely';
import type { Answer, Body } from '#kernel/contract/contract.ts';
import type { Db } from '#kernel/db/db.ts';
import { kernelRefusals, notFound } from '#kernel/errors/refusals.ts';
import { newId } from '#kernel/ids/id.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import type { ColumnMapping } from '../formats/column-mapping.ts';
import { mappingPresets } from '../formats/mapping-presets.ts';
import type { mappingsContract, saveMappingContract } from './contract.ts';

/** The school's own mappings by name, and the presets every school has. */
export async function listMappings(ctx: Ctx): Promise<Answer<typeof mappingsContract>> {
  const saved = await ctx.read((db) => savedMappings(db));
  return { saved, presets: [...mappingPresets] };
}

async function savedMappings(db: Db): Promise<{ id: string; mapping: ColumnMapping }[]> {
  const { rows } = await sql<{
    id: string;
    mapping: ColumnMapping;
  }>`select id, mapping from roster.mapping where school_id = ${db.schoolId} order by name, id limit 200`.execute(db);
  return rows;
}

/** A saved mapping or preset with this name; undefined when there is none. Own ones come first. */
export async function mappingNamed(db: Db, name: string): Promise<ColumnMapping | undefined> {
  const saved = await savedMappings(db);
  return saved.find(({ mapping }) => mapping.name === name)?.mapping ?? mappingPresets.find((preset) => preset.name === name);
}

/** Saves a mapping under its name; one of the same name is written over. */
export async function saveMapping(ctx: Ctx, { mapping }: Body<typeof saveMappingContract>): Promise<Answer<typeof saveMappingContract>> {
  if (mapping.name.trim() === '') throw kernelRefusals.badRequest({ place: 'body/mapping/name' });
  return ctx.write(async (db) => {
    const { rows } = await sql<{ id: string }>`insert into roster.mapping (school_id, id, name, mapping, saved_at)
      values (${db.schoolId}, ${newId()}, ${mapping.name.trim()}, ${JSON.stringify({ ...mapping, name: mapping.name.trim() })}, ${ctx.now()})
      on conflict (school_id, name) do update set mapping = excluded.mapping, saved_at = excluded.saved_at returning id`.execute(db);
    return { id: rows[0]?.id ?? notFound('mapping') };
  });
}

/** Forgets a saved mapping. */
export async function removeMapping(ctx: Ctx, mappingId: string): Promise<Record<never, never>> {
  return ctx.write(async (db) => {
    const { numAffectedRows } = await sql`delete from roster.mapping where school_id = ${db.schoolId} and id = ${mappingId}`.execute(db);
    if (numAffectedRows === 0n) notFound('mapping');
    return {};
  });
}
