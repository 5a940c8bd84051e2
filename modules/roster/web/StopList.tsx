import { useTexts } from '#kernel/web/texts.ts';
import type { Shown } from './step-of.ts';

const words = ['class', 'pupils', 'teachers', 'guardians', 'courses', 'course_members'] as const;
/** So many classes say enough. */
const mostClasses = 6;

/** Why it stops: of which so many would go; the whole school first. */
export function StopList({ stops }: { stops: Shown['stops'] }) {
  const t = useTexts('roster');
  const classes = stops.filter(({ what }) => what === 'class').sort((a, b) => a.name.localeCompare(b.name, 'de', { numeric: true }));
  const shown = [...stops.filter(({ what }) => what !== 'class'), ...classes.slice(0, mostClasses)];
  return (
    <>
      <p>{t('difference.stopped')}</p>
      <ul>
        {shown.map(({ what, name, gone, of }) => (
          <li key={`${what} ${name}`}>{t(`stops.${words.find((word) => word === what) ?? 'pupils'}`, { name, gone, of })}</li>
        ))}
        {classes.length > mostClasses && <li>{t('stops.more', { count: classes.length - mostClasses })}</li>}
      </ul>
    </>
  );
}
