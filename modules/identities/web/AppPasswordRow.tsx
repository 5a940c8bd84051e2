import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { appPasswordsContract } from '../app-passwords/contract.ts';
import { closeDeviceContract } from '../my-access/contract.ts';
import classes from './access.module.css';

/** One password for a program, with the way to take it away. The program can be given another at once, so nobody is asked twice. */
export function AppPasswordRow({ item }: { item: Answer<typeof appPasswordsContract>['items'][number] }) {
  const t = useTexts('identities');
  const { day } = useTimes();
  const close = useSend(closeDeviceContract, { refreshes: [appPasswordsContract] });
  const { deviceId, name, createdOn, lastUsedOn, endsOn } = item;
  return (
    <li className={classes.row}>
      <Icon name="key" />
      <span className={classes.words}>
        {name}
        <small className="quiet">{t('appPasswords.used', { created: day(createdOn), used: day(lastUsedOn), ends: day(endsOn) })}</small>
      </span>
      <Button
        variant="subtle"
        aria-label={t('appPasswords.removeNamed', { name })}
        onClick={() => void close.send({ params: { deviceId } })}
      >
        {t('appPasswords.remove')}
      </Button>
      <FormError error={close.error} />
    </li>
  );
}
