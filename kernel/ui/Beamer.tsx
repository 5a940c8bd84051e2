import { Button } from '@mantine/core';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './Beamer.module.css';

interface Beamer {
  on: boolean;
  set: (on: boolean) => void;
}

const Context = createContext<Beamer>({ on: false, set: () => undefined });

/** Whether a projector may be showing this screen, and the switch for it. */
export const useBeamer = () => useContext(Context);

/** F9 hides names, marks and messages everywhere at once; it holds until F9 or the window closes. */
export function BeamerProvider({ children }: { children: ReactNode }) {
  const [on, set] = useState(() => sessionStorage.getItem('schulhof.beamer') === 'on');
  useEffect(() => {
    sessionStorage.setItem('schulhof.beamer', on ? 'on' : 'off');
    document.documentElement.toggleAttribute('data-beamer', on);
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'F9') return;
      event.preventDefault();
      set(!on);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [on]);
  return <Context value={useMemo(() => ({ on, set }), [on])}>{children}</Context>;
}

/** Names, marks, messages: anything a class must not read from the wall. The words leave the page while the projector mode is on. */
export function Private({ children }: { children: ReactNode }) {
  const { on } = useBeamer();
  const t = useTexts('kernel');
  if (!on) return children;
  return (
    <span className={classes.hidden}>
      <span className="only-heard">{t('beamer.hidden')}</span>
    </span>
  );
}

/** The same for what must be plain text, such as the title of a dialog: the words, or "hidden" while the projector mode is on. */
export function usePrivateText(): (text: string) => string {
  const { on } = useBeamer();
  const t = useTexts('kernel');
  return (text) => (on ? t('beamer.hidden') : text);
}

/** Says that names are hidden, and ends it. */
export function BeamerBar() {
  const { on, set } = useBeamer();
  const t = useTexts('kernel');
  return (
    <div role="status">
      {on && (
        <div className={classes.bar}>
          <span>{t('beamer.on')}</span>
          <Button size="compact-sm" onClick={() => set(false)}>
            {t('beamer.off')}
          </Button>
        </div>
      )}
    </div>
  );
}
