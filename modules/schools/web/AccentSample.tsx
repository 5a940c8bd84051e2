import type { CSSProperties } from 'react';
import type { AccentTones } from '#kernel/ui/accent.ts';
import classes from './schools.module.css';

/** A button's and a word's look in a school's colour, on light and on dark ground. */
export function AccentSample({ tones, label }: { tones: { light: AccentTones; dark: AccentTones }; label: string }) {
  return (
    <div className={classes.samples}>
      {(['light', 'dark'] as const).map((scheme) => (
        <Sample key={scheme} scheme={scheme} tones={tones[scheme]} label={label} />
      ))}
    </div>
  );
}

function Sample({ scheme, tones, label }: { scheme: 'light' | 'dark'; tones: AccentTones; label: string }) {
  // React's type knows no custom properties
  const style = {
    '--sample': tones.accent,
    '--sample-ink': tones.ink,
    '--sample-text': tones.text,
    '--sample-soft': tones.soft,
  } as CSSProperties;
  return (
    <div className={classes.sample} data-scheme={scheme} style={style}>
      <span className={classes.sampleButton}>{label}</span>
      <span className={classes.sampleWord}>{label}</span>
    </div>
  );
}
