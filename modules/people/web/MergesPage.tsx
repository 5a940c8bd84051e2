import { Button } from '@mantine/core';
import { usePrivateText } from '#kernel/ui/Beamer.tsx';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Page, Section } from '#kernel/ui/Page.tsx';
import { Person } from '#kernel/ui/Person.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { WhenAnswered } from '#kernel/ui/WhenAnswered.tsx';
import { useAsk } from '#kernel/web/ask.ts';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { agreeMergeContract, declineMergeContract, ownMergesContract } from '../contract.ts';

/** Open proposals of the office to merge the caller's entry with another; nothing happens without a yes. */
export default function MergesPage() {
  const t = useTexts('people');
  const ask = useAsk(ownMergesContract, {});
  return (
    <Page title={t('merges.title')} sub={t('merges.sub')} width="text">
      <WhenAnswered ask={ask}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="check" title={t('merges.none')} />
          ) : (
            items.map((merge) => <Merge key={merge.mergeId} {...merge} />)
          )
        }
      </WhenAnswered>
    </Page>
  );
}

interface Props {
  mergeId: string;
  other: string;
  otherChildren: string[];
  agreed: boolean;
  otherMustAgree: boolean;
}

function Merge({ mergeId, other, otherChildren, agreed, otherMustAgree }: Props) {
  const t = useTexts('people');
  const privately = usePrivateText();
  const dialog = useDialog();
  const agree = useSend(agreeMergeContract, { refreshes: [ownMergesContract], onDone: dialog.hide });
  const decline = useSend(declineMergeContract, { refreshes: [ownMergesContract] });
  return (
    <Section title={privately(other)}>
      <p>
        {t('merges.is')} <Person name={other} />
        {otherChildren.length > 0 && <>, {t('merges.children', { names: privately(otherChildren.join(', ')) })}</>}
      </p>
      <p className="quiet">{t(otherMustAgree ? 'merges.bothAsked' : 'merges.onlyYou')}</p>
      {agreed ? (
        <Tag kind="done">{t('merges.agreed')}</Tag>
      ) : (
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Button variant="filled" onClick={dialog.show}>
            {t('merges.yes')}
          </Button>
          <Button loading={decline.busy} onClick={() => void decline.send({ params: { mergeId } })}>
            {t('merges.no')}
          </Button>
        </div>
      )}
      <FormError error={decline.error} />
      <ConfirmDialog
        {...dialog.props}
        title={t('merges.yes')}
        confirm={t('merges.yes')}
        kind="main"
        busy={agree.busy}
        error={agree.error}
        onConfirm={() => void agree.send({ params: { mergeId } })}
      >
        {t('merges.what')}
      </ConfirmDialog>
    </Section>
  );
}
