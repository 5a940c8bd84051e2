import { type IconName, icons, isIconName } from './icons.ts';

interface Props {
  /** A name of icons.ts; an unknown name (from a newer server) gives a plain dot. */
  name: IconName | (string & {});
  size?: number;
}

/** An icon beside its word; silent for screen readers, since the word is there. */
export function Icon({ name, size = 20 }: Props) {
  const Shape = icons[isIconName(name) ? name : 'dots'];
  return <Shape size={size} stroke={1.75} aria-hidden focusable={false} style={{ flex: 'none' }} />;
}
