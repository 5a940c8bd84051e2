import { type DragEvent, useState } from 'react';
import { ErrorState } from '#kernel/ui/ErrorState.tsx';
import { FilterBar, FilterChoice, FilterText } from '#kernel/ui/FilterBar.tsx';
import { Page } from '#kernel/ui/Page.tsx';
import { Skeleton } from '#kernel/ui/Skeleton.tsx';
import { sayBytes } from '#kernel/ui/say-bytes.ts';
import { useFilter } from '#kernel/web/address.ts';
import { useAsk, usePages } from '#kernel/web/ask.ts';
import { useTexts } from '#kernel/web/texts.ts';
import { roomContract } from '../../contract.ts';
import { type Space, spacesContract } from '../../tree/contract.ts';
import { AddButtons } from './AddButtons.tsx';
import { BinView } from './BinView.tsx';
import classes from './browse.module.css';
import { type DroppedFile, readDropped } from './dropped-files.ts';
import { FolderView } from './FolderView.tsx';
import { FoundList } from './FoundList.tsx';
import { Places } from './Places.tsx';
import { SharedView } from './SharedView.tsx';
import { Trail } from './Trail.tsx';
import { UndoBar } from './UndoBar.tsx';
import { useEntryActs } from './use-entry-acts.ts';
import { orderNames, useFolder } from './use-folder.ts';
import { useFolderUploads } from './use-folder-uploads.ts';
import { useUndo } from './use-undo.ts';

type View = 'ordner' | 'neu' | 'favoriten' | 'geteilt' | 'papierkorb' | 'suche';

/** `dateien?ort=&ordner=&ansicht=&q=`: one's own files and those of courses and groups; the address names folder and view, so that Back goes up. */
export default function FilesPage() {
  const t = useTexts('files');
  const view = useView();
  const [q] = useFilter('q');
  const { list, page } = useFolder(view === 'ordner');
  const spaces = usePages(spacesContract, { query: { limit: 200 } });
  const here = { spaceId: page?.space.id ?? '', folderId: page?.folder?.id ?? null };
  const undo = useUndo();
  const acts = useEntryActs(here, undo.say);
  const uploads = useFolderUploads();
  const [isNamingFolder, setNamingFolder] = useState(false);
  const [isOver, setOver] = useState(false);
  const mayAdd = view === 'ordner' && page?.mayAdd === true;
  const send = (files: DroppedFile[]) => void uploads.send(files, here);
  const dropping = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      void readDropped(event.dataTransfer).then(send);
    },
  };
  return (
    <Page
      title={t('title')}
      width="wide"
      sub={<Room space={view === 'ordner' ? page?.space : undefined} />}
      {...(mayAdd && { actions: <AddButtons onFiles={send} onNewFolder={() => setNamingFolder(true)} /> })}
    >
      <div className={classes.desk}>
        <Places
          spaces={spaces.rows}
          current={view !== 'ordner' ? view : page?.space.sharedBy === undefined ? here.spaceId : 'geteilt'}
          onDrop={(ids, spaceId) => void acts.move(ids, { spaceId, folderId: null })}
        />
        <section className={classes.content} aria-label={t('browse.content')} data-over={isOver || undefined} {...(mayAdd && dropping)}>
          <FilterBar label={t('browse.find')}>
            <FilterText name="q" label={t('browse.searchAll')} />
            {view === 'ordner' && (
              <FilterChoice
                name="sortierung"
                label={t('browse.sort')}
                usual="name"
                options={orderNames.map((name) => ({ value: name, label: t(`browse.orders.${name}`) }))}
              />
            )}
          </FilterBar>
          {view === 'geteilt' && <SharedView spaces={spaces.rows} acts={acts} say={undo.say} />}
          {view === 'papierkorb' && <BinView spaces={spaces.rows} say={undo.say} />}
          {(view === 'neu' || view === 'favoriten' || view === 'suche') && <FoundList view={view} q={q} />}
          {view === 'ordner' && list.error !== null && page === undefined && <ErrorState error={list.error} again={list.again} />}
          {view === 'ordner' && list.error === null && page === undefined && <Skeleton rows={8} />}
          {view === 'ordner' && page !== undefined && (
            <>
              <Trail
                space={page.space}
                trail={page.trail}
                onDrop={(ids, folderId) => void acts.move(ids, { spaceId: page.space.id, folderId })}
              />
              <FolderView
                key={`${here.spaceId} ${here.folderId}`}
                page={page}
                entries={list.rows}
                more={list.loadingMore ? null : list.more}
                here={here}
                spaces={spaces.rows}
                acts={acts}
                uploads={uploads}
                isNamingFolder={isNamingFolder}
                onFolderNamed={() => setNamingFolder(false)}
              />
            </>
          )}
        </section>
      </div>
      <UndoBar undo={undo} />
    </Page>
  );
}

function useView(): View {
  const [view] = useFilter('ansicht');
  const [q] = useFilter('q');
  if (q.trim() !== '') return 'suche';
  return view === 'neu' || view === 'favoriten' || view === 'geteilt' || view === 'papierkorb' ? view : 'ordner';
}

/** How much room is taken: of the group that is shown, else one's own. */
function Room({ space }: { space: Space | undefined }) {
  const t = useTexts('files');
  const isShared = space !== undefined && space.kind !== 'own' && space.sharedBy === undefined;
  const room = useAsk(roomContract, { query: isShared ? { spaceId: space.id } : {} });
  if (room.data === undefined) return null;
  const words = t('sub', { used: sayBytes(room.data.usedBytes), quota: sayBytes(room.data.quotaBytes) });
  return room.data.usedBytes > room.data.quotaBytes * 0.9 ? `${words} · ${t('fullSoon')}` : words;
}
