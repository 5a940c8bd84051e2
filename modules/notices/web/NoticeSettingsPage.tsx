import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { choicesContract } from '../contract.ts';
import { DevicePush } from './DevicePush.tsx';
import { KindChoice } from './KindChoice.tsx';
import classes from './notices.module.css';
import { QuietForm } from './QuietForm.tsx';

/** How one wants to be told what: by mail, on the device, and when not. */
export default function NoticeSettingsPage() {
  const t = useTexts('notices');
  const ask = useAsk(choicesContract, {});
  return (
    <Page title={t('settings.title')} sub={t('settings.sub')} back={{ to: 'mitteilungen', title: t('settings.back') }}>
      <WhenAnswered ask={ask}>
        {({ kinds, quiet, mail, push }) => (
          <>
            <Section title={t('settings.kinds')}>
              {mail.possible && (
                <p className="quiet">
                  {mail.address === null ? (
                    <>
                      {t('settings.noAddress')}{' '}
                      <PageLink to="mein-zugang" className="link">
                        {t('settings.toAccess')}
                      </PageLink>
                    </>
                  ) : (
                    `${t('settings.address', { address: mail.address })} ${t(mail.withContent ? 'settings.withContent' : 'settings.withoutContent')}`
                  )}
                </p>
              )}
              {kinds.length === 0 ? (
                <EmptyState icon="bell" title={t('settings.none')} />
              ) : (
                <ul className={classes.kinds}>
                  {kinds.map((kind) => (
                    <KindChoice key={kind.id} kind={kind} mailPossible={mail.possible} digestHour={mail.digestHour} />
                  ))}
                </ul>
              )}
            </Section>
            <Section title={t('settings.device')}>
              <DevicePush publicKey={push.publicKey} devices={push.devices} possible={push.possible} />
            </Section>
            <Section title={t('settings.quiet')}>
              <QuietForm quiet={quiet.value} own={quiet.own} />
            </Section>
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
