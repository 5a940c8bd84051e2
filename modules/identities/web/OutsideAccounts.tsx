import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { ConfirmDialog, useDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { dropOutsideContract, myAccessContract } from '../my-access/contract.ts';
import classes from './access.module.css';

type Account = Answer<typeof myAccessContract>['outside'][number];

/** The accounts outside one signs in with here. Nothing where there are none: linking begins at the sign-in page. */
export function OutsideAccounts({ accounts }: { accounts: readonly Account[] }) {
  const t = useTexts('identities');
  if (accounts.length === 0) return null;
  return (
    <Section title={t('linked.title')}>
      <p className="quiet">{t('linked.text')}</p>
      <ul>
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} />
        ))}
      </ul>
    </Section>
  );
}

function AccountRow({ account }: { account: Account }) {
  const t = useTexts('identities');
  const { day } = useTimes();
  const dialog = useDialog();
  const drop = useSend(dropOutsideContract, { refreshes: [myAccessContract], onDone: dialog.hide });
  return (
    <li className={classes.row}>
      <Icon name="link" />
      <span className={classes.words}>
        {account.host}
        <small className="quiet">{t('linked.since', { date: day(account.linkedOn) })}</small>
      </span>
      <Button variant="subtle" aria-label={t('linked.unlinkOf', { name: account.host })} onClick={dialog.show}>
        {t('linked.unlink')}
      </Button>
      <ConfirmDialog
        {...dialog.props}
        title={t('linked.sure', { name: account.host })}
        confirm={t('linked.unlink')}
        busy={drop.busy}
        error={drop.error}
        onConfirm={() => void drop.send({ params: { linkId: account.id } })}
      >
        {t('linked.sureText')}
      </ConfirmDialog>
    </li>
  );
}
