import { Button, CopyButton } from '@mantine/core';
import { Private } from '#kernel/ui/Beamer.tsx';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './access.module.css';

/** What a program asks for, the password shown this once. */
export function NewAppPassword({ handle, password, onDone }: { handle: string; password: string; onDone: () => void }) {
  const t = useTexts('identities');
  const { school } = useShell();
  const facts = [
    [t('appPasswords.address'), `${window.location.origin}/dav/${school.slug}/`],
    [t('appPasswords.user'), handle],
    [t('appPasswords.password'), password],
  ] as const;
  return (
    <section className={classes.note} data-done aria-label={t('appPasswords.password')}>
      <p>{t('appPasswords.shownOnce')}</p>
      <Private>
        <dl className={classes.facts}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt className="quiet">{label}</dt>
              <dd className={classes.secret}>
                {value}{' '}
                <CopyButton value={value}>
                  {({ copied, copy }) => (
                    <Button variant="subtle" size="compact-sm" aria-label={`${t('appPasswords.copy')}: ${label}`} onClick={copy}>
                      {copied ? t('appPasswords.copied') : t('appPasswords.copy')}
                    </Button>
                  )}
                </CopyButton>
              </dd>
            </div>
          ))}
        </dl>
      </Private>
      <Button onClick={onDone}>{t('appPasswords.done')}</Button>
    </section>
  );
}
