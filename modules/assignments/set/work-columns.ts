import type { HandInKind, TeamMode } from '../contract.ts';
import { cleanRichText } from '../rich-text.ts';

interface Work {
  title: string;
  body: string;
  startsAt: string | null;
  dueAt: string | null;
  closesAt: string | null;
  handInKinds?: HandInKind[] | undefined;
  /** Of attached files. */
  worksheetIds?: string[] | undefined;
  teams?: TeamMode | undefined;
  teamSize?: number | null | undefined;
}

/**
 * What was typed, as it is stored: title without spaces around it, text sanitised, instants as instants. Without kinds: as it is, for new work text and files.
 *
 * @param pictures  what may stand in the text as a picture (pictures.ts)
 */
export function workColumns(
  { title, body, startsAt, dueAt, closesAt, handInKinds, worksheetIds, teams, teamSize }: Work,
  pictures: ReadonlySet<string>,
) {
  return {
    title: title.trim(),
    body: cleanRichText(body, pictures),
    starts_at: instant(startsAt),
    due_at: instant(dueAt),
    closes_at: instant(closesAt),
    ...(handInKinds !== undefined && { hand_in_kinds: kindsInOrder(handInKinds) }),
    ...(worksheetIds !== undefined && { worksheet_ids: [...new Set(worksheetIds)] }),
    ...(teams !== undefined && { teams }),
    ...(teamSize !== undefined && { team_size: teamSize }),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

const allKinds: readonly HandInKind[] = ['tick', 'text', 'files'];

/** Each once, in the order in which pages show them. */
function kindsInOrder(kinds: readonly HandInKind[]): HandInKind[] {
  return allKinds.filter((kind) => kinds.includes(kind));
}
