import { Button } from '@mantine/core';
import type { Answer } from '#kernel/contract/contract.ts';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { Section } from '#kernel/ui/Page.tsx';
import { useTimes } from '#kernel/ui/RelativeTime.tsx';
import { Tag } from '#kernel/ui/Tag.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { closeDeviceContract, myAccessContract } from '../my-access/contract.ts';
import classes from './access.module.css';

/** Where one is signed in, with "sign out there"; days only, no times. */
export function DevicesSection({ devices }: { devices: Answer<typeof myAccessContract>['devices'] }) {
  const t = useTexts('identities');
  const { day } = useTimes();
  const close = useSend(closeDeviceContract, { refreshes: [myAccessContract] });
  return (
    <Section title={t('devices.title')}>
      <ul>
        {devices.map((device) => {
          const name = device.label === '?' ? t('devices.unknown') : device.label;
          return (
            <li key={device.id} className={classes.row}>
              <Icon name="device" />
              <span className={classes.words}>
                {name} {device.here && <Tag kind="done">{t('devices.here')}</Tag>} {device.shared && <Tag>{t('devices.shared')}</Tag>}
                <small className="quiet">{t('devices.used', { created: day(device.createdOn), used: day(device.lastUsedOn) })}</small>
              </span>
              {!device.here && (
                <Button
                  variant="subtle"
                  aria-label={t('devices.signOutThere', { name })}
                  onClick={() => void close.send({ params: { deviceId: device.id } })}
                >
                  {t('devices.signOut')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <FormError error={close.error} />
    </Section>
  );
}
