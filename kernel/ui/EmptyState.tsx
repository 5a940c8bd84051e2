import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import classes from './states.module.css';

interface Props {
  icon?: IconName;
  /** What would stand here. */
  title: string;
  /** What it is for, in a sentence. */
  children?: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
}

/** A list or page with nothing in it yet: what it is for and one action. */
export function EmptyState({ icon = 'list', title, children, action }: Props) {
  return (
    <div className={classes.state}>
      <Icon name={icon} size={28} />
      <p className={classes.title}>{title}</p>
      {children !== undefined && <p className={classes.words}>{children}</p>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
