import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  to: string;
  icon?: string;
  /** The one thing to do here. */
  main?: boolean;
  children: ReactNode;
}

/** A link to a page that looks like a button: for the head of a page, where it stands beside buttons. */
export function ButtonLink({ to, icon, main = false, children }: Props) {
  return (
    <Button
      renderRoot={(props) => <PageLink {...props} to={to} />}
      variant={main ? 'filled' : 'default'}
      leftSection={icon !== undefined && <Icon name={icon} size={18} />}
    >
      {children}
    </Button>
  );
}
