import { apartOf } from './belong-together.ts';
import { columnName, kindOfName, type UntisKind, untisFiles } from './columns.ts';
import { problemsOf, type Report, type UntisProblem } from './problem.ts';
import { type LessonRow, readLessons, readTimetable, type TimedRow } from './read-lessons.ts';
import { type NamedRow, type RoomRow, readNames, readRooms, readTeachers } from './read-names.ts';
import type { UntisFile } from './read-rows.ts';

/** What one export says. */
export interface UntisExport {
  /** GPU001; null when there is none, which says nothing about the plan. */
  timetable: TimedRow[] | null;
  lessons: LessonRow[];
  /** Whether lesson numbers mean the same in both: only then may they be joined by them. */
  isTogether: boolean;
  classes: NamedRow[];
  teachers: NamedRow[];
  rooms: RoomRow[];
  subjects: NamedRow[];
  /** Rows read, of all files. */
  rowCount: number;
}

/** Reads Untis' files of one export. Pure; whatever is wrong is a problem at its place, never an exception. */
export function readUntis(files: readonly UntisFile[]): { content: UntisExport; problems: UntisProblem[] } {
  const { report, all } = problemsOf();
  const byKind = sorted(files, report);
  const read = <R>(kind: UntisKind, reader: (file: UntisFile, report: Report) => R[]): R[] => {
    const file = byKind.get(kind);
    return file === undefined ? [] : reader(file, report);
  };
  const timetable = read('001', readTimetable);
  const lessons = read('002', readLessons);
  const content: UntisExport = {
    timetable: byKind.has('001') ? timetable : null,
    lessons,
    isTogether: isTogether(timetable, lessons, report),
    classes: read('003', (file, to) => readNames('003', file, to)),
    teachers: read('004', readTeachers),
    rooms: read('005', readRooms),
    subjects: read('006', (file, to) => readNames('006', file, to)),
    rowCount: 0,
  };
  content.rowCount = timetable.length + lessons.length + [content.classes, content.teachers, content.rooms, content.subjects].flat().length;
  if (lessons.length > 0 && content.timetable === null) report({ file: byKind.get('002')?.name ?? '' }, 'no_times');
  return { content, problems: all() };
}

function isTogether(timetable: readonly TimedRow[], lessons: readonly LessonRow[], report: Report): boolean {
  if (timetable.length === 0 || lessons.length === 0) return false;
  const apart = apartOf(timetable, lessons);
  if (apart === null) return true;
  const { row, number, ...values } = apart;
  report({ file: lessons[0]?.file ?? '', row, column: columnName(untisFiles['002'].at.number) }, 'not_together', {
    number: number ?? '–',
    other: timetable[0]?.file ?? '',
    ...values,
  });
  return false;
}

/** Which file is which: by its name, else by its shape. Of a kind there is one. */
function sorted(files: readonly UntisFile[], report: Report): Map<UntisKind, UntisFile> {
  const byKind = new Map<UntisKind, UntisFile>();
  if (files.length === 0) report({ file: '' }, 'no_files');
  for (const file of files) {
    const kind = kindOfName(file.name) ?? kindOfShape(file);
    if (kind === null || kind === 'other') report({ file: file.name }, 'unknown_file');
    else if (byKind.has(kind)) report({ file: file.name }, 'file_twice', { other: byKind.get(kind)?.name ?? '' });
    else byKind.set(kind, file);
  }
  return byKind;
}

/** A file of another name is a timetable or a list of lessons if all of it can be read so. */
function kindOfShape(file: UntisFile): UntisKind | null {
  const readers = { '001': readTimetable, '002': readLessons } as const;
  const kinds: readonly (keyof typeof readers)[] = ['001', '002'];
  const fitting = kinds.find((kind) => {
    const { report, all } = problemsOf();
    return readers[kind](file, report).length > 0 && all().every(({ severity }) => severity === 'warning');
  });
  return fitting ?? null;
}
