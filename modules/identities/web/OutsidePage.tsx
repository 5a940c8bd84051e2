import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { readProviderContract } from '../outside/contract.ts';
import { OutsideForm } from './OutsideForm.tsx';
import classes from './outside.module.css';

/** Sign-in with accounts outside, set up by the school's admin. */
export default function OutsidePage() {
  const t = useTexts('identities');
  const may = useMay('identities.manage_outside');
  const ask = useAsk(readProviderContract, {}, { when: may });
  return (
    <Page title={t('outside.title')} sub={t('outside.sub')} width="text">
      {may ? (
        <WhenAnswered ask={ask}>
          {({ provider, redirectUri }) => (
            <>
              <div className={classes.stack}>
                <p>{t('outside.what')}</p>
                {provider !== null && <p className="quiet">{t('outside.linked', { count: provider.linked })}</p>}
              </div>
              <OutsideForm key={provider?.issuer ?? ''} provider={provider} redirectUri={redirectUri} />
            </>
          )}
        </WhenAnswered>
      ) : (
        <EmptyState icon="lock" title={t('outside.mayNot')} />
      )}
    </Page>
  );
}
