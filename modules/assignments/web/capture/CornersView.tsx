import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '#kernel/web/texts.ts';
import classes from './capture.module.css';
import { type Corners, isSheet, type Point } from './homography.ts';

interface Props {
  photo: Blob;
  corners: Corners;
  /** When a corner has been let go of. */
  onChange: (corners: Corners) => void;
}

const names = ['upperLeft', 'upperRight', 'lowerRight', 'lowerLeft'] as const;
/** One press of an arrow key, and with Shift; shares of the picture. */
const [step, bigStep] = [0.005, 0.05];
const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A photo with the four corners of its sheet: dragged by finger or mouse, moved by arrow keys, told in words. */
export function CornersView({ photo, corners, onChange }: Props) {
  const t = useTexts('assignments');
  const frame = useRef<HTMLDivElement>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [held, setHeld] = useState<Corners | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  const shown = held ?? corners;
  /** With one corner elsewhere; as before where that would be no sheet. */
  const moved = (place: number, { x, y }: Point): Corners => {
    const at = { x: Math.min(Math.max(x, 0), 1), y: Math.min(Math.max(y, 0), 1) };
    const [p0, p1, p2, p3] = shown;
    const next: Corners = [place === 0 ? at : p0, place === 1 ? at : p1, place === 2 ? at : p2, place === 3 ? at : p3];
    return isSheet(next) ? next : shown;
  };
  const drag = (event: PointerEvent<HTMLButtonElement>, place: number) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = frame.current?.getBoundingClientRect();
    if (box) setHeld(moved(place, { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }));
  };
  const release = () => {
    if (held !== null && held !== corners) onChange(held);
    setHeld(null);
  };
  const press = (event: KeyboardEvent, place: number) => {
    const way = arrows[event.key];
    const from = shown[place];
    if (way === undefined || from === undefined) return;
    event.preventDefault();
    const far = event.shiftKey ? bigStep : step;
    setHeld(moved(place, { x: from.x + way.x * far, y: from.y + way.y * far }));
  };
  const percent = (share: number) => Math.round(share * 100);
  return (
    <div className={classes.frame} ref={frame}>
      {address !== null && <img src={address} alt={t('pages.photo')} draggable={false} />}
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
        <polygon points={shown.map(({ x, y }) => `${x * 100},${y * 100}`).join(' ')} vectorEffect="non-scaling-stroke" />
      </svg>
      {names.map((name, place) => {
        const { x, y } = shown[place] ?? { x: 0, y: 0 };
        return (
          <button
            key={name}
            type="button"
            className={classes.corner}
            style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
            aria-label={t(`pages.corners.${name}`, { x: percent(x), y: percent(y) })}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => drag(event, place)}
            onPointerUp={release}
            onPointerCancel={() => setHeld(null)}
            onKeyDown={(event) => press(event, place)}
            onKeyUp={(event) => arrows[event.key] !== undefined && release()}
            onBlur={release}
          />
        );
      })}
      <span role="status" className={classes.spoken}>
        {held !== null &&
          names.map((name, place) =>
            held[place] === corners[place]
              ? null
              : t(`pages.corners.${name}`, { x: percent(held[place]?.x ?? 0), y: percent(held[place]?.y ?? 0) }),
          )}
      </span>
    </div>
  );
}
