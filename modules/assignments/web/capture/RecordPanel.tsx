import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useNow } from '#kernel/ui/use-now.ts';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './capture.module.css';
import { madeName } from './made-name.ts';
import { endingOf, longestSeconds, type RecordKind } from './recording.ts';
import { useLevel } from './use-level.ts';
import { useRecorder } from './use-recorder.ts';

interface Props {
  kind: RecordKind;
  place: string;
  onFile: (file: File) => void;
  onClose: () => void;
}

/** Something said or shown: recorded, listened to, taken or thrown away. */
export default function RecordPanel({ kind, place, onFile, onClose }: Props) {
  const t = useTexts('assignments');
  const now = useNow();
  const titleId = useId();
  const recorder = useRecorder(kind, place);
  const level = useLevel(recorder.stream);
  const { state, piece, fault } = recorder;
  const isOn = state === 'recording' || state === 'paused';
  const take = () => {
    if (piece === null) return;
    onFile(new File([piece], madeName(t(`record.file.${kind}`), now, endingOf(piece.type)), { type: piece.type }));
    recorder.discard();
  };
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <h3 id={titleId}>{t(`capture.${kind}`)}</h3>
      {state === 'ready' && <p className="quiet">{t(`record.help.${kind}`, { minutes: longestSeconds[kind] / 60 })}</p>}
      <FormError error={fault === null ? null : t(`record.fault.${fault}`)} />
      {isOn && (
        <>
          {kind === 'video' && <Mirror stream={recorder.stream} />}
          <div className={classes.running}>
            <span className="num" role="timer">
              {t('record.time', { now: clock(recorder.seconds), of: clock(longestSeconds[kind]) })}
            </span>
            <meter className={classes.level} min={0} max={1} value={state === 'paused' ? 0 : level} aria-hidden="true" />
          </div>
        </>
      )}
      <p role="status" className="quiet">
        {state === 'asking' && t('record.asking')}
        {state === 'recording' && t('record.recording')}
        {state === 'paused' && t('record.paused')}
      </p>
      {piece !== null && <Played piece={piece} kind={kind} />}
      <div className={classes.ways}>
        {(state === 'ready' || state === 'asking') && (
          <SubmitButton busy={state === 'asking'} kind="plain" icon="record" onPress={recorder.start}>
            {t('record.start')}
          </SubmitButton>
        )}
        {state === 'recording' && (
          <Button leftSection={<Icon name="pause" />} onClick={recorder.pause}>
            {t('record.pause')}
          </Button>
        )}
        {state === 'paused' && (
          <Button leftSection={<Icon name="record" />} onClick={recorder.goOn}>
            {t('record.goOn')}
          </Button>
        )}
        {isOn && (
          <Button leftSection={<Icon name="stop" />} onClick={recorder.stop}>
            {t('record.stop')}
          </Button>
        )}
        {piece !== null && (
          <>
            <SubmitButton busy={false} kind="plain" icon="paperclip" onPress={take}>
              {t('record.take')}
            </SubmitButton>
            <Button leftSection={<Icon name="trash" />} onClick={recorder.discard}>
              {t('capture.discard')}
            </Button>
          </>
        )}
        {state === 'ready' && (
          <Button variant="subtle" onClick={onClose}>
            {t('capture.close')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What the camera sees. */
function Mirror({ stream }: { stream: MediaStream | null }) {
  const t = useTexts('assignments');
  const shown = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (shown.current) shown.current.srcObject = stream;
  }, [stream]);
  return <video ref={shown} className={classes.mirror} muted playsInline autoPlay aria-label={t('record.mirror')} />;
}

function Played({ piece, kind }: { piece: Blob; kind: RecordKind }) {
  const t = useTexts('assignments');
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(piece);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [piece]);
  if (address === null) return null;
  const common = { src: address, controls: true, 'aria-label': t('record.listen') } as const;
  return kind === 'video' ? <video {...common} className={classes.mirror} playsInline /> : <audio {...common} className={classes.played} />;
}

/** Seconds as 0:07. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
