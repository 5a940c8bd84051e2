import { berlinClock } from '#kernel/ui/berlin.ts';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { WorkState } from '../contract.ts';
import { StateTag } from './StateTag.tsx';
import { TargetName } from './TargetName.tsx';

/** Work that is due on a day, as its pupil, guardian or teacher sees it. */
export interface DueEntry {
  key: string;
  title: string;
  target: { name: string; subject: string | null; subjectName: string | null };
  dueAt: string;
  to: string;
  /** For guardians and assistants. */
  pupilName: string | null;
  /** null for teachers. */
  state: WorkState | null;
  late: boolean;
  /** Of how many; null for all but teachers. */
  handedIn: number | null;
  recipients: number | null;
}

/** What is due on one day, by the clock. */
export function DueEntries({ label, entries }: { label: string; entries: DueEntry[] }) {
  const t = useTexts('assignments');
  return (
    <DataList label={label} list={entries} idOf={({ key }) => key}>
      {(entry) => (
        <DataRow
          title={entry.title}
          sub={
            <>
              {entry.pupilName !== null && (
                <>
                  <Person name={entry.pupilName} />
                  {' · '}
                </>
              )}
              <span className="num">{berlinClock(entry.dueAt).slice(11)}</span> ·{' '}
              <TargetName target={entry.target} full={entry.state === null} />
            </>
          }
          fact={
            entry.state === null ? (
              t('teacherList.handedIn', { count: entry.handedIn ?? 0, of: entry.recipients ?? 0 })
            ) : (
              <StateTag state={entry.state} late={entry.late} />
            )
          }
          to={entry.to}
        />
      )}
    </DataList>
  );
}
