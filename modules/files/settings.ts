import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

/** A megabyte as people and shops count it: by thousands. */
export const megabyte = 1_000_000;

/** Room for the files of one person, in megabytes; the bin counts. */
export const quotaSetting = setting({
  id: 'files.quota_megabytes',
  title: { de: 'Speicherplatz je Person (MB)', en: 'Room per person (MB)' },
  scope: 'school',
  type: T.Integer({ minimum: 0, maximum: 1_000_000 }),
  fallback: 2_000,
});

/** Room for the files of one group or course, in megabytes; the bin counts. */
export const groupQuotaSetting = setting({
  id: 'files.group_quota_megabytes',
  title: { de: 'Speicherplatz je Gruppe oder Kurs (MB)', en: 'Room per group or course (MB)' },
  scope: 'school',
  type: T.Integer({ minimum: 0, maximum: 1_000_000 }),
  fallback: 10_000,
});

/** The largest single file, in bytes; the same everywhere, because one PUT to an S3 store carries at most 5 GiB. */
export const maxFileBytes = 2_000_000_000;

/** A file stays so long in the bin before it is gone. */
export const binDays = 30;

/** An upload that was begun and not finished in this time is thrown away. */
export const uploadHours = 24;
