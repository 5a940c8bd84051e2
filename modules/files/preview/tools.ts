import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Programs that are used where they are installed, by the names they have had. */
const names = { office: ['soffice', 'libreoffice'], photo: ['heif-dec', 'heif-convert'], pdfText: ['pdftotext'] } as const;

/**
 * Where a program lies that makes previews or reads text; null where there is none. LibreOffice is looked for where `SOFFICE` says, `off` leaves it alone.
 * Asked each time, so that what is installed later is used without a restart.
 */
export function toolFor(what: keyof typeof names, environment: Environment = process.env): string | null {
  const said = what === 'office' ? environment['SOFFICE'] : undefined;
  if (said === 'off') return null;
  if (said !== undefined && said !== '') return existsSync(said) ? said : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'));
  return names[what].flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}
