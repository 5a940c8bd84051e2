import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { useFilter } from '#kernel/web/address.ts';
import { schoolOfPage } from '#kernel/web/call.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { myAccessContract } from '../my-access/contract.ts';
import classes from './access.module.css';
import { ProveForm } from './ProveForm.tsx';

/** Says what is missing: a second factor where the rights ask for one, or showing the one there is on this device. */
export function SecureNote({ access }: { access: Answer<typeof myAccessContract> }) {
  const t = useTexts('identities');
  const [wanted] = useFilter('weiter');
  const hasFactor = access.hasTotp || access.passkeys.length > 0;
  const missing = access.secondFactorNeeded && !access.strong;
  // only a page of this very school is gone on to
  const goOn = wanted.startsWith(`/${schoolOfPage()}/`) ? wanted : null;
  if (!missing && !(hasFactor && !access.strong) && goOn === null) return null;
  return (
    <div className={classes.note} data-done={(!missing && access.strong) || undefined}>
      {!missing && access.strong && <p role="status">{t('page.secured')}</p>}
      {missing && !hasFactor && (
        <div>
          <strong>{t('page.secureTitle')}</strong>
          <p>{t('page.secureText')}</p>
        </div>
      )}
      {hasFactor && !access.strong && (
        <>
          <p>{t('page.proveText')}</p>
          {access.hasTotp && <ProveForm />}
        </>
      )}
      {goOn !== null && (
        <Button component="a" href={goOn} variant={missing ? 'default' : 'filled'}>
          {t(missing ? 'page.later' : 'page.go')}
        </Button>
      )}
    </div>
  );
}
