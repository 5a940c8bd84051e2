import type { Answer } from '#kernel/contract/contract.ts';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { CheckField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { allowCardsContract, cardClassContract, listCardClassesContract } from '../contract.ts';
import { CardActions } from './CardActions.tsx';
import classes from './cards.module.css';
import { usePrintCards } from './print-cards.ts';

type Pupil = Answer<typeof cardClassContract>['pupils'][number];

/** One class: whether it uses cards, who has one, and what can be done about them. */
export function CardClass({ groupId }: { groupId: string }) {
  const t = useTexts('ways-in');
  const ask = useAsk(cardClassContract, { params: { groupId } });
  const allow = useSend(allowCardsContract, { refreshes: [cardClassContract, listCardClassesContract] });
  const print = usePrintCards(groupId);
  const printThenLook = async (personIds?: readonly string[]) => {
    if (await print.print(personIds)) await ask.refetch();
  };
  return (
    <WhenAnswered ask={ask}>
      {({ name, allowed, pupils }) => (
        <Section title={t('page.pupils', { name })}>
          <div className={classes.stack}>
            <CheckField
              name="allowed"
              label={t('page.allow')}
              description={t('page.allowHint')}
              value={allowed}
              disabled={allow.busy}
              onChange={(next) => void allow.send({ params: { groupId }, body: { allowed: next } })}
            />
            <FormError error={allow.error} />
            {allowed && pupils.length > 0 && (
              <>
                <p className="quiet">{t('page.printHint')}</p>
                <SubmitButton busy={print.busy} kind="plain" icon="print" onPress={() => void printThenLook()}>
                  {t('page.printAll')}
                </SubmitButton>
                <FormError error={print.error} />
              </>
            )}
          </div>
          <DataList
            label={t('page.pupils', { name })}
            list={pupils}
            idOf={({ personId }) => personId}
            empty={<EmptyState icon="people" title={t('page.nobody')} />}
            select={{
              nameOf: (pupil) => pupil.name,
              actions: (selection) => (
                <CardActions
                  groupId={groupId}
                  allowed={allowed}
                  selection={selection}
                  busy={print.busy}
                  onPrint={(ids) => void printThenLook(ids)}
                />
              ),
            }}
          >
            {(pupil) => <DataRow title={<Person name={pupil.name} />} fact={<CardState pupil={pupil} />} />}
          </DataList>
        </Section>
      )}
    </WhenAnswered>
  );
}

function CardState({ pupil }: { pupil: Pupil }) {
  const t = useTexts('ways-in');
  const { day } = useTimes();
  if (pupil.card === 'ready') return <Tag kind="done">{t('state.ready')}</Tag>;
  if (pupil.card === 'too_late') return <Tag kind="changed">{t('state.too_late')}</Tag>;
  if (pupil.card === 'waiting')
    return <span className="quiet">{t('state.waiting', { day: pupil.chooseUntil === null ? '' : day(pupil.chooseUntil) })}</span>;
  return <span className="quiet">{t('state.none')}</span>;
}
