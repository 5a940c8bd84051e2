import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { limits } from './limits.ts';
import { RosterFileError } from './problem.ts';
import { isZip, type RosterFile, unzip } from './unzip.ts';

const unpackGzip = promisify(gunzip);

/**
 * Unpacks what was uploaded: gzip and zip are replaced by what they hold (archives inside archives are not opened), workbooks (.xlsx,
 * which are zip archives themselves) stay as they are but their unpacked size is checked.
 *
 * @throws RosterFileError `no_files`, `file_too_large` and the refusals of `unzip`
 */
export async function openFiles(files: readonly RosterFile[]): Promise<RosterFile[]> {
  const opened: RosterFile[] = [];
  let total = 0;
  for (const file of files) {
    for (const each of await openFile(file)) {
      total += each.bytes.byteLength;
      if (each.bytes.byteLength > limits.fileBytes || total > limits.totalBytes) {
        throw new RosterFileError(file.name, 'file_too_large', { name: each.name, limitMegabytes: limits.fileBytes / 1024 / 1024 });
      }
      opened.push(each);
    }
  }
  if (opened.length === 0) throw new RosterFileError(files[0]?.name ?? '', 'no_files');
  return opened;
}

async function openFile(file: RosterFile): Promise<RosterFile[]> {
  if (file.bytes[0] === 0x1f && file.bytes[1] === 0x8b) return [await openGzip(file)];
  if (!isZip(file.bytes)) return [file];
  const entries = await unzip(file.name, file.bytes);
  return isWorkbook(entries) ? [file] : entries;
}

/** Excel's workbooks are zip archives with this entry. */
function isWorkbook(entries: readonly RosterFile[]): boolean {
  return entries.some((entry) => entry.name === '[Content_Types].xml') && entries.some((entry) => entry.name === 'workbook.xml');
}

async function openGzip(file: RosterFile): Promise<RosterFile> {
  const name = file.name.replace(/\.gz(ip)?$/i, '');
  try {
    return { name, bytes: await unpackGzip(file.bytes, { maxOutputLength: limits.fileBytes }) };
  } catch (fault) {
    // Node says ERR_BUFFER_TOO_LARGE when the unpacked bytes pass maxOutputLength; every other fault is a broken archive.
    const tooLarge = fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE';
    throw new RosterFileError(file.name, tooLarge ? 'file_too_large' : 'archive_broken', {
      name,
      limitMegabytes: limits.fileBytes / 1024 / 1024,
    });
  }
}
