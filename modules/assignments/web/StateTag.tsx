import { Tag } from '#kernel/ui/Tag.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { WorkState } from '../contract.ts';

const kinds = { new: 'plain', begun: 'plain', done: 'done', overdue: 'wrong', past: 'plain' } as const;
const icons = { new: 'flag', begun: 'edit', done: 'check', overdue: 'wrong', past: 'clock' } as const;

/** How work stands, in a word with its icon. */
export function StateTag({ state, late = false }: { state: WorkState; late?: boolean }) {
  const t = useTexts('assignments');
  return (
    <>
      <Tag kind={kinds[state]} icon={icons[state]}>
        {t(`states.${state}`)}
      </Tag>
      {late && (
        <>
          {' '}
          <Tag kind="changed" icon="clock">
            {t('late')}
          </Tag>
        </>
      )}
    </>
  );
}
