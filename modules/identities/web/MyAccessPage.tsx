import { Page } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { myAccessContract } from '../my-access/contract.ts';
import { AppPart } from './AppPart.tsx';
import { AppPasswords } from './AppPasswords.tsx';
import { DevicesSection } from './DevicesSection.tsx';
import { FactorsSection } from './FactorsSection.tsx';
import { NameSection } from './NameSection.tsx';
import { OutsideAccounts } from './OutsideAccounts.tsx';
import { PasskeysPart } from './PasskeysPart.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { SecureNote } from './SecureNote.tsx';

/** Mein Zugang: everything about one's own sign-in; also where people land whose rights ask for a second factor. */
export default function MyAccessPage() {
  const t = useTexts('identities');
  const { person } = useShell();
  const ask = useAsk(myAccessContract, {});
  return (
    <Page title={t('page.title')} sub={t('page.sub')} width="text">
      <WhenAnswered ask={ask}>
        {(access) => (
          <>
            <SecureNote access={access} />
            <NameSection access={access} />
            <PasswordSection access={access} />
            <FactorsSection>
              <AppPart access={access} />
              <PasskeysPart access={access} />
            </FactorsSection>
            <OutsideAccounts accounts={access.outside} />
            {person.context !== 'guardian' && <AppPasswords />}
            <DevicesSection devices={access.devices} />
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
