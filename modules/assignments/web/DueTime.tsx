import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { useTexts } from '#kernel/web/texts.ts';

/** "bis morgen 18:00", or that there is no due time. */
export function DueTime({ dueAt }: { dueAt: string | null }) {
  const t = useTexts('assignments');
  if (dueAt === null) return <>{t('dueNone')}</>;
  return <RelativeTime at={dueAt} words={(when) => t('due', { when })} />;
}
