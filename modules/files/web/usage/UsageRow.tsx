import { Button, Progress } from '@mantine/core';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { Usage } from '../../usage/contract.ts';
import classes from './usage.module.css';

/** One person, group or course with the share of its room that is taken, in words and as a bar. */
export function UsageRow({ usage, onChange }: { usage: Usage; onChange: (() => void) | undefined }) {
  const t = useTexts('files');
  const { kind, name, usedBytes, quotaBytes, files, hasOwnQuota } = usage;
  const share = quotaBytes === 0 ? (usedBytes > 0 ? 100 : 0) : Math.min(100, (usedBytes / quotaBytes) * 100);
  const words = t('usage.of', { used: sayBytes(usedBytes), quota: sayBytes(quotaBytes) });
  return (
    <DataRow
      icon={{ own: 'person', group: 'group', course: 'course' }[kind]}
      title={kind === 'own' ? <Person name={name} /> : name}
      sub={
        <span className={classes.room}>
          <Progress
            value={share}
            color={share >= 100 ? 'var(--wrong)' : 'var(--accent)'}
            className={classes.bar ?? ''}
            aria-label={words}
          />
          <span className="num">
            {words} · {t('usage.files', { count: files })}
          </span>
          {share >= 100 && (
            <Tag kind="wrong" icon="alert">
              {t('usage.full')}
            </Tag>
          )}
          {hasOwnQuota && <Tag>{t('usage.ownQuota')}</Tag>}
        </span>
      }
      {...(onChange && {
        actions: (
          <Button variant="subtle" aria-label={t('usage.changeOf', { name })} onClick={onChange}>
            {t('usage.change')}
          </Button>
        ),
      })}
    />
  );
}
