import { Button } from '@mantine/core';
import { useContext, useEffect } from 'react';
import { CallFailed } from '#kernel/web/call.ts';
import { refusalText } from '#kernel/web/refusal-text.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { Icon } from './Icon.tsx';
import { MissingContext } from './missing.ts';
import { NeedsFactor } from './NeedsFactor.tsx';
import classes from './states.module.css';

interface Props {
  error: unknown;
  /** Tries again; without it only the sentence stands there. */
  again?: () => void;
}

/** What happened, what is safe, what to do. Offline is a state, not an error: it says so calmly. */
export function ErrorState({ error, again }: Props) {
  const t = useTexts('kernel');
  const failed = error instanceof CallFailed ? error : null;
  const incident = failed?.data['incident'];
  // an address that is no address (a link cut short) leads nowhere too
  const isBroken = failed?.code === 'kernel.bad_request' && String(failed.data['place']).startsWith('params/');
  const isMissing = failed?.status === 404 || failed?.code === 'kernel.forbidden' || isBroken;
  const onMissing = useContext(MissingContext);
  useEffect(() => {
    if (isMissing) onMissing();
  }, [isMissing, onMissing]);
  const final = failed !== null && (failed.status === 404 || failed.status === 403);
  return (
    <div className={classes.state} role="alert" data-wrong={!failed?.offline || undefined}>
      <Icon name={failed?.offline ? 'cloud-off' : final ? 'lock' : 'alert'} size={28} />
      <p className={classes.title}>{failed?.offline ? t('failed.offline') : t('failed.title')}</p>
      <p className={classes.words}>
        {!failed?.offline && `${refusalText(error)} `}
        {!final && t('failed.safe')}
      </p>
      <NeedsFactor error={error} />
      {incident !== undefined && <p className={classes.words}>{t('failed.incident', { number: String(incident) })}</p>}
      {again !== undefined && !final && (
        <div className={classes.action}>
          <Button onClick={again} leftSection={<Icon name="refresh" size={18} />}>
            {t('failed.again')}
          </Button>
        </div>
      )}
    </div>
  );
}
