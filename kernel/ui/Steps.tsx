import type { ReactNode } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import { Icon } from './Icon.tsx';
import classes from './Steps.module.css';

interface Props {
  /** What the run is: "Liste einlesen". */
  label: string;
  /** The steps' names in order. */
  steps: readonly string[];
  /** The present one, from 0; `steps.length` when all is done. */
  current: number;
  /** Lets one go back to an earlier step. */
  onStep?: (step: number) => void;
  children: ReactNode;
}

/** A guided run: where I am, what comes, and the present step. */
export function Steps({ label, steps, current, onStep, children }: Props) {
  const t = useTexts('kernel');
  return (
    <div>
      <ol className={classes.steps} aria-label={label}>
        {steps.map((step, number) => {
          const state = number < current ? 'done' : number === current ? 'current' : 'ahead';
          const words = (
            <>
              <span className={`${classes.mark} num`} aria-hidden="true">
                {state === 'done' ? <Icon name="check" size={16} /> : number + 1}
              </span>
              <span className={classes.name}>{step}</span>
              <span className="only-heard">({t(`steps.${state}`)})</span>
            </>
          );
          return (
            <li key={step} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
              {state === 'done' && onStep !== undefined ? (
                <button type="button" onClick={() => onStep(number)}>
                  {words}
                </button>
              ) : (
                <span className={classes.still}>{words}</span>
              )}
            </li>
          );
        })}
      </ol>
      {children}
    </div>
  );
}
