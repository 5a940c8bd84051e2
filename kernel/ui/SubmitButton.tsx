import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { useWaiting } from '#kernel/web/use-waiting.ts';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';

interface Props {
  /** While it is under way: shown as busy, further presses do nothing. */
  busy: boolean;
  /** `wrong` for what destroys. */
  kind?: 'main' | 'plain' | 'wrong';
  icon?: IconName;
  /** Without it the button sends its form. */
  onPress?: () => void;
  disabled?: boolean;
  children: ReactNode;
}

/**
 * The button that does it: says what happens ("Aufgabe abgeben"), keeps its width while busy, is safe to press twice. While the server has no room
 * it says beside it that nothing need be pressed again; WaitingBar reads that out.
 */
export function SubmitButton({ busy, kind = 'main', icon, onPress, disabled = false, children }: Props) {
  const t = useTexts('kernel');
  const waits = useWaiting() !== null && busy;
  return (
    <>
      <Button
        type={onPress ? 'button' : 'submit'}
        variant={kind === 'plain' ? 'default' : 'filled'}
        data-kind={kind}
        loading={busy}
        aria-busy={busy}
        disabled={disabled}
        leftSection={icon && <Icon name={icon} />}
        {...(onPress ? { onClick: onPress } : {})}
      >
        {children}
      </Button>
      {waits && <small className="quiet">{t('waiting.sends')}</small>}
    </>
  );
}
