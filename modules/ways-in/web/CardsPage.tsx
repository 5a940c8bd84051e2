import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { ChoiceField } from '#kernel/ui/fields.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { listCardClassesContract } from '../contract.ts';
import { CardClass } from './CardClass.tsx';

/** Picture cards, class by class: for class teachers their own, for the office all. */
export default function CardsPage() {
  const t = useTexts('ways-in');
  const [chosen, choose] = useFilter('klasse');
  // 200 at once: no school has more classes
  const ask = useAsk(listCardClassesContract, { query: { limit: 200 } });
  return (
    <Page title={t('page.title')} sub={t('page.sub')} width="text">
      <p>{t('page.what')}</p>
      <WhenAnswered ask={ask}>
        {({ items }) => {
          const [first] = items;
          if (first === undefined) return <EmptyState icon="qr" title={t('page.noClasses')} />;
          const current = items.find(({ id }) => id === chosen) ?? first;
          return (
            <>
              {items.length > 1 && (
                <ChoiceField
                  name="klasse"
                  label={t('page.class')}
                  value={current.id}
                  onChange={choose}
                  options={items.map(({ id, name, allowed }) => ({ value: id, label: allowed ? `${name} · ${t('page.on')}` : name }))}
                />
              )}
              <CardClass key={current.id} groupId={current.id} />
            </>
          );
        }}
      </WhenAnswered>
    </Page>
  );
}
