import { type ComponentType, type ReactNode, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { useTexts } from '#kernel/web/texts.ts';
import { fetchLeaves, type Leaf, type LeavesProps, type ViewedFile } from '#modules/files/web/public.tsx';
import classes from './annotate.module.css';
import { type Desk, DeskContext, type Hand, type Selected } from './desk.ts';
import type { FlatFile } from './flatten.ts';
import { InkList } from './InkList.tsx';
import type { Ink } from './ink-store.ts';
import { PageInk } from './PageInk.tsx';
import { ToolBar, ToolButton } from './ToolBar.tsx';
import { useInkKeys } from './use-ink-keys.ts';

interface Props {
  file: ViewedFile;
  ink: Ink;
  readOnly?: boolean;
  onClose?: () => void;
  /** Whether what is drawn is safe. */
  note?: ReactNode;
  /** More to do with it, beside the download. */
  actions?: (flatten: () => Promise<FlatFile | null>) => ReactNode;
}

const zooms = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const;
const over = (leaf: Leaf) => <PageInk key={leaf.number} {...leaf} />;

/** A PDF or picture to write on, with its tools: in place, not above the page. */
export default function Annotator({ file, ink, readOnly = false, onClose, note, actions }: Props) {
  const t = useTexts('assignments');
  const [hand, setHand] = useState<Hand>(() => ({
    tool: 'pen',
    colour: 'red',
    size: 'm',
    stamp: 'right',
    finger: matchMedia('(pointer: coarse)').matches,
  }));
  const [selected, select] = useState<Selected | null>(null);
  const [zoom, setZoom] = useState(1);
  const [pages, setPages] = useState(0);
  const [stage, setStage] = useState<HTMLElement | null>(null);
  const stageRef = useRef<HTMLElement>(null);
  const { Leaves, failed, again } = useLeaves();
  useSyncExternalStore(ink.subscribe, ink.version);
  const onHand = useCallback((part: Partial<Hand>) => {
    setHand((before) => ({ ...before, ...part }));
    if (part.tool !== undefined && part.tool !== 'pointer') select(null);
  }, []);
  useInkKeys(ink, onHand, !readOnly);
  const desk = useMemo<Desk>(
    () => ({
      ink,
      hand,
      readOnly,
      selected,
      select,
      onPen: () => hand.finger && onHand({ finger: false }),
      onPinch: (factor) => setZoom((before) => Math.min(3, Math.max(0.5, before * factor))),
    }),
    [ink, hand, readOnly, selected, onHand],
  );
  const onZoom = useCallback((direction: 1 | -1) => {
    setZoom(
      (before) => (direction === 1 ? zooms.find((step) => step > before + 0.01) : zooms.findLast((step) => step < before - 0.01)) ?? before,
    );
  }, []);
  const flat = useFlat(file, ink);
  return (
    <DeskContext value={desk}>
      <section className={classes.annotator} aria-label={t('annotate.on', { name: file.name })}>
        <header className={classes.head}>
          <strong>{file.name}</strong>
          {pages > 1 && <span className="quiet num">{t('annotate.pages', { count: pages })}</span>}
          {!readOnly && (
            <span className={classes.set}>
              <ToolButton label={t('annotate.undo')} icon="undo" disabled={!ink.mayUndo()} onPress={ink.undo} />
              <ToolButton label={t('annotate.redo')} icon="redo" disabled={!ink.mayRedo()} onPress={ink.redo} />
              <ToolButton label={t('annotate.download')} icon="download" disabled={flat.busy} onPress={() => void flat.download()} />
            </span>
          )}
          {onClose && <ToolButton label={t('annotate.close')} icon="close" onPress={onClose} />}
        </header>
        {!readOnly && <ToolBar hand={hand} onHand={onHand} zoom={zoom} onZoom={onZoom} />}
        <section
          ref={(element) => {
            stageRef.current = element;
            if (element !== null) setStage(element);
          }}
          className={classes.stage}
          data-stage
          aria-label={t('annotate.sheet')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long documents are scrolled by keyboard
          tabIndex={0}
        >
          {failed !== null ? (
            <ErrorState error={failed} again={again} />
          ) : Leaves === null ? (
            <Skeleton rows={12} of="text" />
          ) : (
            <Leaves file={file} stage={stageRef} zoom={zoom} onPages={setPages} over={over} />
          )}
        </section>
        <footer className={classes.foot}>
          <InkList stage={stage} />
          {flat.failed && <p role="alert">{t('annotate.notFlat')}</p>}
          <div className={classes.acts}>
            {note}
            {actions?.(flat.make)}
            {readOnly && (
              <SubmitButton busy={flat.busy} kind="plain" icon="download" onPress={() => void flat.download()}>
                {t('annotate.download')}
              </SubmitButton>
            )}
          </div>
        </footer>
      </section>
    </DeskContext>
  );
}

/** The drawing of pages comes with the first file that is opened. */
function useLeaves() {
  const [Leaves, setLeaves] = useState<ComponentType<LeavesProps> | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` fetches it again
  useEffect(() => {
    let isLeft = false;
    setFailed(null);
    fetchLeaves().then(
      (fetched) => !isLeft && setLeaves(() => fetched),
      (error: unknown) => !isLeft && setFailed(error),
    );
    return () => {
      isLeft = true;
    };
  }, [tries]);
  return { Leaves, failed, again: () => setTries(tries + 1) };
}

/** The file with its annotations as a part of it, made on this device. */
function useFlat(file: ViewedFile, ink: Ink) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const make = async (): Promise<FlatFile | null> => {
    setBusy(true);
    setFailed(false);
    try {
      const { flatten } = await import('./flatten.ts');
      return await flatten(file, ink);
    } catch {
      setFailed(true); // locked against changes, broken, or no line: the file itself is still there
      return null;
    } finally {
      setBusy(false);
    }
  };
  const download = async () => {
    const made = await make();
    if (made === null) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([made.bytes], { type: made.type }));
    link.download = made.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return { make, download, busy, failed };
}
