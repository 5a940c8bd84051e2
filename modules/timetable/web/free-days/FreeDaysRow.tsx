import { ActionIcon, Button, Menu } from '@mantine/core';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import type { FreeSpan } from '../../free-days/contract.ts';
import { countDays, sayDays } from './say-days.ts';

interface Props {
  span: FreeSpan;
  mayEdit: boolean;
  isRemoved: boolean;
  busy: boolean;
  onChange: () => void;
  onRemove: () => void;
  onRestore: () => void;
}

/** One entry: its name, from when to when, of which kind. */
export function FreeDaysRow({ span, mayEdit, isRemoved, busy, onChange, onRemove, onRestore }: Props) {
  const t = useTexts('timetable');
  const language = currentLanguage();
  const name = language === 'en' ? (span.nameEn ?? span.name) : span.name;
  const days = countDays(span);
  const parts = [
    sayDays(span, language),
    days > 1 && t('freeDays.days', { count: days }),
    mayEdit && span.imported && t(span.corrected ? 'freeDays.corrected' : 'freeDays.imported'),
  ];
  return (
    <DataRow
      icon="calendar"
      title={name}
      sub={parts.filter(Boolean).join(' · ')}
      fact={<Tag>{t(`freeDays.kinds.${span.kind}`)}</Tag>}
      {...(mayEdit && {
        actions: isRemoved ? (
          <Button variant="default" disabled={busy} onClick={onRestore} aria-label={t('freeDays.restoreOf', { name })}>
            {t('freeDays.restore')}
          </Button>
        ) : (
          <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
            <Menu.Target>
              <ActionIcon aria-label={t('freeDays.menuOf', { name })}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="edit" size={18} />} onClick={onChange}>
                {t('freeDays.change')}
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="trash" size={18} />} disabled={busy} onClick={onRemove}>
                {t('freeDays.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ),
      })}
    />
  );
}
