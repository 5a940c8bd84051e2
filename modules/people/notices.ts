import { noticeKind } from '#kernel/module/manifest.ts';
import { mergeProposed } from './events.ts';

/** Tells both entries' humans that the office believes them to be one. */
export const mergeNotice = noticeKind({
  id: 'people.merge_proposed',
  title: { de: 'Vorschlag, doppelte Einträge zusammenzuführen', en: 'Proposal to merge double entries' },
  event: mergeProposed,
  for: ['guardian', 'teacher', 'staff', 'office', 'head', 'school_admin'],
  mailByDefault: true,
  tell: async (_ctx, _db, { data }) =>
    [data.keptId, data.doubleId].map((personId) => ({
      personId,
      titleKey: 'notices.merge_title',
      bodyKey: 'notices.merge_body',
      values: {},
      path: 'doppelt',
      key: `merge ${data.mergeId}`,
    })),
});
