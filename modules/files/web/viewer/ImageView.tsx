import { type RefObject, useState } from 'react';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { OtherView } from './OtherView.tsx';
import { pictureAddress } from './preview-address.ts';
import { useSize } from './use-size.ts';
import type { ViewedFile } from './viewed-file.ts';
import classes from './viewer.module.css';

interface Props {
  file: ViewedFile;
  stage: RefObject<HTMLElement | null>;
  /** 1 fits the picture into the stage. */
  zoom: number;
  /** Quarters of a turn, clockwise. */
  turns: number;
}

const marginPx = 32;

/** A picture, fitted into the stage or larger, turned by quarters. What the browser cannot draw is offered as a download. */
export function ImageView({ file, stage, zoom, turns }: Props) {
  const [natural, setNatural] = useState<{ width: number; height: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const room = useSize(stage);
  if (failed) return <OtherView file={file} />;
  const isTurned = turns % 2 === 1;
  const across = (isTurned ? natural?.height : natural?.width) ?? 1;
  const down = (isTurned ? natural?.width : natural?.height) ?? 1;
  const fitting = Math.min((room.width - marginPx) / across, (room.height - marginPx) / down, 1);
  const scale = Math.max(fitting, 0.01) * zoom;
  return (
    <div className={classes.picture} style={{ width: across * scale, height: down * scale }}>
      {natural === null && <Skeleton rows={4} />}
      <img
        src={zoom > 1 ? file.address : pictureAddress(file)}
        alt={file.name}
        data-waiting={natural === null || undefined}
        style={
          natural === null
            ? {}
            : { width: natural.width * scale, height: natural.height * scale, transform: `translate(-50%, -50%) rotate(${turns * 90}deg)` }
        }
        onLoad={({ currentTarget: image }) => setNatural({ width: image.naturalWidth, height: image.naturalHeight })}
        onError={() => setFailed(true)}
      />
    </div>
  );
}
