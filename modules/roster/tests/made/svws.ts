import { gzipSync } from 'node:zlib';
import type { TestFile } from '../upload.ts';
import type { MadeSchool } from './school.ts';

const classIdOf = ({ classes }: MadeSchool, name: string) => 50 + classes.indexOf(name);
/** Lessons of a class have the number of the class, the club 999. */
const lessonId = (classId: number) => 900 + classId;
const clubId = 999;

/** The JSON of the SVWS server for learning platforms (`svws-core/…/lernplattform/v1`), packed as the server packs it. */
export function svwsFile(school: MadeSchool): TestFile[] {
  const file = {
    revision: 1,
    lernplattformId: 1,
    lernplattformBezeichnung: 'Schulhof',
    schulnummer: 123456,
    schuljahr: 2026,
    schuljahresabschnitt: 1,
    schulbezeichnung: 'Made up',
    mailadresse: 'schule@example.org',
    jahrgaenge: [{ id: 5, kuerzel: '05', kuerzelAnzeige: '5', bezeichnung: '5. Jahrgang' }],
    klassen: school.classes.map((name) => ({
      id: classIdOf(school, name),
      kuerzel: `0${name.toUpperCase()}`,
      kuerzelAnzeige: name,
      idJahrgang: 5,
      idsKlassenlehrer: school.teachers.filter(({ lead }) => lead === name).map(({ id }) => id),
    })),
    lehrer: school.teachers.map(({ id, short, last, first, gender }) => ({
      id,
      kuerzel: short,
      nachname: last,
      vorname: first,
      geschlecht: gender,
      eMailDienstlich: `${id}@example.org`,
      lernplattformlogin: { Benutzername: null, Initialpasswort: 'geheim' },
    })),
    faecher: [
      { id: 7, kuerzel: 'M', kuerzelAnzeige: 'M' },
      { id: 8, kuerzel: 'KU', kuerzelAnzeige: 'KU' },
    ],
    lerngruppen: [
      ...school.classes.map((name) => ({
        id: lessonId(classIdOf(school, name)),
        idIntern: classIdOf(school, name),
        idFach: 7,
        idKursart: null,
        bezeichnung: 'M',
        kursartKuerzel: null,
        idsLehrer: school.teachers.filter(({ lead }) => lead === name).map(({ id }) => id),
        wochenstunden: 4,
      })),
      {
        id: clubId,
        idIntern: 77,
        idFach: 8,
        idKursart: 3,
        bezeichnung: 'KU-AG',
        kursartKuerzel: 'AGGT',
        idsLehrer: school.teachers.map(({ id }) => id),
        wochenstunden: 2,
      },
    ],
    schueler: school.pupils.map(({ id, last, first, gender, className, inClub }) => ({
      id,
      idJahrgang: 5,
      idKlasse: classIdOf(school, className),
      nachname: last,
      vorname: first,
      geschlecht: gender,
      status: 2,
      lernplattformlogin: { Benutzername: null, Initialpasswort: 'geheim' },
      idsLerngruppen: [lessonId(classIdOf(school, className)), ...(inClub ? [clubId] : [])],
    })),
  };
  return [{ name: 'lernplattform.json.gz', bytes: gzipSync(JSON.stringify(file)) }];
}

/** The same school as a note file (ENM): other names of fields, and courses stand at what a pupil is graded in. */
export function enmFile(school: MadeSchool): TestFile[] {
  const file = {
    enmRevision: 1,
    schulnummer: 123456,
    schuljahr: 2026,
    aktuellerAbschnitt: 1,
    faecher: [
      { id: 7, kuerzel: 'M', kuerzelAnzeige: 'M' },
      { id: 8, kuerzel: 'KU', kuerzelAnzeige: 'KU' },
    ],
    klassen: school.classes.map((name) => ({
      id: classIdOf(school, name),
      kuerzel: `0${name.toUpperCase()}`,
      kuerzelAnzeige: name,
      klassenlehrer: school.teachers.filter(({ lead }) => lead === name).map(({ id }) => id),
    })),
    lehrer: school.teachers.map(({ id, short, last, first, gender }) => ({
      id,
      kuerzel: short,
      nachname: last,
      vorname: first,
      geschlecht: gender,
      eMailDienstlich: `${id}@example.org`,
      passwordHash: 'geheim',
    })),
    lerngruppen: [
      ...school.classes.map((name) => ({
        id: lessonId(classIdOf(school, name)),
        kID: classIdOf(school, name),
        fachID: 7,
        kursartID: null,
        bezeichnung: 'M',
        kursartKuerzel: null,
        lehrerID: school.teachers.filter(({ lead }) => lead === name).map(({ id }) => id),
      })),
      {
        id: clubId,
        kID: 77,
        fachID: 8,
        kursartID: 3,
        bezeichnung: 'KU-AG',
        kursartKuerzel: 'AGGT',
        lehrerID: school.teachers.map(({ id }) => id),
      },
    ],
    schueler: school.pupils.map(({ id, last, first, gender, className, inClub }) => ({
      id,
      klasseID: classIdOf(school, className),
      nachname: last,
      vorname: first,
      geschlecht: gender,
      leistungsdaten: [lessonId(classIdOf(school, className)), ...(inClub ? [clubId] : [])].map((lerngruppenID) => ({
        lerngruppenID,
        note: '2',
        fehlstundenFach: 3,
      })),
    })),
  };
  return [{ name: 'enm.json', bytes: JSON.stringify(file) }];
}
