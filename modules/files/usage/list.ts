import { sql } from 'kysely';
import type { Answer, Query } from '#kernel/contract/contract.ts';
import { paged } from '#kernel/db/page.ts';
import type { Ctx } from '#kernel/module/ctx.ts';
import { binEnd } from '../access.ts';
import type { usageContract } from './contract.ts';

interface UsageRow {
  id: string;
  kind: 'own' | 'group' | 'course';
  name: string;
  used_bytes: number;
  files: number;
}

/** Who takes most room, most first; sensitive groups and courses are left out for whoever does not belong to them, as everywhere. */
export async function listUsage(ctx: Ctx, query: Query<typeof usageContract>): Promise<Answer<typeof usageContract>> {
  return ctx.read(async (db) => {
    const rows = db
      .selectFrom(
        sql<UsageRow>`(select u.id, case when p.id is not null then 'own' when g.id is not null then 'group' else 'course' end as kind,
            coalesce(p.name, g.name, c.name) as name, u.used_bytes, u.files
          from (select coalesce(f.space_id, f.owner_id) as id, sum(f.size_bytes)::bigint as used_bytes, count(*)::int as files from files.file f
            where f.school_id = ${db.schoolId} and coalesce(f.space_id, f.owner_id) is not null and (f.deleted_at is null or f.deleted_at > ${binEnd(ctx.now())})
            group by 1) u
          left join people.pub_person p on p.school_id = ${db.schoolId} and p.id = u.id
          left join groups.pub_group g on g.school_id = ${db.schoolId} and g.id = u.id and not g.sensitive
          left join courses.pub_course c on c.school_id = ${db.schoolId} and c.id = u.id and not c.sensitive
          where coalesce(p.id, g.id, c.id) is not null)`.as('u'),
      )
      .selectAll();
    const page = await paged(
      rows,
      [
        { column: 'u.used_bytes', type: 'bigint', of: (row) => row.used_bytes },
        { column: 'u.id', type: 'uuid', of: (row) => row.id },
      ],
      query,
      'desc',
    );
    return {
      items: page.items.map(({ used_bytes, ...row }) => ({ ...row, usedBytes: used_bytes })),
      next: page.next,
    };
  });
}
