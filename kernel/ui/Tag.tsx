import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import classes from './Tag.module.css';

const usual = { changed: 'exchange', done: 'check', wrong: 'wrong', plain: null } as const;

interface Props {
  /** Amber for what is changed, green for what is done, red for what is wrong, grey for anything else. */
  kind?: keyof typeof usual;
  /** Instead of the kind's own icon. */
  icon?: IconName;
  children: ReactNode;
}

/** A state in a word; the colour only underlines what word and icon say. */
export function Tag({ kind = 'plain', icon, children }: Props) {
  const name = icon ?? usual[kind];
  return (
    <span className={classes.tag} data-kind={kind}>
      {name !== null && <Icon name={name} size={15} />}
      {children}
    </span>
  );
}
