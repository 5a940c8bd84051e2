import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Refusal } from '#kernel/errors/refusal.ts';
import { withZip } from '../zip/read-zip.ts';
import { type Limits, runConfined } from './confine.ts';
import { officeEndings } from './contract.ts';
import { toolFor } from './tools.ts';

/** A page or two takes LibreOffice three seconds; what takes a minute nobody waits for. */
const limits: Limits = { seconds: 60, memoryMegabytes: 4_096, fileMegabytes: 200, printedBytes: 0 };

const off = (path: string, name: string, value: string) =>
  `<item oor:path="/org.openoffice.Office.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/** Nothing in a file runs or fetches anything: no macros, no links to other files or addresses, no Java. */
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${off('Common/Security/Scripting', 'MacroSecurityLevel', '3')}
${off('Common/Security/Scripting', 'DisableMacrosExecution', 'true')}
${off('Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true')}
${off('Common/Security/Scripting', 'DisableActiveContent', 'true')}
${off('Writer/Content/Update', 'Link', '2')}
${off('Calc/Content/Update', 'Link', '1')}
${off('Java/VirtualMachine', 'Enable', 'false')}
</oor:items>
`;

/**
 * Makes a PDF of an office file with LibreOffice, in a profile that is thrown away. The file has a name of ours: what people call it reaches no command line.
 *
 * @param source  the file, in a folder that is thrown away; it is moved there
 * @param type  its media type
 * @param hidden  folders LibreOffice must not see
 * @returns the path of the PDF; null when it is none LibreOffice can read, too large, a bomb, or takes too long
 */
export async function officeToPdf(
  source: string,
  { type, folder, hidden, signal }: { type: string; folder: string; hidden: readonly string[]; signal: AbortSignal },
): Promise<string | null> {
  const soffice = toolFor('office');
  const ending = officeEndings.get(type);
  if (soffice === null || ending === undefined) return null;
  if ((type.includes('openxmlformats') || type.includes('opendocument')) && !(await isHarmlessZip(source))) return null;
  const named = join(folder, `in.${ending}`);
  await rename(source, named);
  await mkdir(join(folder, 'profile/user'), { recursive: true });
  await writeFile(join(folder, 'profile/user/registrymodifications.xcu'), profile);
  const { code } = await runConfined(
    [
      soffice,
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      ...['--headless', '--norestore', '--nolockcheck', '--nologo', '--nodefault', '--convert-to', 'pdf', '--outdir', folder, named],
    ],
    { folder, hidden, limits, signal },
  );
  return code === 0 ? join(folder, 'in.pdf') : null;
}

/** The archive an office file is: whole, and not many times as large as it seems. */
async function isHarmlessZip(path: string): Promise<boolean> {
  try {
    return await withZip(path, async ({ sizeBytes }) => sizeBytes <= 1_000_000_000);
  } catch (fault) {
    if (fault instanceof Refusal) return false;
    throw fault;
  }
}
