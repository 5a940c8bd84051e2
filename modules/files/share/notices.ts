import { sql } from 'kysely';
import { noticeKind } from '#kernel/module/manifest.ts';
import { filesShared } from '../events.ts';

/** Told to whom something is shared with by name; who is in a group or course finds it in the list. */
export const sharedNotice = noticeKind({
  id: 'files.shared',
  title: { de: 'Jemand teilt eine Datei mit mir', en: 'Somebody shares a file with me' },
  event: filesShared,
  mailByDefault: false,
  tell: async (_ctx, db, { data: { shareId, personId } }) => {
    const { rows } = await sql<{ name: string; by: string }>`select e.name, p.name as by from files.share h
      join files.entry e on e.school_id = h.school_id and e.id = h.entry_id and e.binned_at is null
      join people.pub_person p on p.school_id = h.school_id and p.id = h.made_by and p.status = 'active'
      where h.school_id = ${db.schoolId} and h.id = ${shareId} and h.person_id = ${personId}`.execute(db);
    return rows.map((values) => ({
      personId,
      titleKey: 'notices.shared.title',
      bodyKey: 'notices.shared.body',
      values,
      path: 'dateien?ansicht=geteilt',
      key: `files.shared.${shareId}`,
    }));
  },
});
