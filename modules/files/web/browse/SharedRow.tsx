import type { ReactNode } from 'react';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { SharedEntry } from '../../share/contract.ts';
import { iconOf } from '../icon-of.ts';

interface Props {
  row: SharedEntry;
  /** The other side: who shares it, or with whom it is shared. */
  who: string;
  onOpen: () => void;
  actions: ReactNode;
}

/** Something shared: from or with whom, what that allows, until when. */
export function SharedRow({ row, who, onOpen, actions }: Props) {
  const t = useTexts('files');
  const times = useTimes();
  return (
    <DataRow
      title={row.name}
      sub={
        <span className="num">
          <Person name={who} /> · {t(row.mayChange ? 'share.mayChange' : 'share.mayRead')}
          {row.endsOn !== null && ` · ${t('share.until', { day: times.day(row.endsOn) })}`}
        </span>
      }
      icon={row.kind === 'folder' ? 'folder' : iconOf(row.type ?? '')}
      onOpen={onOpen}
      actions={actions}
    />
  );
}
