import { FilterBar, FilterChoice } from '#kernel/ui/FilterBar.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { grantContract, rightsContract } from '../contract.ts';
import { RightRow } from './RightRow.tsx';

/** What one role may do, in plain words, service by service; the role is chosen above and stands in the address. */
export default function RightsPage() {
  const t = useTexts('schools');
  const [role] = useFilter('rolle', 'teacher');
  const ask = useAsk(rightsContract, {});
  const sending = useSend(grantContract, { refreshes: [rightsContract] });
  return (
    <Page title={t('rights.title')} sub={t('rights.sub')}>
      <WhenAnswered ask={ask}>
        {({ capacities, modules }) => (
          <>
            <FilterBar label={t('rights.role')}>
              <FilterChoice
                name="rolle"
                label={t('rights.role')}
                usual="teacher"
                options={capacities.map((capacity) => ({ value: capacity, label: t(`capacity.${capacity}`) }))}
              />
            </FilterBar>
            <p className="quiet">{t('rights.legend')}</p>
            <FormError error={sending.error} />
            {modules.map(({ module, title, rights }) => (
              <Section key={module} title={title}>
                <ul>
                  {rights.map((right) => {
                    const cell = right.cells.find(({ capacity }) => capacity === role);
                    return (
                      cell && (
                        <RightRow
                          key={right.id}
                          right={right}
                          cell={cell}
                          busy={sending.busy}
                          onChange={(granted) =>
                            void sending.send({ params: { permission: right.id }, body: { capacity: cell.capacity, granted } })
                          }
                        />
                      )
                    );
                  })}
                </ul>
              </Section>
            ))}
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
