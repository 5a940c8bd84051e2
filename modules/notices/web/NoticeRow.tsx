import { ActionIcon } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { Private } from '#kernel/ui/Beamer.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { RelativeTime } from '#kernel/ui/RelativeTime.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { listContract } from '../contract.ts';
import { DeliveryWords } from './DeliveryWords.tsx';
import classes from './notices.module.css';

type Notice = Answer<typeof listContract>['items'][number];

/** One notice: what, when, and by which ways it went out or why not. Opening it marks it as read. */
export function NoticeRow({ notice, onOpen }: { notice: Notice; onOpen?: (id: string) => void }) {
  const t = useTexts('notices');
  return (
    <div className={classes.notice}>
      <PageLink to={notice.path} className={classes.link} data-row onClick={() => onOpen?.(notice.id)}>
        <span className={classes.title}>
          <Private>{notice.title}</Private>
        </span>
        <span className={classes.body}>
          <Private>{notice.body}</Private>
        </span>
      </PageLink>
      {onOpen && (
        <ActionIcon
          variant="subtle"
          size={44}
          aria-label={`${t('list.markRead')}: ${notice.title}`}
          title={t('list.markRead')}
          onClick={() => onOpen(notice.id)}
        >
          <Icon name="check" />
        </ActionIcon>
      )}
      <p className={classes.facts}>
        <span>{notice.area}</span> · <RelativeTime at={notice.madeAt} />
        {notice.deliveries.map((delivery) => (
          <span key={delivery.channel}>
            {' · '}
            <DeliveryWords delivery={delivery} />
          </span>
        ))}
      </p>
    </div>
  );
}
