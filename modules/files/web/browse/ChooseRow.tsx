import { Icon } from '#kernel/ui/Icon.tsx';
import type { IconName } from '#kernel/ui/icons.ts';
import classes from './browse.module.css';

interface Props {
  icon: IconName;
  name: string;
  /** Below the name: what tells it from another of that name. */
  sub?: string;
  onClick: () => void;
}

/** A place or folder one can go into while choosing where to. */
export function ChooseRow({ icon, name, sub, onClick }: Props) {
  return (
    <button type="button" className={classes.chooseRow} onClick={onClick}>
      <Icon name={icon} />
      <span>
        {name}
        {sub !== undefined && <small>{sub}</small>}
      </span>
      <Icon name="chevron-right" size={18} />
    </button>
  );
}
