import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '#kernel/web/PageLink.tsx';
import classes from './work.module.css';

/** A link to a page that looks like a button; `main` for the one thing to do here. */
export function ButtonLink({ to, main = false, children }: { to: string; main?: boolean; children: ReactNode }) {
  return (
    <Button renderRoot={(props) => <PageLink {...props} to={to} />} variant={main ? 'filled' : 'default'}>
      <span className={classes.withIcon}>{children}</span>
    </Button>
  );
}
