import type { HandInKind } from '../contract.ts';
import { cleanRichText } from '../rich-text.ts';

interface Work {
  title: string;
  body: string;
  startsAt: string | null;
  dueAt: string | null;
  closesAt: string | null;
  handInKinds?: HandInKind[] | undefined;
}

/** What was typed, as it is stored: title without spaces around it, text sanitised, instants as instants. Without kinds: as it is, for new work text and files. */
export function workColumns({ title, body, startsAt, dueAt, closesAt, handInKinds }: Work) {
  return {
    title: title.trim(),
    body: cleanRichText(body),
    starts_at: instant(startsAt),
    due_at: instant(dueAt),
    closes_at: instant(closesAt),
    ...(handInKinds !== undefined && { hand_in_kinds: kindsInOrder(handInKinds) }),
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
