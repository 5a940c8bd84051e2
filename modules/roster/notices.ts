import { noticeKind } from '#kernel/module/manifest.ts';
import { dayOf } from '#kernel/time/calendar.ts';
import { personsWith } from '#modules/people/public.ts';
import { rosterImported } from './events.ts';
import { importById } from './imports/rows.ts';

/** The office hears that an import is through, with what it changed in numbers; names stand only in the school. */
export const importedNotice = noticeKind({
  id: 'roster.imported',
  title: { de: 'Ein Import ist übernommen', en: 'An import was applied' },
  event: rosterImported,
  for: ['office', 'school_admin'],
  mailByDefault: false,
  tell: async (ctx, db, { data }) => {
    const { counts } = await importById(db, data.importId);
    const office = await personsWith(db, ['office', 'school_admin'], dayOf(ctx.now()));
    const { new: added = 0, changed = 0, moved = 0, leaving = 0 } = counts ?? {};
    return office.map((personId) => ({
      personId,
      titleKey: 'notices.imported.title',
      bodyKey: 'notices.imported.body',
      values: { new: added, changed, moved, leaving },
      path: `import/${data.importId}`,
      key: `roster.imported.${data.importId}`,
    }));
  },
});
