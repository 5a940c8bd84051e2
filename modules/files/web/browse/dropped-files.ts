/** A file from the device, and the folders it lay in, outermost first. */
export interface DroppedFile {
  file: File;
  folders: readonly string[];
}

/** What was dropped from the desktop, with whole folders. To be called in the very moment of the drop: the browser forgets it afterwards. */
export async function readDropped(transfer: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const plain = [...transfer.files];
  if (entries.every((entry) => entry === null)) return plain.map((file) => ({ file, folders: [] }));
  return (await Promise.all(entries.map((entry) => (entry === null ? [] : readEntry(entry, []))))).flat();
}

/** What a folder picker gave: the way stands in `webkitRelativePath`. */
export function readPicked(files: Iterable<File>): DroppedFile[] {
  return [...files].map((file) => ({ file, folders: file.webkitRelativePath.split('/').slice(0, -1) }));
}

async function readEntry(entry: FileSystemEntry, folders: readonly string[]): Promise<DroppedFile[]> {
  if (entry.isFile) {
    // isFile says so, but the DOM's types do not know it
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return file.name === '.DS_Store' || file.name === 'Thumbs.db' ? [] : [{ file, folders }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader(); // not a file: the other of two kinds
  const inside: DroppedFile[] = [];
  for (let some = await readSome(reader); some.length > 0; some = await readSome(reader)) {
    for (const child of some) inside.push(...(await readEntry(child, [...folders, entry.name])));
  }
  return inside;
}

/** Browsers hand out a hundred at a time, and an empty list at the end. */
function readSome(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
