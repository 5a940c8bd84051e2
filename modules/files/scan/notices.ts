import { sql } from 'kysely';
import { type Module, noticeKind } from '#kernel/module/manifest.ts';
import { filesFoundHarmful } from '../events.ts';

/** Told to whoever brought a file in which something harmful was found. */
export const notices: NonNullable<Module['notices']> = [
  noticeKind({
    id: 'files.found_harmful',
    title: { de: 'Eine Datei von mir wurde gesperrt', en: 'A file of mine was locked' },
    event: filesFoundHarmful,
    mailByDefault: true,
    tell: async (_ctx, db, { data: { personId, fileId } }) => {
      if (personId === null) return [];
      const { rows } = await sql<{ name: string }>`select coalesce(e.name, f.name) as name from files.file f
        left join files.entry e on e.school_id = f.school_id and e.file_id = f.id where f.school_id = ${db.schoolId} and f.id = ${fileId}`.execute(
        db,
      );
      return rows.map(({ name }) => ({
        personId,
        titleKey: 'notices.found_harmful.title',
        bodyKey: 'notices.found_harmful.body',
        values: { name },
        path: 'dateien',
        key: `files.found_harmful.${fileId}`,
      }));
    },
  }),
];
