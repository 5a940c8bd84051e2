import { useEffect, useId, useRef, useState } from 'react';
import { Private } from '#kernel/ui/Beamer.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { PersonPanel } from './PersonPanel.tsx';
import classes from './person.module.css';

/** The person's name at the foot of the rail; opens their settings above it. Escape and a click elsewhere close them. */
export function PersonButton() {
  const t = useTexts('kernel');
  const { person } = useShell();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', onEscape);
    };
  }, [open]);
  return (
    <div ref={box} className={classes.box}>
      <button ref={button} type="button" className={classes.button} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon name="user-circle" />
        <span>
          <Private>{person.name}</Private>
        </span>
      </button>
      <section id={id} hidden={!open} className={classes.panel} aria-label={t('person.menu')}>
        {open && <PersonPanel />}
      </section>
    </div>
  );
}
