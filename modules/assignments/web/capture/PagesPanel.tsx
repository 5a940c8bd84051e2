import { Button, Checkbox } from '@mantine/core';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { FormError } from '#kernel/ui/FormError.tsx';
import { Icon } from '#kernel/ui/Icon.tsx';
import { SubmitButton } from '#kernel/ui/SubmitButton.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { useNow } from '#kernel/ui/use-now.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { CornersView } from './CornersView.tsx';
import classes from './capture.module.css';
import { madeName } from './made-name.ts';
import { PageTile } from './PageTile.tsx';
import type { MadePage } from './pages-pdf.ts';
import { mostPages, usePages } from './use-pages.ts';

interface Props {
  place: string;
  onFile: (file: File) => void;
  onClose: () => void;
}

const fetchPdf = () => import('./pages-pdf.ts');

/** Photographed pages become one small PDF: cut to the sheet, turned, put in order, with white paper. */
export default function PagesPanel({ place, onFile, onClose }: Props) {
  const t = useTexts('assignments');
  const now = useNow();
  const titleId = useId();
  const [camera, gallery] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const { pages, reading, unreadable, add, change, move, remove, clear } = usePages(place);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  // fetched ahead: when the pages are ready the line may be gone
  useEffect(() => void fetchPdf().catch(() => undefined), []);
  const chosen = pages.find(({ id }) => id === chosenId) ?? pages.at(-1);
  const made = pages.flatMap((page) => page.made ?? []);
  const isReady = pages.length > 0 && reading === 0 && made.length === pages.length;
  const bytes = made.reduce((sum, { jpeg }) => sum + jpeg.size, 0);

  const finish = async (ready: readonly MadePage[]) => {
    setBusy(true);
    setFailed(null);
    try {
      const { pagesPdf } = await fetchPdf();
      const name = madeName(t('pages.file'), now, 'pdf');
      const pdf = await pagesPdf(ready, name.replace(/\.pdf$/, ''));
      onFile(new File([pdf], name, { type: 'application/pdf' }));
      await clear();
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  const input = (ref: RefObject<HTMLInputElement | null>, label: string, more: object) => (
    <input
      ref={ref}
      type="file"
      accept="image/*"
      hidden
      tabIndex={-1}
      aria-label={label}
      {...more}
      onChange={(event) => {
        add([...(event.currentTarget.files ?? [])]);
        setChosenId(null);
        event.currentTarget.value = ''; // so that the same photo can be chosen again
      }}
    />
  );
  const position = chosen === undefined ? -1 : pages.indexOf(chosen);
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <h3 id={titleId}>{t('pages.title')}</h3>
      {pages.length === 0 && <p className="quiet">{t('pages.help')}</p>}
      {chosen !== undefined && (
        <>
          <p className="quiet">{t('pages.cornersHelp')}</p>
          <CornersView
            key={chosen.id}
            photo={chosen.photo}
            corners={chosen.wish.corners}
            onChange={(corners) => change(chosen.id, { corners })}
          />
          <Checkbox
            label={t('pages.white')}
            checked={chosen.wish.isWhite}
            onChange={(event) => change(chosen.id, { isWhite: event.currentTarget.checked })}
          />
          <div className={classes.ways} role="toolbar" aria-label={t('pages.number', { number: position + 1 })}>
            <Button leftSection={<Icon name="turn" />} onClick={() => change(chosen.id, { turns: (chosen.wish.turns + 1) % 4 })}>
              {t('pages.turn')}
            </Button>
            <Button leftSection={<Icon name="arrow-left" />} disabled={position === 0} onClick={() => move(chosen.id, -1)}>
              {t('pages.earlier')}
            </Button>
            <Button leftSection={<Icon name="arrow-right" />} disabled={position === pages.length - 1} onClick={() => move(chosen.id, 1)}>
              {t('pages.later')}
            </Button>
            <Button leftSection={<Icon name="trash" />} onClick={() => remove(chosen.id)}>
              {t('pages.remove')}
            </Button>
          </div>
          <ol className={classes.tiles} aria-label={t('pages.list')}>
            {pages.map((page, at) => (
              <li key={page.id}>
                <PageTile page={page} number={at + 1} isChosen={page === chosen} onChoose={() => setChosenId(page.id)} />
              </li>
            ))}
          </ol>
        </>
      )}
      <div role="status">
        {reading > 0 && <p className="quiet">{t('pages.reading', { count: reading })}</p>}
        {unreadable.map((name) => (
          <p key={name}>{t('picture.unreadable', { name })}</p>
        ))}
        {pages.length >= mostPages && <p>{t('pages.full', { count: mostPages })}</p>}
      </div>
      <FormError error={failed} />
      {pages.length < mostPages && (
        <div className={classes.ways}>
          <Button leftSection={<Icon name="camera" />} onClick={() => camera.current?.click()}>
            {t(pages.length === 0 ? 'pages.shoot' : 'pages.shootNext')}
          </Button>
          <Button leftSection={<Icon name="photo" />} onClick={() => gallery.current?.click()}>
            {t('pages.choose')}
          </Button>
        </div>
      )}
      {input(camera, t('pages.shoot'), { capture: 'environment', multiple: true })}
      {input(gallery, t('pages.choose'), { multiple: true })}
      <div className={classes.ways}>
        {pages.length > 0 && (
          <SubmitButton busy={busy} kind="plain" icon="file-pdf" disabled={!isReady} onPress={() => void finish(made)}>
            {t('pages.finish')}
          </SubmitButton>
        )}
        {isReady && <span className={`${classes.sum} num quiet`}>{t('pages.sum', { count: pages.length, size: sayBytes(bytes) })}</span>}
        <Button variant="subtle" onClick={() => void clear().then(onClose)}>
          {t(pages.length === 0 ? 'capture.close' : 'capture.discard')}
        </Button>
      </div>
    </section>
  );
}
