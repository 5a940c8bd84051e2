import { unknownType } from './content-type.ts';
import { type FileForm, type FileKind, formByEnding, markupTypes, runningEndings, runningTypes } from './file-kinds.ts';

/** Under which type a file is kept, or why it is not taken. */
export type ContentCheck =
  | { ok: true; kind: FileKind; type: string }
  /** `runs`: a program; `mismatch`: the bytes are not what the name says; `kind`: a sort of file not wanted here. */
  | { ok: false; reason: 'runs' | 'mismatch' | 'kind'; found: string };

/**
 * Whether a file may be taken in: no program, its bytes are what its name says, and it is of a kind that is wanted.
 * A `.png` that is HTML, SVG or a program is refused; a `.html` that is HTML is taken, and never runs (`downloadHeaders`).
 *
 * @param name   the name the person gave; only its ending counts
 * @param bytes  what `contentType` found
 * @param kinds  the kinds wanted here; all when left out
 */
export function checkContent(name: string, bytes: string, kinds?: readonly FileKind[]): ContentCheck {
  const ending = /\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';
  if (runningEndings.has(ending) || runningTypes.has(bytes)) return { ok: false, reason: 'runs', found: bytes };

  const form = formByEnding.get(ending) ?? formOfBytes(bytes);
  if (!form.bytes.includes(bytes)) return { ok: false, reason: 'mismatch', found: bytes };
  if (kinds && !kinds.includes(form.kind)) return { ok: false, reason: 'kind', found: bytes };
  return { ok: true, kind: form.kind, type: form.type };
}

/** Without an ending we know, the bytes speak: text is source code of some language and kept as plain text, all else as mere bytes. */
function formOfBytes(bytes: string): FileForm {
  if (bytes.startsWith('text/') || markupTypes.includes(bytes)) return { kind: 'code', type: 'text/plain', bytes: [bytes] };
  return { kind: 'other', type: unknownType, bytes: [bytes] };
}
