import { useLayoutEffect, useRef } from 'react';
import classes from './formula.module.css';
import { showFormula } from './show-formula.ts';

/** A formula within a text, or on a line of its own; LaTeX that cannot be read is shown as it was typed. */
export function Formula({ latex, isBlock = false }: { latex: string; isBlock?: boolean }) {
  const host = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (host.current) showFormula(host.current, latex, isBlock);
  }, [latex, isBlock]);
  return <span ref={host} className={isBlock ? classes.block : classes.inline} />;
}
