import { Button } from '@mantine/core';
import { useState } from 'react';
import { berlinClock } from '#kernel/ui/berlin.ts';
import { DataList } from '#kernel/ui/DataList.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { DayField, TextField } from '#kernel/ui/fields.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { linkRulesContract, linksContract, makeLinkContract, ownLinksContract } from '../../link/contract.ts';
import type { Entry } from '../../tree/contract.ts';
import { LinkRow } from './LinkRow.tsx';
import classes from './share.module.css';

/** Links to one folder or file, where the school allows them; nothing is shown elsewhere. A new address is shown this once. */
export function LinkPart({ entry }: { entry: Entry }) {
  const t = useTexts('files');
  const rules = useAsk(linkRulesContract, {});
  const allowed = rules.data?.allowed === true;
  const list = usePages(linksContract, { params: { fileId: entry.id }, query: {} }, { when: allowed });
  if (!allowed || rules.data === undefined) return null;
  return (
    <section className={classes.linkPart} aria-label={t('link.title')}>
      <h3>{t('link.title')}</h3>
      <p className="quiet">{t('link.help')}</p>
      <MakeLink entry={entry} mostDays={rules.data.mostDays} />
      <DataList label={t('link.list')} list={list} idOf={({ id }) => id} empty={<p className="quiet">{t('link.none')}</p>}>
        {(link) => <LinkRow link={link} />}
      </DataList>
    </section>
  );
}

function MakeLink({ entry, mostDays }: { entry: Entry; mostDays: number }) {
  const t = useTexts('files');
  const now = useNow();
  const [endsOn, setEndsOn] = useState<string | null>(() => dayIn(now, Math.min(7, mostDays)));
  const [password, setPassword] = useState('');
  const making = useSend(makeLinkContract, { refreshes: [linksContract, ownLinksContract] });
  const address = making.answer?.address;
  const submit = () => {
    if (endsOn === null) return;
    void making.send({ params: { fileId: entry.id }, body: { endsOn, password: password === '' ? null : password } });
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      actions={
        <SubmitButton busy={making.busy} kind="plain" icon="link" disabled={endsOn === null || (password !== '' && password.length < 6)}>
          {t('link.make')}
        </SubmitButton>
      }
    >
      <FormError error={making.error} />
      <div className={classes.shareOptions}>
        <DayField
          name="linkEndsOn"
          label={t('link.endsOn', { days: mostDays })}
          max={dayIn(now, mostDays)}
          value={endsOn}
          onChange={setEndsOn}
        />
        <TextField
          name="linkPassword"
          label={t('link.password')}
          description={t('link.passwordHelp')}
          optional
          autoComplete="off"
          value={password}
          onChange={setPassword}
        />
      </div>
      {address !== undefined && <NewAddress address={address} />}
    </Form>
  );
}

function NewAddress({ address }: { address: string }) {
  const t = useTexts('files');
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(address).catch(() => undefined); // it stands there to be marked by hand
    setCopied(true);
  };
  return (
    <div className={classes.newLink} role="status">
      <strong>{t('link.made')}</strong>
      <code>{address}</code>
      <Button leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={() => void copy()}>
        {t(copied ? 'link.copied' : 'link.copy')}
      </Button>
    </div>
  );
}

/** The day so many days from an instant (milliseconds), as the calendar at school has it. */
function dayIn(now: number, days: number): string {
  return berlinClock(now + days * 24 * 3_600_000).slice(0, 10);
}
