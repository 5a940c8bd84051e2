import { ButtonLink } from '#kernel/ui/ButtonLink.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { AttachedFiles } from '#modules/files/web/public.tsx';
import { DueTime } from './DueTime.tsx';
import { fileAddress } from './file-address.ts';
import { KeepTemplate } from './KeepTemplate.tsx';
import { OwnWords } from './OwnWords.tsx';
import { Removal } from './Removal.tsx';
import { RichText } from './RichText.tsx';
import type { Work } from './shown-work.ts';
import classes from './work.module.css';

/** The task beside the overview: times, text, files. */
export function TaskPreview({ work }: { work: Work }) {
  const t = useTexts('assignments');
  const now = useNow();
  const visibleFrom = work.startsAt ?? work.publishedAt;
  return (
    <Section title={t('overview.task')}>
      <p className={classes.facts}>
        <DueTime dueAt={work.dueAt} />
        {work.closesAt !== null && (
          <RelativeTime at={work.closesAt} words={(when) => t(Date.parse(work.closesAt ?? '') <= now ? 'closedAt' : 'closes', { when })} />
        )}
        {visibleFrom !== null && (
          <RelativeTime
            at={visibleFrom}
            words={(when) => t(Date.parse(visibleFrom) > now ? 'overview.visibleFrom' : 'overview.visible', { when })}
          />
        )}
      </p>
      <div className={classes.facts}>
        {work.ownTimes > 0 && <span>{t('times.ownCount', { count: work.ownTimes })}</span>}
        <ButtonLink to={`aufgaben/${work.id}/fristen`} icon="clock">
          {t('times.change')}
        </ButtonLink>
      </div>
      <RichText html={work.body} picturesAt={fileAddress(work.id)} />
      <div className={classes.foot}>
        <AttachedFiles label={t('task.material')} files={work.files} addressOf={fileAddress(work.id)} />
      </div>
      <div className={classes.more}>
        <OwnWords work={work} />
        <KeepTemplate work={work} />
      </div>
      <Removal assignmentId={work.id} />
    </Section>
  );
}
