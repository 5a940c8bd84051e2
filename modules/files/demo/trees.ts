/** A folder or a small text file of the demo city. */
export interface DemoEntry {
  name: string;
  part?: 'open' | 'read' | 'hand_in';
  /** Text of a file; absent: a folder. */
  text?: string;
  inside?: readonly DemoEntry[];
}

const file = (name: string, ...lines: string[]): DemoEntry => ({ name, text: `${lines.join('\n')}\n` });

/** The folder of the teacher's own that is shared with a course. */
export const sharedFolder = 'Briefe';

/** What somebody has of their own. */
export const ownTree: Readonly<Record<'teacher' | 'pupil', readonly DemoEntry[]>> = {
  teacher: [
    {
      name: 'Klausuren',
      inside: [
        {
          name: '2025-26',
          inside: [file('Erwartungshorizont 8.1.txt', 'Aufgabe 1: 12 Punkte', 'Aufgabe 2: 18 Punkte', 'Aufgabe 3: 10 Punkte')],
        },
        { name: '2026-27', inside: [file('Entwurf Klausur 1.txt', 'Terme und Gleichungen', '45 Minuten, ohne Rechner')] },
      ],
    },
    { name: sharedFolder, inside: [file('Elternbrief Wandertag.txt', 'Liebe Eltern,', 'am Donnerstag wandern wir zum Stausee.')] },
    file('Sitzplan 8b.csv', 'Reihe;Platz;Name', '1;1;Elif', '1;2;Theo'),
  ],
  pupil: [
    { name: 'Englisch', inside: [file('Vokabeln Unit 2.csv', 'english;deutsch', 'to borrow;ausleihen', 'to lend;verleihen')] },
    { name: 'Referate', inside: [file('Wölfe.txt', 'Gliederung', '1. Lebensraum', '2. Rudel', '3. Wölfe in Nordrhein-Westfalen')] },
    file('Bücherliste.txt', 'Tschick', 'Die Welle', 'Krabat'),
  ],
};

/** What lies in the space of a course. */
export const courseTree: readonly DemoEntry[] = [
  {
    name: 'Material',
    part: 'read',
    inside: [
      { name: 'Woche 1', inside: [file('Arbeitsblatt 1.txt', 'Name:', '1) Lies den Text zweimal.', '2) Schreibe drei Fragen dazu auf.')] },
      { name: 'Woche 2', inside: [file('Arbeitsblatt 2.txt', 'Name:', '1) Beantworte die Fragen deiner Nachbarin.')] },
      file('Formelsammlung.txt', '(a + b)² = a² + 2ab + b²', '(a - b)² = a² - 2ab + b²'),
    ],
  },
  {
    name: 'Referate abgeben',
    part: 'hand_in',
    inside: [file('So geht es.txt', 'Legt euer Referat hier ab. Ihr seht nur eure eigenen Dateien.')],
  },
  { name: 'Werkstatt', part: 'open', inside: [file('Ideen für das Plakat.txt', '- Zeitleiste', '- Karte', '- Rätsel')] },
];

/** What lies in the space of a class. */
export const classTree: readonly DemoEntry[] = [
  { name: 'Informationen', part: 'read', inside: [file('Klassenregeln.txt', '1. Wir hören einander zu.', '2. Wir helfen einander.')] },
  { name: 'Klassenfest', part: 'open', inside: [file('Wer bringt was mit.csv', 'Was;Wer', 'Saft;', 'Kuchen;')] },
];
