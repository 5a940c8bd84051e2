import { cleanRichText } from '../rich-text.ts';

interface Work {
  title: string;
  body: string;
  startsAt: string | null;
  dueAt: string | null;
  closesAt: string | null;
}

/** What was typed, as it is stored: title without spaces around it, text sanitised, instants as instants. */
export function workColumns({ title, body, startsAt, dueAt, closesAt }: Work) {
  return {
    title: title.trim(),
    body: cleanRichText(body),
    starts_at: instant(startsAt),
    due_at: instant(dueAt),
    closes_at: instant(closesAt),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
