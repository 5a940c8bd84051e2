import { sql } from 'kysely';
import type { Db } from '#kernel/db/db.ts';
import type { SchoolCtx } from '#kernel/module/ctx.ts';
import type { Asking } from '../tree/spaces.ts';

/** What is to be unpacked, for whom and where to. */
export interface Unpacking {
  unpackingId: string;
  personId: string;
  name: string;
  hash: string;
  space: { id: string; kind: 'own' | 'group' | 'course' };
  folderId: string | null;
  /** The person who asked, as whom they asked. */
  asking: Asking;
}

interface Row {
  personId: string;
  context: Asking['caller']['context'];
  name: string;
  hash: string;
  spaceId: string;
  kind: Unpacking['space']['kind'];
  folderId: string | null;
}

/** An unpacking that is still to be done, locked until the transaction ends; null when it is done, was refused, or whoever asked has left. */
export async function requireOrder(ctx: SchoolCtx, db: Db, unpackingId: string): Promise<Unpacking | null> {
  const { rows } =
    await sql<Row>`select u.person_id as "personId", u.context, u.name, u.hash, u.space_id as "spaceId", u.folder_id as "folderId",
      case when exists (select from people.pub_person o where o.school_id = u.school_id and o.id = u.space_id) then 'own'
        when exists (select from courses.pub_course c where c.school_id = u.school_id and c.id = u.space_id) then 'course' else 'group' end as kind
    from files.unpacking u join people.pub_person p on p.school_id = u.school_id and p.id = u.person_id and p.status = 'active'
    where u.school_id = ${db.schoolId} and u.id = ${unpackingId} and u.state in ('waiting', 'running') for update of u`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { personId, context, spaceId, kind, ...order } = row;
  return { ...order, unpackingId, personId, space: { id: spaceId, kind }, asking: { ...ctx, caller: { personId, context } } };
}
