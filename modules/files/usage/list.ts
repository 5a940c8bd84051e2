import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binEnd } from '../access.ts';
import { groupQuotaSetting, megabyte, quotaSetting } from '../settings.ts';
import type { usageContract } from './contract.ts';

interface UsageRow {
  id: string;
  kind: 'own' | 'group' | 'course';
  name: string;
  used_bytes: number;
  files: number;
  megabytes: number | null;
}

/** Who takes most room, most first; sensitive groups and courses are left out for whoever does not belong to them, as everywhere. */
export async function listUsage(ctx: Ctx, query: Query<typeof usageContract>): Promise<Answer<typeof usageContract>> {
  return ctx.read(async (db) => {
    let rows = db
      .selectFrom(
        sql<UsageRow>`(select u.id, case when p.id is not null then 'own' when g.id is not null then 'group' else 'course' end as kind,
            coalesce(p.name, g.name, c.name) as name, u.used_bytes, u.files, o.megabytes
          from (select x.id, sum(x.bytes)::bigint as used_bytes, sum(x.files)::int as files from (
              select coalesce(f.space_id, f.owner_id) as id, f.size_bytes as bytes, 1 as files from files.file f
                where f.school_id = ${db.schoolId} and coalesce(f.space_id, f.owner_id) is not null and (f.deleted_at is null or f.deleted_at > ${binEnd(ctx.now())})
              union all select q.space_id, 0, 0 from files.quota q where q.school_id = ${db.schoolId}) x
            group by x.id) u
          left join files.quota o on o.school_id = ${db.schoolId} and o.space_id = u.id
          left join people.pub_person p on p.school_id = ${db.schoolId} and p.id = u.id
          left join groups.pub_group g on g.school_id = ${db.schoolId} and g.id = u.id and not g.sensitive
          left join courses.pub_course c on c.school_id = ${db.schoolId} and c.id = u.id and not c.sensitive
          where coalesce(p.id, g.id, c.id) is not null)`.as('u'),
      )
      .selectAll();
    if (query.kind !== undefined) rows = rows.where('u.kind', '=', query.kind);
    const words = query.q?.trim() ?? '';
    if (words !== '') rows = rows.where(sql<boolean>`strpos(lower(u.name), lower(${words})) > 0`);
    const [own, group, page] = await Promise.all([
      ctx.setting(db, quotaSetting),
      ctx.setting(db, groupQuotaSetting),
      paged(
        rows,
        [
          { column: 'u.used_bytes', type: 'bigint', of: (row) => row.used_bytes },
          { column: 'u.id', type: 'uuid', of: (row) => row.id },
        ],
        query,
        'desc',
      ),
    ]);
    return {
      items: page.items.map(({ used_bytes, megabytes, ...row }) => ({
        ...row,
        usedBytes: used_bytes,
        quotaBytes: (megabytes ?? (row.kind === 'own' ? own : group)) * megabyte,
        hasOwnQuota: megabytes !== null,
      })),
      next: page.next,
    };
  });
}
