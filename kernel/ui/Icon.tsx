import { type IconName, icons, isIconName } from './icons.ts';

interface Props {
  /** A name of icons.ts; an unknown name (from a newer server) gives a plain dot. */
  name: IconName | (string & {});
  size?: number;
}

const pointing: readonly string[] = ['arrow-left', 'arrow-right', 'back', 'chevron-right', 'undo', 'send'];

/** An icon beside its word; silent for screen readers, since the word is there. One that points turns with the direction of reading. */
export function Icon({ name, size = 20 }: Props) {
  const Shape = icons[isIconName(name) ? name : 'dots'];
  return (
    <Shape
      size={size}
      stroke={1.75}
      aria-hidden
      focusable={false}
      data-points={pointing.includes(name) || undefined}
      style={{ flex: 'none' }}
    />
  );
}
