import { type ExportedMark, type MarkKind, pointsOfMark } from '../marks/contract.ts';

/**
 * The file of SVWS (SchILD-NRW 3) for marks kept outside of it, "externer Notenmanager": what we read of it. All else in it goes through untouched.
 * Names are those of the format (SVWS-Server, `svws-core/…/enm`).
 */
interface Enm {
  noten: { kuerzel: string; notenpunkte: number | null }[];
  teilleistungsarten: { id: number; bezeichnung: string }[];
  lerngruppen: { id: number; bezeichnung: string }[];
  schueler: {
    id: number;
    nachname: string;
    vorname: string;
    leistungsdaten: { lerngruppenID: number; teilleistungen: { artID: number; note: string | null; tsNote: string | null }[] }[];
  }[];
}

/** A course of the file, with the kinds of marks (“Klausur 1”) that some pupil has there. */
export interface EnmCourse {
  id: number;
  name: string;
  kinds: { id: number; name: string }[];
}

/** A file that was read. */
export interface EnmFile {
  enm: Enm;
  courses: EnmCourse[];
}

/** Who comes to what in the filled file; names as the file has them, or ours where it has none. */
export interface EnmFilled {
  enm: Enm;
  entered: number;
  /** Had another mark in the file. */
  replaced: string[];
  /** Have a mark here and no place for it in the file. */
  missing: string[];
}

/**
 * Reads such a file, which has been unpacked.
 *
 * @returns null when it is none
 */
export function readEnm(text: string): EnmFile | null {
  try {
    // only what `isEnm` has looked at is used
    const enm: unknown = JSON.parse(text);
    return isEnm(enm) ? { enm, courses: coursesOf(enm) } : null;
  } catch {
    return null;
  }
}

function isEnm(value: unknown): value is Enm {
  const lists = ['noten', 'teilleistungsarten', 'lerngruppen', 'schueler'] as const;
  if (typeof value !== 'object' || value === null) return false;
  const file: Partial<Record<string, unknown>> = { ...value };
  if (!lists.every((name) => Array.isArray(file[name]))) return false;
  const pupils: unknown[] = Array.isArray(file['schueler']) ? file['schueler'] : [];
  return pupils.every(
    (pupil) => typeof pupil === 'object' && pupil !== null && 'leistungsdaten' in pupil && Array.isArray(pupil.leistungsdaten),
  );
}

function coursesOf({ schueler, lerngruppen, teilleistungsarten }: Enm): EnmCourse[] {
  const kindsOf = new Map<number, Set<number>>();
  for (const { lerngruppenID, teilleistungen } of schueler.flatMap(({ leistungsdaten }) => leistungsdaten)) {
    const kinds = kindsOf.get(lerngruppenID) ?? new Set();
    for (const { artID } of teilleistungen ?? []) kinds.add(artID);
    kindsOf.set(lerngruppenID, kinds);
  }
  return lerngruppen
    .map(({ id, bezeichnung }) => ({
      id,
      name: bezeichnung,
      kinds: teilleistungsarten.filter((kind) => kindsOf.get(id)?.has(kind.id)).map((kind) => ({ id: kind.id, name: kind.bezeichnung })),
    }))
    .filter(({ kinds }) => kinds.length > 0);
}

/**
 * Enters marks as one kind of mark in one course. Pupils are met by the id of the program; without one by their name, if only one in the course bears it.
 *
 * @param at  local time, as the program writes it: `2026-11-22 10:15:00.0`
 */
export function fillEnm({ enm }: EnmFile, place: { courseId: number; kindId: number }, given: Given, at: string): EnmFilled {
  const filled: Enm = structuredClone(enm);
  const places = filled.schueler.flatMap((pupil) =>
    pupil.leistungsdaten
      .filter(({ lerngruppenID }) => lerngruppenID === place.courseId)
      .flatMap(({ teilleistungen }) => teilleistungen.filter(({ artID }) => artID === place.kindId))
      .map((cell) => ({ id: String(pupil.id), name: `${pupil.nachname}, ${pupil.vorname}`, cell })),
  );
  const result: EnmFilled = { enm: filled, entered: 0, replaced: [], missing: [] };
  for (const { sourceId, lastName, firstName, mark } of given.marks) {
    if (mark === null) continue;
    const name = `${lastName}, ${firstName}`;
    const found = places.filter((it) => (sourceId === null ? it.name === name : it.id === sourceId));
    const sign = signOf(enm, given.kind, mark);
    const [only] = found;
    if (found.length !== 1 || only === undefined || sign === null) {
      result.missing.push(name);
      continue;
    }
    if (only.cell.note !== null && only.cell.note !== sign) result.replaced.push(only.name);
    only.cell.note = sign;
    only.cell.tsNote = at;
    result.entered += 1;
  }
  return result;
}

interface Given {
  kind: MarkKind;
  marks: readonly ExportedMark[];
}

/** The file's own sign for a mark; null when it has none, as for percent. */
function signOf({ noten }: Enm, kind: MarkKind, mark: string): string | null {
  const points = pointsOfMark(kind, mark);
  return points === null ? null : (noten.find(({ notenpunkte }) => notenpunkte === points)?.kuerzel ?? null);
}
