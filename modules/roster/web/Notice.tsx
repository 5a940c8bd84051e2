import type { ReactNode } from 'react';
import { Icon } from '#kernel/ui/Icon.tsx';
import classes from './roster.module.css';

/** A sentence that must not be overlooked; read out as it comes. */
export function Notice({ kind, children }: { kind: 'wrong' | 'changed' | 'plain' | 'done'; children: ReactNode }) {
  const icon = { wrong: 'wrong', changed: 'alert', plain: 'info', done: 'check' } as const;
  return (
    <div className={classes.notice} data-kind={kind} role="status">
      <Icon name={icon[kind]} size={20} />
      <div>{children}</div>
    </div>
  );
}
