import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePrivateText } from '#kernel/ui/Beamer.tsx';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { proposeMergeContract, relateContract, unrelateContract } from '#modules/people/web/public.tsx';
import { personContract } from '../contract.ts';
import type { PersonAnswer } from './answers.ts';
import { type Chosen, PeoplePicker } from './PeoplePicker.tsx';
import { dotted, useDays } from './words.ts';

/** Whose child, whose guardian, whose assistant. */
export function PersonRelations({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const days = useDays();
  const isPupil = person.capacities.some(({ capacity }) => capacity === 'pupil');
  const isGuardian = person.capacities.some(({ capacity }) => capacity === 'guardian');
  if (!person.may.edit && person.relations.length === 0) return null;
  return (
    <Section
      title={t(isPupil ? 'person.guardians' : 'person.children')}
      actions={
        person.may.edit && (
          <>
            {isPupil && <Relate person={person} kind="guardian" />}
            {isPupil && person.may.roles && <Relate person={person} kind="assistant" />}
            {!isPupil && isGuardian && <Relate person={person} kind="guardian" />}
            {isGuardian && <Merge person={person} />}
          </>
        )
      }
    >
      <DataList
        label={t('person.relations')}
        list={person.relations}
        idOf={({ personId, kind }) => `${personId} ${kind}`}
        empty={<EmptyState icon="children" title={t('person.noRelations')} />}
      >
        {(other) => (
          <DataRow
            to={`personen/${other.personId}`}
            title={<Person name={other.name} />}
            sub={dotted([t(`relation.${other.kind}_${other.side === 'child' ? 'ward' : 'adult'}`), days(other)])}
            {...(person.may.edit && { actions: <Unrelate person={person} other={other} /> })}
          />
        )}
      </DataList>
    </Section>
  );
}

function Relate({ person, kind }: { person: PersonAnswer; kind: 'guardian' | 'assistant' }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const relate = useSend(relateContract, { refreshes: [personContract], onDone: dialog.hide });
  const isPupil = person.capacities.some(({ capacity }) => capacity === 'pupil');
  const label = t(isPupil ? (kind === 'guardian' ? 'person.addGuardian' : 'person.addAssistant') : 'person.addChild');
  const send = () => {
    const [other] = chosen;
    if (other === undefined) return;
    const params = isPupil ? { personId: other.id, childId: person.id } : { personId: person.id, childId: other.id };
    void relate.send({ params, body: { kind, validFrom: null, validTo: null } });
  };
  return (
    <>
      <Button variant="subtle" onClick={dialog.show}>
        {label}
      </Button>
      <ConfirmDialog {...dialog.props} title={label} confirm={label} kind="main" busy={relate.busy} error={relate.error} onConfirm={send}>
        {isPupil && kind === 'guardian' && (
          <p style={{ marginBlockEnd: 12 }}>
            {t('person.secondWhat')}{' '}
            <PageLink to={`personen/neu?eltern=${person.id}`} className="link">
              {t('person.newGuardian')}
            </PageLink>
          </p>
        )}
        <PeoplePicker
          label={t('picker.people')}
          chosen={chosen}
          onChange={setChosen}
          single
          {...(!isPupil && { capacity: 'pupil' as const })}
          {...(isPupil && kind === 'assistant' && { capacity: 'staff' as const })}
        />
      </ConfirmDialog>
    </>
  );
}

function Unrelate({ person, other }: { person: PersonAnswer; other: PersonAnswer['relations'][number] }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const privately = usePrivateText();
  const unrelate = useSend(unrelateContract, { refreshes: [personContract], onDone: dialog.hide });
  const params =
    other.side === 'child'
      ? { personId: person.id, childId: other.personId, kind: other.kind }
      : { personId: other.personId, childId: person.id, kind: other.kind };
  return (
    <>
      <Button variant="subtle" onClick={dialog.show} aria-label={`${t('person.unrelate')}: ${other.name}`}>
        {t('person.unrelate')}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('person.unrelateOf', { name: privately(other.name) })}
        confirm={t('person.unrelate')}
        busy={unrelate.busy}
        error={unrelate.error}
        onConfirm={() => void unrelate.send({ params })}
      >
        {t('person.unrelateWhat')}
      </ConfirmDialog>
    </>
  );
}

/** Proposes that another entry is the same human; the humans behind both are asked. */
function Merge({ person }: { person: PersonAnswer }) {
  const t = useTexts('directory');
  const dialog = useDialog();
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const privately = usePrivateText();
  const merge = useSend(proposeMergeContract, { onDone: dialog.hide });
  const send = () => {
    const [other] = chosen;
    if (other !== undefined) void merge.send({ body: { keptId: person.id, doubleId: other.id } });
  };
  return (
    <>
      <Button variant="subtle" onClick={dialog.show}>
        {t('person.merge')}
      </Button>
      {merge.answer !== undefined && <span role="status">{t('person.mergeProposed')}</span>}
      <ConfirmDialog
        {...dialog.props}
        title={t('person.merge')}
        confirm={t('person.mergePropose')}
        kind="main"
        busy={merge.busy}
        error={merge.error}
        onConfirm={send}
      >
        <p>{t('person.mergeWhat', { name: privately(person.name) })}</p>
        <PeoplePicker label={t('picker.people')} chosen={chosen} onChange={setChosen} single capacity="guardian" />
      </ConfirmDialog>
    </>
  );
}
