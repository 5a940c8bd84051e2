import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

/** For how long a one-time code on a letter is valid. */
export const codeDays = setting({
  id: 'directory.code_days',
  title: { de: 'Tage, die ein Einmalcode auf einem Brief gilt', en: 'Days for which a one-time code on a letter is valid' },
  scope: 'school',
  type: T.Integer({ minimum: 1, maximum: 60 }),
  fallback: 21,
});
