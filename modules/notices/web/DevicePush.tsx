import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { choicesContract, subscribeContract, unsubscribeContract } from '../contract.ts';
import { canPush, endPush, startPush, useOwnEndpoint } from './push.ts';

interface Props {
  publicKey: string;
  devices: number;
  /** false on a device others use as well */
  possible: boolean;
}

/** Push on this very device: on or off, or why it cannot be. */
export function DevicePush({ publicKey, devices, possible }: Props) {
  const t = useTexts('notices');
  const { endpoint, look } = useOwnEndpoint();
  const [denied, setDenied] = useState(false);
  const options = { refreshes: [choicesContract], onDone: look };
  const starting = useSend(subscribeContract, options);
  const ending = useSend(unsubscribeContract, options);
  const turn = async (on: boolean) => {
    setDenied(false);
    if (!on) {
      const ended = await endPush();
      if (ended !== null) await ending.send({ body: { endpoint: ended } });
      return;
    }
    const made = await startPush(publicKey);
    if (made === null) return setDenied(true);
    await starting.send({ body: made });
  };
  const able = possible && canPush();
  return (
    <>
      <Checkbox
        label={t('settings.deviceOn')}
        description={t('settings.deviceText')}
        checked={endpoint !== null && devices > 0}
        disabled={!able || starting.busy || ending.busy}
        onChange={(event) => void turn(event.currentTarget.checked)}
      />
      <p className="quiet" role="status">
        {possible
          ? able
            ? denied
              ? t('settings.deviceDenied')
              : t('settings.devices', { count: devices })
            : t('settings.deviceUnable')
          : t('settings.deviceShared')}
      </p>
      <FormError error={starting.error ?? ending.error} />
    </>
  );
}
