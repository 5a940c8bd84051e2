import { Modal } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Shown } from './Shown.tsx';
import { sheet } from './sheet.ts';
import { ViewerBar } from './ViewerBar.tsx';
import type { ViewedFile } from './viewed-file.ts';
import { viewKind } from './viewed-file.ts';
import classes from './viewer.module.css';

export interface ViewerProps {
  /** The file and its siblings, in the order they are listed. */
  files: readonly ViewedFile[];
  /** The place of the one to begin with. */
  first: number;
  onClose: () => void;
}

/** Shows files one after the other over the whole window. Left and right walk, + and - zoom, 0 fits, R turns, Escape closes. */
export default function FileViewer({ files, first, onClose }: ViewerProps) {
  const [place, setPlace] = useState(first);
  const [look, setLook] = useState(sheet.begin);
  const stage = useRef<HTMLDivElement>(null);
  const file = files[Math.min(place, files.length - 1)];
  const name = file?.name ?? '';
  const isGone = file === undefined;
  useEffect(() => {
    if (isGone) onClose(); // the list behind has changed and is empty now
  }, [isGone, onClose]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another file is shown
  useEffect(() => {
    // the button that was pressed may not be there for this kind of file: keys go on working
    if (document.activeElement === document.body) stage.current?.focus();
  }, [place]);
  if (file === undefined) return null;
  const kind = viewKind(file);

  const walk = (by: number) => {
    if (files[place + by] === undefined) return;
    setPlace(place + by);
    setLook(sheet.begin);
    stage.current?.scrollTo(0, 0);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('input, audio, video') !== null) return; // their own keys
    const isWide = (stage.current?.scrollWidth ?? 0) > (stage.current?.clientWidth ?? 0) + 1;
    if (event.key === 'ArrowLeft' && !isWide) walk(-1);
    else if (event.key === 'ArrowRight' && !isWide) walk(1);
    else if (event.key === '+' || event.key === '=') setLook(sheet.zoom(look, 1));
    else if (event.key === '-') setLook(sheet.zoom(look, -1));
    else if (event.key === '0') setLook({ ...look, zoom: 1 });
    else if (event.key === 'r') setLook(sheet.turn(look));
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root
      opened
      fullScreen
      onClose={onClose}
      padding={0}
      returnFocus={false}
      portalProps={{ target: 'body' }}
      classNames={{ content: classes.dialog ?? '' }}
    >
      <Modal.Content>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of all that is inside */}
        <div className={classes.viewer} onKeyDown={press}>
          <ViewerBar
            file={file}
            kind={kind}
            look={look}
            onLook={setLook}
            place={place}
            count={files.length}
            onWalk={walk}
            onClose={onClose}
            stage={stage}
          />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than the window is scrolled by keyboard */}
          <section ref={stage} className={classes.stage} data-kind={kind} data-autofocus tabIndex={0} aria-label={name}>
            <Shown
              key={file.address}
              file={file}
              kind={kind}
              look={look}
              stage={stage}
              onPages={(pages) => setLook((before) => ({ ...before, pages }))}
              onPinch={(factor) => setLook((before) => sheet.pinch(before, factor))}
            />
          </section>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
