import { useState } from 'react';
import { ConfirmDialog } from '#kernel/ui/ConfirmDialog.tsx';
import { EmptyState } from '#kernel/ui/EmptyState.tsx';
import { FileProgress } from '#kernel/ui/FileProgress.tsx';
import { FormError } from '#kernel/ui/FormError.tsx';
import { useSend } from '#kernel/web/send.ts';
import { useTexts } from '#kernel/web/texts.ts';
import type { Entry, Space } from '../../tree/contract.ts';
import { unpackContract, unpackingsContract } from '../../unpack/contract.ts';
import { useViewer } from '../use-viewer.tsx';
import { viewedOf } from './addresses.ts';
import { ChosenBar } from './ChosenBar.tsx';
import { EntryGrid } from './EntryGrid.tsx';
import { EntryMenu } from './EntryMenu.tsx';
import type { FolderPlace } from './make-folders.ts';
import { NewFolder } from './NewFolder.tsx';
import { PlaceDialog } from './PlaceDialog.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import { Unpackings } from './Unpackings.tsx';
import { useChosen } from './use-chosen.ts';
import type { useEntryActs } from './use-entry-acts.ts';
import type { FolderPage } from './use-folder.ts';
import type { useFolderUploads } from './use-folder-uploads.ts';
import { VersionsDialog } from './VersionsDialog.tsx';

interface Props {
  page: FolderPage;
  entries: readonly Entry[];
  more: (() => void) | null;
  here: FolderPlace;
  spaces: readonly Space[];
  acts: ReturnType<typeof useEntryActs>;
  uploads: ReturnType<typeof useFolderUploads>;
  isNamingFolder: boolean;
  onFolderNamed: () => void;
}

/** One folder: what is in it, and everything that can be done with it. */
export function FolderView({ page, entries, more, here, spaces, acts, uploads, isNamingFolder, onFolderNamed }: Props) {
  const t = useTexts('files');
  const chosen = useChosen(entries.map(({ id }) => id));
  const [renamedId, setRenamedId] = useState<string | null>(null);
  const [placing, setPlacing] = useState<{ how: 'move' | 'copy'; ids: readonly string[] } | null>(null);
  const [versionsOf, setVersionsOf] = useState<Entry | null>(null);
  const [handedOut, setHandedOut] = useState<Entry | null>(null);
  const [shared, setShared] = useState<Entry | null>(null);
  const [unpackingIds, setUnpackingIds] = useState<readonly string[]>([]);
  const unpacking = useSend(unpackContract, { refreshes: [unpackingsContract] });
  const isLent = page.space.sharedBy !== undefined;
  const files = entries.filter(({ kind, locked }) => kind === 'file' && !locked);
  const viewer = useViewer(files.flatMap(viewedOf));

  const place = (how: 'move' | 'copy', ids: readonly string[]) => {
    acts.forget();
    setPlacing({ how, ids });
  };
  const bin = async (ids: readonly string[]) => {
    if (await acts.bin(ids, entries.find(({ id }) => id === ids[0])?.name, isLent)) chosen.clear();
  };
  const unpack = async (fileId: string) => {
    const answer = await unpacking.send({ params: { fileId } });
    if (answer !== undefined) setUnpackingIds((ids) => [...ids, answer.unpackingId]);
  };
  const menuOf = (entry: Entry, reach: 0 | -1) => (
    <EntryMenu
      entry={entry}
      space={page.space}
      mayAdd={page.mayAdd}
      isTop={page.trail.length === 0}
      reach={reach}
      acts={{
        rename: () => setRenamedId(entry.id),
        place: (how) => place(how, [entry.id]),
        bin: () => void bin([entry.id]),
        mark: () => acts.mark(entry),
        versions: () => setVersionsOf(entry),
        part: (part) => acts.part(entry.id, part),
        handOut: () => setHandedOut(entry),
        collect: () => void acts.collect(entry),
        share: () => setShared(entry),
        unpack: () => void unpack(entry.id),
      }}
    />
  );
  return (
    <>
      {isNamingFolder && page.mayAdd && <NewFolder space={page.space} folderId={here.folderId} onClose={onFolderNamed} />}
      <FileProgress files={uploads.files} />
      <FormError error={uploads.error ?? unpacking.error ?? (placing === null ? acts.error : null)} />
      <Unpackings ids={unpackingIds} />
      {chosen.ids.length > 0 && (
        <ChosenBar
          chosen={chosen}
          mayChange={entries.every(({ id, mayChange }) => mayChange || !chosen.has(id))}
          onPlace={(how) => place(how, chosen.ids)}
          onBin={() => void bin(chosen.ids)}
        />
      )}
      {entries.length === 0 ? (
        <EmptyState icon="folder" title={t(page.folder === null && page.space.kind === 'own' ? 'empty' : 'browse.emptyFolder')}>
          {t(
            !page.mayAdd
              ? 'browse.emptyReadOnly'
              : isLent
                ? 'share.emptyLent'
                : page.space.kind === 'own'
                  ? 'emptyText'
                  : 'browse.emptyShared',
          )}
        </EmptyState>
      ) : (
        <EntryGrid
          label={t('browse.list')}
          entries={entries}
          chosen={chosen}
          renamedId={renamedId}
          onRename={setRenamedId}
          onOpen={(entry) => viewer.open(files.indexOf(entry))}
          onBin={(ids) => void bin(ids)}
          onDrop={(ids, folderId) => void (ids.includes(folderId) || acts.move(ids, { spaceId: here.spaceId, folderId }))}
          menuOf={menuOf}
          more={more}
        />
      )}
      {placing !== null && (
        <PlaceDialog
          {...placing}
          spaces={spaces}
          begin={page.mayAdd ? { space: page.space, trail: page.trail } : null}
          {...acts.placing}
          onLook={acts.forget}
          onClose={() => {
            acts.forget();
            setPlacing(null);
          }}
          onChoose={async (to) => {
            const done = await acts[placing.how](placing.ids, to);
            if (done) {
              setPlacing(null);
              chosen.clear();
            }
            return done;
          }}
        />
      )}
      {versionsOf !== null && (
        <VersionsDialog
          entry={versionsOf}
          onReplace={(file) => uploads.replace(file, versionsOf.name, here)}
          onClose={() => setVersionsOf(null)}
        />
      )}
      <ConfirmDialog
        open={handedOut !== null}
        onClose={() => setHandedOut(null)}
        title={t('browse.handOut')}
        confirm={t('browse.handOut')}
        kind="main"
        onConfirm={() => {
          if (handedOut !== null) void acts.handOut(handedOut);
          setHandedOut(null);
        }}
      >
        {t('browse.handOutText', { name: handedOut?.name ?? '', group: page.space.name ?? '' })}
      </ConfirmDialog>
      {shared !== null && <ShareDialog entry={shared} onClose={() => setShared(null)} />}
      {viewer.shown}
    </>
  );
}
