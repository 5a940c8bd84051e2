import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Answer } from '#kernel/contract/contract.ts';
import { Section } from '#kernel/ui/Page.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import type { myAccessContract } from '../my-access/contract.ts';
import classes from './access.module.css';
import { PasswordForm } from './PasswordForm.tsx';

/** When the password was set, and the way to another. */
export function PasswordSection({ access }: { access: Answer<typeof myAccessContract> }) {
  const t = useTexts('identities');
  const { day } = useTimes();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const { passwordSetOn } = access;
  return (
    <Section title={t('password.title')}>
      <div className={classes.part}>
        <p>{passwordSetOn === null ? t('password.never') : t('password.setOn', { date: day(passwordSetOn) })}</p>
        {open ? (
          <PasswordForm
            handle={access.handle}
            onCancel={() => setOpen(false)}
            onDone={() => {
              setOpen(false);
              setDone(true);
            }}
          />
        ) : (
          passwordSetOn !== null && (
            <Button
              variant="default"
              onClick={() => {
                setDone(false);
                setOpen(true);
              }}
            >
              {t('password.change')}
            </Button>
          )
        )}
        <p role="status">{done && t('password.done')}</p>
      </div>
    </Section>
  );
}
