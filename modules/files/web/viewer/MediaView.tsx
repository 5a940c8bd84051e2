import { useState } from 'react';
import { OtherView } from './OtherView.tsx';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

/** A recording with the browser's own controls; the browser asks for the parts it needs, so going forward costs no waiting. */
export function MediaView({ file, kind }: { file: ViewedFile; kind: 'audio' | 'video' }) {
  const [failed, setFailed] = useState(false);
  const [isOnlySound, setOnlySound] = useState(false);
  if (failed) return <OtherView file={file} />;
  const common = {
    src: file.address,
    controls: true,
    preload: 'metadata',
    'aria-label': file.name,
    onError: () => setFailed(true),
  } as const;
  return (
    <div className={classes.media}>
      {/* biome-ignore-start lint/a11y/useMediaCaption: people's own recordings come without captions */}
      {kind === 'video' && !isOnlySound ? (
        // a WebM from a microphone is called a video by its bytes: without a picture it is played as sound
        <video {...common} playsInline onLoadedMetadata={({ currentTarget }) => setOnlySound(currentTarget.videoWidth === 0)} />
      ) : (
        <audio {...common} />
      )}
      {/* biome-ignore-end lint/a11y/useMediaCaption: people's own recordings come without captions */}
    </div>
  );
}
