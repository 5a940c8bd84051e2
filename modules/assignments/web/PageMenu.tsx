import { Button, Menu } from '@mantine/core';
import { Icon } from '#kernel/ui/Icon.tsx';
import type { IconName } from '#kernel/ui/icons.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';

/** A line of the menu: it leads somewhere, or does something. */
export type PageAct = { icon: IconName; words: string } & ({ to: string } | { onPress: () => void });

/** What else can be done on a page, in the one menu of its head. */
export function PageMenu({ acts }: { acts: readonly PageAct[] }) {
  const t = useTexts('assignments');
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button leftSection={<Icon name="dots" size={18} />}>{t('more')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) =>
          'to' in act ? (
            <Menu.Item
              key={act.words}
              leftSection={<Icon name={act.icon} size={18} />}
              renderRoot={(props) => <PageLink {...props} to={act.to} />}
            >
              {act.words}
            </Menu.Item>
          ) : (
            <Menu.Item key={act.words} leftSection={<Icon name={act.icon} size={18} />} onClick={act.onPress}>
              {act.words}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
