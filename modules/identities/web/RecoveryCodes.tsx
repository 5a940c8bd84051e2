import { Button } from '@mantine/core';
import { Private } from '#kernel/ui/Beamer.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './access.module.css';

/** Recovery codes, this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTexts('identities');
  return (
    <div className={classes.enrol} role="status">
      <strong>{t('factor.recovery')}</strong>
      <p>{t('factor.recoveryText')}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <Private>{code}</Private>
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={onKept}>
        {t('factor.recoveryKept')}
      </Button>
    </div>
  );
}
