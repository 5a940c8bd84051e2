import { Private } from './Beamer.tsx';

interface Props {
  /** As the person writes it. */
  name?: string;
  given?: string;
  family?: string;
  /** "Demir, Elif" for lists that are looked up by family name. */
  familyFirst?: boolean;
}

/** A person's name; hidden in projector mode. Either `name` or `given` and `family`. */
export function Person({ name, given = '', family = '', familyFirst = false }: Props) {
  const shown = name ?? (familyFirst ? [family, given].filter(Boolean).join(', ') : `${given} ${family}`.trim());
  return (
    <Private>
      <bdi translate="no">{shown}</bdi>
    </Private>
  );
}
