import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useMay } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { undoContract } from '../contract.ts';
import { ClassTable } from './ClassTable.tsx';
import { ContinuedList } from './ContinuedList.tsx';
import { EntryList } from './EntryList.tsx';
import { KeptList } from './KeptList.tsx';
import { Notice } from './Notice.tsx';
import { Numbers } from './Numbers.tsx';
import classes from './roster.module.css';
import type { Shown } from './step-of.ts';

/** It is done: what it did, what comes next, and the way back. */
export function DoneStep({ shown, again }: { shown: Shown; again: () => void }) {
  const t = useTexts('roster');
  const mayPrint = useMay('people.issue_codes');
  const dialog = useDialog();
  const undoing = useSend(undoContract, {
    onDone: () => {
      dialog.hide();
      again();
    },
  });
  if (shown.undoneAt !== null) {
    return (
      <div className={classes.step}>
        <Notice kind="plain">{t('done.undone')}</Notice>
        <KeptList importId={shown.id} />
      </div>
    );
  }
  return (
    <div className={classes.step}>
      <Notice kind="done">{t('done.applied')}</Notice>
      {shown.counts !== null && <Numbers counts={shown.counts} sets={null} />}
      <ContinuedList continued={shown.continued} />
      <ul className={classes.next}>
        {mayPrint && (
          <li>
            <PageLink to="briefe" className="link">
              {t('done.letters')}
            </PageLink>
          </li>
        )}
        <li>
          <PageLink to="personen" className="link">
            {t('done.people')}
          </PageLink>
        </li>
        <li>
          <PageLink to="gruppen" className="link">
            {t('done.groups')}
          </PageLink>
        </li>
      </ul>
      {shown.canUndo && (
        <div className={classes.actions}>
          <SubmitButton kind="plain" icon="undo" busy={undoing.busy} onPress={dialog.show}>
            {t('done.undo')}
          </SubmitButton>
        </div>
      )}
      <ConfirmDialog
        {...dialog.props}
        title={t('done.undo')}
        confirm={t('done.undo')}
        busy={undoing.busy}
        error={undoing.error}
        onConfirm={() => void undoing.send({ params: { importId: shown.id } })}
      >
        {t('done.undoWords')}
      </ConfirmDialog>
      {shown.counts !== null && (
        <Section title={t('difference.people')}>
          <EntryList importId={shown.id} counts={shown.counts} classNames={shown.perClass.map(({ class: name }) => name)} />
        </Section>
      )}
      <Section title={t('difference.classes')}>
        <ClassTable rows={shown.perClass} />
      </Section>
    </div>
  );
}
