import { Modal, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { searchContract } from '#kernel/search/contract.ts';
import { Private } from '#kernel/ui/Beamer.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useGo } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './search.module.css';

const icons = { person: 'person', group: 'group', course: 'course', work: 'assignment', file: 'file', page: 'arrow-right' } as const;

/** The one search: type, go down with the arrow key, Enter opens. Closed by Escape. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts('kernel');
  const go = useGo();
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), 180);
    return () => clearTimeout(timer);
  }, [typed]);
  const ask = useAsk(searchContract, { query: { q: words } }, { when: words !== '' });
  const open = (path: string) => {
    onClose();
    go(path);
  };
  const toFirst = (list: HTMLElement | null) => list?.querySelector<HTMLElement>('[data-row]')?.focus();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('search.open')}
      size={640}
      yOffset="10vh"
      centered={false}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
      classNames={{ body: classes.body ?? '' }}
    >
      <TextInput
        type="search"
        data-autofocus
        maxLength={100}
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            toFirst(document.getElementById('search-hits'));
          }
          const first = ask.data?.hits[0];
          if (event.key === 'Enter' && first !== undefined && !ask.isPlaceholderData && words === typed.trim()) open(first.path);
        }}
      />
      <div id="search-hits" className={classes.hits}>
        {words === '' ? (
          <p className="quiet">{t('search.start')}</p>
        ) : (
          <WhenAnswered ask={ask}>
            {({ hits }) => (
              <>
                <p role="status" className="only-heard">
                  {t('search.found', { count: hits.length })}
                </p>
                <DataList
                  label={t('search.open')}
                  list={hits}
                  idOf={(hit) => `${hit.kind} ${hit.path}`}
                  empty={<p className="quiet">{t('search.nothing', { words })}</p>}
                >
                  {(hit) => (
                    <DataRow
                      icon={icons[hit.kind]}
                      title={hit.kind === 'person' ? <Private>{hit.title}</Private> : hit.title}
                      sub={hit.kind === 'person' || hit.namesPerson ? <Private>{hit.sub}</Private> : hit.sub}
                      fact={t(`search.kind.${hit.kind}`)}
                      onOpen={() => open(hit.path)}
                    />
                  )}
                </DataList>
              </>
            )}
          </WhenAnswered>
        )}
      </div>
    </Modal>
  );
}
