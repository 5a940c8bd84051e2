import { useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useGo } from '#kernel/web/address.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { applyContract, discardContract, listContract } from '../contract.ts';
import { ClassTable } from './ClassTable.tsx';
import { ContinuedList } from './ContinuedList.tsx';
import { EntryList } from './EntryList.tsx';
import { Notice } from './Notice.tsx';
import { Numbers } from './Numbers.tsx';
import { Problems } from './Problems.tsx';
import classes from './roster.module.css';
import { StopList } from './StopList.tsx';
import type { Shown } from './step-of.ts';
import { WholeList } from './WholeList.tsx';

/** What would change, in words and lists; and the button that does it. */
export function DifferenceStep({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const go = useGo();
  const [typed, setTyped] = useState('');
  const applying = useSend(applyContract, { onDone: again });
  const discarding = useSend(discardContract, { refreshes: [listContract], onDone: () => go('import') });
  const { counts, stops, sets } = shown;
  if (counts === null) return <Notice kind="wrong">{t('detected.hasErrors')}</Notice>;
  const word = t('difference.confirmWord');
  const isConfirmed = stops.length === 0 || typed.trim().toLowerCase() === word.toLowerCase();
  const changes =
    counts.new + counts.changed + counts.moved + counts.leaving + Object.values(sets ?? {}).reduce((sum, number) => sum + number, 0);
  return (
    <div className={classes.step}>
      <WholeList shown={shown} again={again} />
      <Numbers counts={counts} sets={sets} />
      <ContinuedList continued={shown.continued} />
      {changes === 0 && <Notice kind="done">{t('difference.nothing')}</Notice>}
      {stops.length > 0 && (
        <Notice kind="wrong">
          <StopList stops={stops} />
          <TextField name="confirm" label={t('difference.confirm', { word })} value={typed} onChange={setTyped} autoComplete="off" />
        </Notice>
      )}
      <div className={classes.actions}>
        <SubmitButton
          busy={applying.busy}
          disabled={!isConfirmed || counts.unsure > 0 || changes === 0}
          onPress={() =>
            void applying.send({ params: { importId: shown.id }, body: { digest: shown.digest ?? '', confirmed: stops.length > 0 } })
          }
        >
          {t('difference.apply')}
        </SubmitButton>
        <SubmitButton kind="plain" busy={discarding.busy} onPress={() => void discarding.send({ params: { importId: shown.id } })}>
          {t('difference.discard')}
        </SubmitButton>
      </div>
      <FormError error={applying.error ?? discarding.error} />
      <p className="quiet">{t('difference.howItWorks')}</p>
      <Section title={t('difference.people')}>
        <EntryList importId={shown.id} counts={counts} classNames={shown.perClass.map(({ class: name }) => name)} />
      </Section>
      <Section title={t('difference.classes')}>
        <ClassTable rows={shown.perClass} />
      </Section>
      <Problems problems={shown.problems} />
    </div>
  );
}
