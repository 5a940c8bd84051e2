import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { keyOf } from '#kernel/web/ask.ts';
import { useUploads } from '../use-uploads.ts';
import type { DroppedFile } from './dropped-files.ts';
import { listsOfEntries } from './lists-of-entries.ts';
import { type FolderPlace, folderMaker } from './make-folders.ts';

/** Sends files into folders, with the folders they lay in; lists are asked again soon after files arrive. */
export function useFolderUploads() {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = () => {
    clearTimeout(timer.current); // hundreds of small files ask once in a while, not each
    timer.current = setTimeout(() => {
      for (const contract of listsOfEntries) void client.invalidateQueries({ queryKey: keyOf(contract) });
    }, 400);
  };
  const uploads = useUploads(refresh);
  const send = async (dropped: readonly DroppedFile[], place: FolderPlace) => {
    setError(null);
    const targetOf = folderMaker(place);
    try {
      for (const { file, folders } of dropped) uploads.add([file], await targetOf(folders));
    } catch (reason) {
      setError(reason); // a folder that cannot be made: what was begun goes on
    }
    if (dropped.some(({ folders }) => folders.length > 0)) refresh();
  };
  return {
    files: uploads.files,
    error,
    send,
    replace: (file: File, name: string, place: FolderPlace) => uploads.add([file], { ...place, replaces: name }),
  };
}
