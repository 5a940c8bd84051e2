import { Private, usePrivateText } from '#kernel/ui/Beamer.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { longDate } from '#kernel/ui/say-when.ts';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { currentLanguage, useTexts } from '#kernel/web/texts.ts';
import { custodyOfContract } from '../contract.ts';
import { ArrangementForm } from './ArrangementForm.tsx';

/** Custody of one child, guardian by guardian; for office and head. */
export default function CustodyPage() {
  const t = useTexts('custody');
  const privately = usePrivateText();
  const childId = usePathPart('personId');
  const ask = useAsk(custodyOfContract, { params: { childId } });
  return (
    <WhenAnswered ask={ask}>
      {({ child, guardians }) => (
        <Page
          title={t('page.title', { name: child.name })}
          namesPerson
          sub={t('page.sub')}
          width="text"
          back={{ to: `personen/${child.id}`, title: t('page.back') }}
        >
          {child.ofAge && (
            <p>
              <Private>{t('page.ofAge', { name: child.name })}</Private>
            </p>
          )}
          {child.ofAgeOn !== null && (
            <p>
              <Private>{t('page.ofAgeOn', { name: child.name, day: longDate(child.ofAgeOn, currentLanguage(), true) })}</Private>
            </p>
          )}
          {guardians.length === 0 && <EmptyState title={t('page.none', { name: privately(child.name) })}>{t('page.noneDo')}</EmptyState>}
          {guardians.map((guardian) => (
            <Section key={guardian.id} title={<Person name={guardian.name} />}>
              <Private>
                <p>
                  <Tag kind={guardian.sees ? 'done' : 'plain'}>{t(guardian.sees ? 'page.sees' : 'page.seesNot')}</Tag>
                </p>
                <ArrangementForm childId={child.id} guardianId={guardian.id} arrangement={guardian.arrangement} />
              </Private>
            </Section>
          ))}
        </Page>
      )}
    </WhenAnswered>
  );
}
