import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binEnd } from '../access.ts';
import { binDays } from '../settings.ts';
import { requireSpace } from '../tree/access.ts';
import type { binListContract } from '../tree/contract.ts';

interface BinRow {
  id: string;
  kind: 'folder' | 'file';
  name: string;
  type: string | null;
  size_bytes: number;
  binned_at: Date;
  folder_name: string | null;
  by: string | null;
}

/** What lies in the bin of a space, newest first: all of it for the owner and the leaders, for members what they put there themselves. */
export async function listBin(ctx: Ctx, query: Query<typeof binListContract>): Promise<Answer<typeof binListContract>> {
  const { personId } = ctx.caller;
  return ctx.read(async (db) => {
    const space = await requireSpace(ctx, db, query.spaceId ?? personId);
    const rows = db
      .selectFrom(
        sql<BinRow>`(select e.id, e.kind, e.name, f.type, e.binned_at,
            coalesce((select sum(g.size_bytes) from files.entry i join files.file g on g.school_id = i.school_id and g.id = i.file_id
              where i.school_id = e.school_id and i.bin_id = e.id), 0)::bigint as size_bytes,
            (select o.name from files.entry o where o.school_id = e.school_id and o.id = e.parent_id) as folder_name,
            case when e.binned_by <> ${personId} then (select p.name from people.pub_person p where p.school_id = e.school_id and p.id = e.binned_by) end as by
          from files.entry e left join files.file f on f.school_id = e.school_id and f.id = e.file_id
          where e.school_id = ${db.schoolId} and e.space_id = ${space.id} and e.bin_id = e.id and e.binned_at > ${binEnd(ctx.now())}
            and (${space.leads} or (e.binned_by = ${personId} and (e.for_id is null or e.for_id = ${personId}))))`.as('e'),
      )
      .selectAll();
    const page = await paged(
      rows,
      [
        { column: 'e.binned_at', type: 'timestamptz', of: (row) => row.binned_at.toISOString() },
        { column: 'e.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    return { items: page.items.map(shown), next: page.next };
  });
}

function shown({ id, kind, name, type, size_bytes, binned_at, folder_name, by }: BinRow) {
  const goneAt = new Date(binned_at.getTime() + binDays * 24 * 3_600_000);
  return {
    id,
    kind,
    name,
    type,
    sizeBytes: size_bytes,
    deletedAt: binned_at.toISOString(),
    goneAt: goneAt.toISOString(),
    folderName: folder_name,
    by,
  };
}
