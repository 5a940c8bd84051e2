import { T } from '#kernel/contract/t.ts';
import { setting } from '#kernel/settings/setting.ts';

/** Share in percent of a class or of the school that may leave or move before an import stops and asks. */
export const stopPercent = setting({
  id: 'roster.stop_percent',
  title: {
    de: 'Import hält an, wenn mehr als so viel Prozent einer Klasse oder der Schule gehen oder wechseln würden',
    en: 'An import stops when more than this percentage of a class or of the school would leave or move',
  },
  scope: 'school',
  type: T.Integer({ minimum: 1, maximum: 100 }),
  fallback: 20,
});

/** How many days an import can be taken back; as long are images of the rows it changed kept. */
export const undoDays = setting({
  id: 'roster.undo_days',
  title: {
    de: 'So viele Tage lässt sich der letzte Import zurücknehmen',
    en: 'The last import can be taken back for so many days',
  },
  scope: 'school',
  type: T.Integer({ minimum: 1, maximum: 90 }),
  fallback: 30,
});

export const rosterSettings = [stopPercent, undoDays];
