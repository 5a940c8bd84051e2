import type { TestFile } from '../upload.ts';
import { encoded } from './encode.ts';
import { club, germanDay, type MadePupil, type MadeSchool } from './school.ts';

const basics =
  'Nachname|Vorname|Geburtsdatum|Geschlecht|Status|PLZ|Ort|Straße|Aussiedler|1. Staatsang.|Konfession|StatistikKrz Konfession|Aufnahmedatum|Abmeldedatum Religionsunterricht|Anmeldedatum Religionsunterricht|Schulpflicht erf.|Reform-Pädagogik|Nr. Stammschule|Jahr|Abschnitt|Jahrgang|Klasse|Schulgliederung|OrgForm|Klassenart|Fachklasse|Noch frei|Verpflichtung Sprachförderkurs|Teilnahme Sprachförderkurs|Einschulungsjahr|Übergangsempf. JG5|Jahr Wechsel S1|1. Schulform S1|Jahr Wechsel S2|Förderschwerpunkt|2. Förderschwerpunkt|Schwerstbehinderung|Autist|LS Schulnr.|LS Schulform|Herkunft|LS Entlassdatum|LS Jahrgang|LS Versetzung|LS Reformpädagogik|LS Gliederung|LS Fachklasse|LS Abschluss|Abschluss|Schulnr. neue Schule';
const teacherColumns =
  'InternKrz|StatistikKrz|Anrede|Titel|Nachname|Vorname|Geschlecht|Geburtsdatum|Staatsang|PLZ|Ort|Straße|Tel. Festnetz|Tel. mobil|E-Mail|Rechtsverhältnis|Beschäftigungsart|Einsatzstatus|Pflichtstunden-Soll|Schulleitung|Statistik-relevant|Stammschulnr.|dienstl. E-Mail';
const guardianColumns =
  'Nachname|Vorname|Geburtsdatum|Erzieherart|Anrede 1.Person|Titel 1.Person|Nachname 1.Person|Vorname 1.Person|Anrede 2.Person|Titel 2.Person|Nachname 2.Person|Vorname 2.Person|Straße|PLZ|Ort';
const gradeColumns =
  'Nachname|Vorname|Geburtsdatum|Jahr|Abschnitt|Fach|Fachlehrer|Kursart|Kurs|Note|Abiturfach|Wochenstd.|Externe Schulnr.|Zusatzkraft|Wochenstd. ZK|Jahrgang|Jahrgänge|Fehlstd.|unentsch. Fehlstd.';

/** A row with cells at the places of some columns, and as many separators as the header has. */
function row(header: string, cells: Record<string, string>): string {
  const columns = header.split('|');
  for (const name of Object.keys(cells)) if (!columns.includes(name)) throw new Error(`no column ${name}`);
  return columns.map((name) => cells[name] ?? '').join('|');
}

/** How a pupil is named in every file but the one of ids: there is no id. */
const keyOf = ({ last, first, born }: MadePupil) => ({ Nachname: last, Vorname: first, Geburtsdatum: germanDay(born) });

/**
 * A set of SchILD-NRW's text interface: separator `|`, no quotes, dates TT.MM.JJJJ.
 *
 * @param options.encoding  Windows-1252 as SchILD 2 writes, UTF-8 with a mark as SchILD 3 does
 * @param options.withIds  `Schueler_IDs.dat`, which only newer versions write
 */
export function schildFiles(
  school: MadeSchool,
  { encoding, withIds }: { encoding: 'windows-1252' | 'utf-8-bom'; withIds: boolean },
): TestFile[] {
  const leadOf = (className: string) => school.teachers.find(({ lead }) => lead === className)?.short ?? '';
  const both = school.teachers.map(({ short }) => short);
  const term = { Jahr: '2026', Abschnitt: '1' };
  const child = (id: number) => school.pupils.find((pupil) => pupil.id === id);
  const files: Record<string, string[]> = {
    'Jahrgaenge.dat': ['InternKrz|StatistikKrz|Gliederung', '05|05|***'],
    'Faecher.dat': [
      'InternKrz|StatistikKrz|Bezeichnung|BezeichnungZeugnis|BezeichnungÜZeugnis|Unterrichtssprache|Sortierung S1|Sortierung S2|Gewichtung',
      'M|M|Mathematik|Mathematik|Mathematik|D|1|1|1',
      'KU|KU|Kunst|Kunst|Kunst|D|2|2|1',
    ],
    'Klassen.dat': [
      'InternBez|StatistikBez|SonstigeBez|Jahrgang|Folgeklasse|Klassenlehrer|OrgForm|Klassenart|Gliederung|Fachklasse|Jahr|Abschnitt',
      ...school.classes.map((name) => `${name}|0${name.toUpperCase()}|0${name.toUpperCase()}|05|06|${leadOf(name)}|1|RK|***||2026|1`),
    ],
    'Lehrkraefte.dat': [
      teacherColumns,
      ...school.teachers.map(({ id, short, last, first, gender }) =>
        row(teacherColumns, {
          InternKrz: short,
          Nachname: last,
          Vorname: first,
          Geschlecht: gender,
          'dienstl. E-Mail': `${id}@example.org`,
        }),
      ),
    ],
    'Kurse.dat': [
      'KursBez|Klasse|Jahr|Abschnitt|Jahrgang|Fach|Kursart|Wochenstd.|Wochenstd. KL|Kursleiter|Epochenunterricht|Schulnr|Wochenstd. ZK|Zusatzkraft',
      ...school.classes.map((name) => `|${name}|2026|1|05|M|PUK|4|4|${leadOf(name)}|N|||`),
      `${club}||2026|1|05|KU|AGGT|2|2|${both[0]}|N||2|${both[1]}`,
    ],
    'SchuelerBasisdaten.dat': [
      basics,
      ...school.pupils.map((pupil) =>
        row(basics, {
          ...keyOf(pupil),
          ...term,
          Geschlecht: pupil.gender,
          Status: '2',
          Jahrgang: '05',
          Klasse: pupil.className,
          Konfession: 'geheim',
        }),
      ),
    ],
    'SchuelerErzieher.dat': [
      guardianColumns,
      ...school.guardians.flatMap(({ last, first, gender, street, children }) =>
        children.flatMap((id) => {
          const pupil = child(id);
          if (pupil === undefined) return [];
          const person = { 'Anrede 1.Person': gender === 'w' ? 'Frau' : 'Herr', 'Nachname 1.Person': last, 'Vorname 1.Person': first };
          return row(guardianColumns, {
            ...keyOf(pupil),
            ...person,
            Erzieherart: 'Eltern',
            Straße: street,
            PLZ: '26121',
            Ort: 'Oldenburg',
          });
        }),
      ),
    ],
    'SchuelerLeistungsdaten.dat': [
      gradeColumns,
      ...school.pupils.flatMap((pupil) => {
        const lead = leadOf(pupil.className);
        const lesson = row(gradeColumns, {
          ...keyOf(pupil),
          ...term,
          Fach: 'M',
          Fachlehrer: lead,
          Kursart: 'PUK',
          Jahrgang: '05',
          Note: '2',
        });
        const inClub = { Fach: 'KU', Fachlehrer: both[0] ?? '', Kursart: 'AGGT', Kurs: club, Zusatzkraft: both[1] ?? '', Jahrgang: '05' };
        return pupil.inClub ? [lesson, row(gradeColumns, { ...keyOf(pupil), ...term, ...inClub })] : [lesson];
      }),
    ],
  };
  if (withIds)
    files['Schueler_IDs.dat'] = [
      'Nachname|Vorname|Geburtsdatum|ID',
      ...school.pupils.map((pupil) => `${pupil.last}|${pupil.first}|${germanDay(pupil.born)}|${4000 + pupil.id}`),
    ];
  return Object.entries(files).map(([name, lines]) => ({ name, bytes: encoded(`${lines.join('\r\n')}\r\n`, encoding) }));
}
