import type { Static } from '#kernel/contract/t.ts';
import { T } from '#kernel/contract/t.ts';
import { OneOf } from '#kernel/contract/types.ts';
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

/** Who may make links that open without a sign-in. */
const LinksAllowed = OneOf(['off', 'adults', 'all']);
export type LinksAllowed = Static<typeof LinksAllowed>;

/** Links to files for people without a sign-in: nobody makes them, adults do, pupils too. Switched off, none opens any more. */
export const linksSetting = setting({
  id: 'files.links',
  title: {
    de: 'Wer Links zu Dateien erstellen darf, die ohne Anmeldung gelten',
    en: 'Who may make links to files that open without a sign-in',
  },
  scope: 'school',
  type: LinksAllowed,
  fallback: 'off',
});

/** How many days a link may hold at most. */
export const linkDaysSetting = setting({
  id: 'files.link_days',
  title: { de: 'Freigabe-Links enden spätestens nach so vielen Tagen', en: 'Links end after so many days at the latest' },
  scope: 'school',
  type: T.Integer({ minimum: 1, maximum: 366 }),
  fallback: 30,
});
