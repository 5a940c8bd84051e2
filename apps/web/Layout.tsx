import { Outlet, useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { AppFrame } from '#kernel/ui/AppFrame.tsx';
import { wearAccent } from '#kernel/ui/accent.ts';
import { BeamerBar } from '#kernel/ui/Beamer.tsx';
import { MissingContext } from '#kernel/ui/missing.ts';
import { OfflineBar } from '#kernel/ui/OfflineBar.tsx';
import { SearchContext } from '#kernel/ui/SearchOpener.tsx';
import { WaitingBar } from '#kernel/ui/WaitingBar.tsx';
import { ShellContext, useShellAsk } from '#kernel/web/shell.ts';
import { changeLanguage, useTexts } from '#kernel/web/texts.ts';
import { DemoBar } from './DemoBar.tsx';
import { PageMissing } from './PageMissing.tsx';
import { PagePending } from './PagePending.tsx';
import { PersonButton } from './PersonButton.tsx';

const fetchSearch = () => import('./SearchDialog.tsx');
const SearchDialog = lazy(fetchSearch);
// only where a device is shared
const SharedDeviceBar = lazy(() => import('./SharedDeviceBar.tsx'));

/** What stands around every page of a school: menu, person, search, bars. */
export function Layout() {
  const shell = useShellAsk().data;
  const [searching, setSearching] = useState(false);
  const openSearch = useCallback(() => setSearching(true), []);
  const t = useTexts('kernel');
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [missing, setMissing] = useState('');
  const onMissing = useCallback(() => setMissing(path), [path]);

  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // Ctrl alone announces Ctrl K: a moment won, so that what is typed next is not lost
      if (event.key === 'Control' || event.key === 'Meta') void fetchSearch();
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setSearching(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  const language = shell?.language;
  useEffect(() => {
    if (language !== undefined) void changeLanguage(language);
  }, [language]);
  const accent = shell?.school.accent ?? null;
  useEffect(() => wearAccent(accent), [accent]);

  const bars = useMemo(
    () => (
      <>
        <OfflineBar />
        <WaitingBar />
        <BeamerBar />
        {shell?.sharedDevice && (
          <Suspense>
            <SharedDeviceBar />
          </Suspense>
        )}
        {shell?.school.demo && <DemoBar words={t('shell.demo')} />}
      </>
    ),
    [shell?.school.demo, shell?.sharedDevice, t],
  );
  if (shell === undefined) return <PagePending />;
  return (
    <ShellContext value={shell}>
      <SearchContext value={openSearch}>
        <AppFrame
          school={shell.school.name}
          entries={shell.navigation}
          startPath={shell.navigation[0]?.path ?? 'alle'}
          allPath="alle"
          person={<PersonButton />}
          bars={bars}
        >
          <MissingContext value={onMissing}>{missing === path ? <PageMissing /> : <Outlet />}</MissingContext>
        </AppFrame>
        {searching && (
          <Suspense>
            <SearchDialog onClose={() => setSearching(false)} />
          </Suspense>
        )}
      </SearchContext>
    </ShellContext>
  );
}
