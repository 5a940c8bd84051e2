import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { DataList } from '#kernel/ui/DataList.tsx';
import { DataRow } from '#kernel/ui/DataRow.tsx';
import { Form } from '#kernel/ui/Form.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { CheckField, DayField } from '#kernel/ui/fields.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import {
  endShareContract,
  type Share,
  type ShareTarget,
  shareContract,
  sharedByMeContract,
  sharesContract,
  shareTargetsContract,
} from '../../share/contract.ts';
import type { Entry } from '../../tree/contract.ts';
import { LinkPart } from './LinkPart.tsx';
import classes from './share.module.css';

const refreshes = [sharesContract, sharedByMeContract] as const;

/** With whom a folder or file is shared: more, fewer, and by link where the school allows it. */
export function ShareDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useTexts('files');
  const list = usePages(sharesContract, { params: { fileId: entry.id }, query: {} });
  const ending = useSend(endShareContract, { refreshes });
  return (
    <Modal opened onClose={onClose} title={t('share.titleOf', { name: entry.name })} closeButtonProps={{ 'aria-label': t('viewer.close') }}>
      <AddShare entry={entry} />
      <FormError error={ending.error} />
      <DataList label={t('share.list')} list={list} idOf={({ id }) => id} empty={<p className="quiet">{t('share.nobody')}</p>}>
        {(share) => (
          <DataRow
            title={<TargetName target={share.with} />}
            sub={<HowLong share={share} />}
            icon={share.with.kind === 'person' ? 'user' : share.with.kind === 'course' ? 'course' : 'group'}
            actions={
              <Button
                disabled={ending.busy}
                aria-label={t('share.endWith', { name: share.with.name })}
                onClick={() => void ending.send({ params: { shareId: share.id } })}
              >
                {t('share.end')}
              </Button>
            }
          />
        )}
      </DataList>
      <LinkPart entry={entry} />
    </Modal>
  );
}

function TargetName({ target }: { target: ShareTarget }) {
  return target.kind === 'person' ? <Person name={target.name} /> : target.name;
}

function HowLong({ share }: { share: Pick<Share, 'mayChange' | 'endsOn'> }) {
  const t = useTexts('files');
  const times = useTimes();
  return (
    <span className="num">
      {t(share.mayChange ? 'share.mayChange' : 'share.mayRead')}
      {share.endsOn !== null && ` · ${t('share.until', { day: times.day(share.endsOn) })}`}
    </span>
  );
}

function AddShare({ entry }: { entry: Entry }) {
  const t = useTexts('files');
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<ShareTarget | null>(null);
  const [mayChange, setMayChange] = useState(false);
  const [endsOn, setEndsOn] = useState<string | null>(null);
  // what is chosen stands in the field: it is no search
  const q = words === chosen?.name ? '' : words;
  const found = useAsk(shareTargetsContract, { query: { limit: 50, ...(q !== '' && { q }) } });
  const sharing = useSend(shareContract, { refreshes });
  const offered = found.data?.items ?? [];
  const all = chosen === null || offered.some(({ id }) => id === chosen.id) ? offered : [chosen, ...offered];
  const submit = async () => {
    if (chosen === null) return;
    const { kind, id } = chosen;
    if ((await sharing.send({ params: { fileId: entry.id }, body: { with: { kind, id }, mayChange, endsOn } })) === undefined) return;
    setChosen(null);
    setWords('');
  };
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      actions={
        <SubmitButton busy={sharing.busy} disabled={chosen === null}>
          {t('share.add')}
        </SubmitButton>
      }
    >
      <FormError error={sharing.error ?? found.error} />
      <Select
        label={t('share.with')}
        description={t('share.withHelp')}
        searchable
        clearable
        nothingFoundMessage={found.isPending ? null : t('share.noTarget')}
        filter={({ options }) => options} // the server has searched
        data={all.map(({ id, name, kind }) => ({ value: id, label: kind === 'person' ? name : `${name} (${t(`share.kinds.${kind}`)})` }))}
        value={chosen?.id ?? null}
        searchValue={words}
        onSearchChange={setWords}
        onChange={(id) => setChosen(all.find((target) => target.id === id) ?? null)}
      />
      <div className={classes.shareOptions}>
        {entry.kind === 'folder' && (
          <CheckField
            name="mayChange"
            label={t('share.mayChangeToo')}
            description={t('share.mayDeleteThere')}
            value={mayChange}
            onChange={setMayChange}
          />
        )}
        <DayField name="endsOn" label={t('share.endsOn')} optional value={endsOn} onChange={setEndsOn} />
      </div>
    </Form>
  );
}
