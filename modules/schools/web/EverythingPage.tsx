import { Button } from '@mantine/core';
import { useState } from 'react';
import { usePrivateText } from '#kernel/ui/Beamer.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { TextField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { usePathPart } from '#kernel/web/address.ts';
import { useAsk } from '#kernel/web/ask.ts';
import { PageLink } from '#kernel/web/PageLink.tsx';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useSend } from '#kernel/web/send.ts';
import { useMay, useShell } from '#kernel/web/shell.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { erasePersonContract, erasureContract } from '../contract.ts';
import classes from './schools.module.css';

/** Everything about one person: take it out, or erase it after typing the name. */
export default function EverythingPage() {
  const t = useTexts('schools');
  const privately = usePrivateText();
  const personId = usePathPart('personId');
  const { school } = useShell();
  const mayExport = useMay('schools.export_person');
  const mayErase = useMay('schools.erase_person');
  const [typed, setTyped] = useState('');
  const erasing = useSend(erasePersonContract);
  const ask = useAsk(erasureContract, { params: { personId } }, { when: erasing.answer === undefined });
  if (erasing.answer !== undefined) {
    const count = Object.values(erasing.answer.erased).reduce((sum, rows) => sum + rows, 0);
    return (
      <Page title={t('everything.title')}>
        <EmptyState
          icon="check"
          title={t('everything.done', { name: privately(ask.data?.name ?? '') })}
          action={
            <Button variant="default" renderRoot={(props) => <PageLink to="personen" {...props} />}>
              {t('everything.toPeople')}
            </Button>
          }
        >
          {t('everything.doneText', { count })}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={t('everything.title')}
      {...(ask.data && { sub: <Person name={ask.data.name} /> })}
      back={{ to: `personen/${personId}`, title: t('everything.back') }}
      width="text"
    >
      <WhenAnswered ask={ask}>
        {({ name, status }) => (
          <>
            {mayExport && (
              <Section title={t('everything.export')}>
                <p>{t('everything.exportText', { name: privately(name) })}</p>
                <p className={classes.door}>
                  <Button
                    component="a"
                    href={`/api/${school.slug}/people/${personId}/everything`}
                    download
                    variant="default"
                    leftSection={<Icon name="download" />}
                  >
                    {t('everything.exportDo')}
                  </Button>
                </p>
              </Section>
            )}
            {mayErase && (
              <Section title={t('everything.erase')}>
                <p>{t('everything.eraseText', { name: privately(name) })}</p>
                {status === 'active' ? (
                  <p className="quiet">{t('everything.eraseLocked')}</p>
                ) : (
                  <Form
                    onSubmit={(event) => {
                      event.preventDefault();
                      void erasing.send({ params: { personId }, body: { name: typed } });
                    }}
                    refusal={erasing.error === null ? null : refusalText(erasing.error)}
                    actions={
                      <SubmitButton busy={erasing.busy} kind="wrong" disabled={typed.trim() === ''}>
                        {t('everything.eraseDo')}
                      </SubmitButton>
                    }
                  >
                    <TextField
                      name="name"
                      label={t('everything.typeName', { name: privately(name) })}
                      value={typed}
                      autoComplete="off"
                      onChange={setTyped}
                    />
                  </Form>
                )}
              </Section>
            )}
          </>
        )}
      </WhenAnswered>
    </Page>
  );
}
