/** A made-up task with what pupils hand in for it. */
export interface Topic {
  title: string;
  body: string;
  /** Plain texts, each an answer to this very task. */
  handIns: readonly string[];
  /** What teachers answer to this task alone; besides `answerTexts`. */
  answers?: readonly string[];
}

const topic = (title: string, paragraphs: readonly string[], handIns: readonly string[], answers: readonly string[] = []): Topic => ({
  title,
  body: paragraphs.map((text) => `<p>${text}</p>`).join(''),
  handIns,
  answers,
});

/** Tasks by short name of the subject; every other subject takes from `others`. */
export const topics: Readonly<Record<string, readonly Topic[]>> = {
  M: [
    topic(
      'Terme vereinfachen',
      [
        'Bearbeite <strong>Aufgabe 1 bis 3</strong> auf dem Arbeitsblatt.',
        'Schreibe jeden Schritt auf und begründe Aufgabe 3 in einem Satz.',
      ],
      [
        '1a) 5x + 2\n1b) a + 8\n1c) 7x - 3\n\nMan muss die Klammer mit jedem Teil malnehmen.',
        '1a) 3x + 5 - x + 2 = 2x + 7\n1b) a + 8\n2) 4y - 6\n\n3) Gleiche Buchstaben darf man zusammenzählen, verschiedene nicht.',
      ],
      ['Schön begründet. Achte noch auf die Klammer bei 1c.'],
    ),
    topic(
      'Kopfrechnen im Alltag',
      ['Suche drei Preise und runde sie sinnvoll. Schreibe auf, wie du gerechnet hast.'],
      [
        'Brot 3,79 €, ungefähr 4 €. Käse 2,29 €, ungefähr 2 €. Saft 1,95 €, ungefähr 2 €. Zusammen etwa 8 €, genau sind es 8,03 €.',
        'Heft 0,89 € ≈ 1 €, Stift 2,49 € ≈ 2,50 €, Block 3,19 € ≈ 3 €. Das macht 6,50 €. Genau: 6,57 €.',
      ],
    ),
    topic(
      'Lineare Funktionen zeichnen',
      ['Zeichne die drei Graphen in ein Koordinatensystem und lies die Schnittpunkte ab.'],
      [
        'f und g schneiden sich in (2 | 3), g und h in (-1 | 0). f und h haben keinen Schnittpunkt, weil beide die Steigung 2 haben.',
        'Schnittpunkte: (2 | 3) und (-1 | 0). Die Zeichnung ist im Heft, ein Kästchen ist 1.',
      ],
    ),
    topic(
      'Brüche vergleichen',
      ['Ordne die Brüche der Größe nach. Ein Foto vom Heft genügt.'],
      [
        '1/4 < 1/3 < 3/8 < 1/2 < 5/6. Ich habe alle auf 24 erweitert.',
        '1/4, 1/3, 3/8, 1/2, 5/6. Bei 3/8 war ich erst nicht sicher, dann habe ich 9/24 und 8/24 verglichen.',
      ],
    ),
  ],
  D: [
    topic(
      'Eine Szene weiterschreiben',
      ['Lies die Szene noch einmal und schreibe, wie sie weitergeht (eine halbe Seite).'],
      [
        'Die Tür ging auf, und niemand stand davor. „Das ist der Wind“, sagte Lene, aber sie trat einen Schritt zurück. Auf der Matte lag ein nasser Brief ohne Absender.',
        'Er sagte lange nichts. Dann nahm er die Mütze vom Haken und ging. Erst auf der Brücke merkte er, dass er den Schlüssel vergessen hatte.',
      ],
    ),
    topic(
      'Zeitungsbericht kürzen',
      ['Kürze den Bericht auf fünf Sätze. Die W-Fragen bleiben beantwortet.'],
      [
        'Am Samstag hat in der Altstadt der neue Spielplatz eröffnet. Gebaut hat ihn die Stadt mit dem Geld einer Stiftung. Zwei Jahre lang konnten Kinder Ideen einreichen. Am Ende wurde es ein Klettergarten. Offen ist er jeden Tag bis acht Uhr.',
        'Ein Sturm hat am Dienstag im Stadtpark sieben Bäume umgeworfen. Verletzt wurde niemand. Die Feuerwehr war die ganze Nacht dort. Der Park bleibt eine Woche zu. Im Herbst wird nachgepflanzt.',
      ],
    ),
    topic(
      'Gedicht: Bilder finden',
      ['Schreibe zwei sprachliche Bilder heraus und erkläre sie.'],
      [
        '„Der Abend legt sein Kleid ab“: Der Abend ist wie ein Mensch, der schlafen geht; gemeint ist, dass es dunkel wird. „Silberne Straße“: Das ist der Fluss im Mondlicht.',
        '1. „Die Bäume flüstern“ ist eine Personifikation, man hört den Wind in den Blättern. 2. „ein Meer aus Dächern“ ist eine Metapher, weil man kein Ende sieht.',
      ],
    ),
  ],
  E: [
    topic(
      'My favourite place',
      ['Write 80 to 120 words about a place you like.', 'Use at least <em>five adjectives</em>.'],
      [
        'I like the old harbour. It is quiet, wide and a bit windy. In summer we swim there, and in winter we drink hot chocolate in the small café.',
        'My favourite place is the library near our house. It is warm and calm, and it smells of old books. I go there every Friday.',
      ],
    ),
    topic(
      'Unit 3: irregular verbs',
      ['Learn the verbs and write one sentence with each of them.'],
      [
        'I went to the cinema. We bought two tickets. She took a picture. He forgot his key. They came home late.',
        'My brother broke his bike. I have never seen a whale. We ate pizza. She wrote a long letter.',
      ],
    ),
    topic(
      'A letter to a pen friend',
      ['Answer the letter in your book and hand in a photo or the text.'],
      [
        'Dear Tom, thank you for your letter. I live in a small town and I play handball. Do you have any pets? Please write back soon!',
        'Dear Amy, it was great to hear from you. Our school starts at eight, much earlier than yours. What do you do at the weekend?',
      ],
    ),
  ],
  BI: [
    topic(
      'Blattquerschnitt beschriften',
      ['Beschrifte die Zeichnung und erkläre, wozu die Spaltöffnungen da sind.'],
      [
        'Von oben: Kutikula, obere Epidermis, Palisadengewebe, Schwammgewebe, untere Epidermis. Durch die Spaltöffnungen kommt Kohlenstoffdioxid hinein und Wasserdampf hinaus.',
        'Die Spaltöffnungen sind unten am Blatt. Sie gehen zu, wenn es sehr trocken ist, damit die Pflanze nicht zu viel Wasser verliert.',
      ],
    ),
    topic(
      'Nahrungskette im Wald',
      ['Zeichne eine Nahrungskette mit mindestens vier Gliedern.'],
      [
        'Eichenblatt → Raupe → Kohlmeise → Sperber.',
        'Haselnuss → Waldmaus → Fuchs → Adler. Die Haselnuss ist der Erzeuger, alle anderen sind Verbraucher.',
      ],
    ),
  ],
  GE: [
    topic(
      'Quelle befragen',
      ['Beantworte zur Quelle: Wer schreibt an wen, wann und warum?'],
      [
        'Die Quelle ist ein Brief. Geschrieben hat ihn ein Kaufmann an seinen Bruder, weil er Geld brauchte.',
        'Ein Kaufmann schreibt 1623 seinem Bruder. Er bittet um Geld, weil seine Ware auf dem Weg verloren ging. Ob das stimmt, kann man nicht prüfen.',
      ],
    ),
    topic(
      'Zeitleiste',
      ['Trage die fünf Ereignisse in die Zeitleiste ein.'],
      [
        '1492, 1517, 1618, 1648, 1789. Zwischen dem vierten und dem fünften liegt am meisten Zeit.',
        'Eingetragen: Fahrt des Kolumbus, Reformation, Beginn und Ende des Dreißigjährigen Krieges, Französische Revolution.',
      ],
    ),
  ],
};

/** For every other subject: nothing in them belongs to one subject alone. */
export const others: readonly Topic[] = [
  topic(
    'Zusammenfassung der Stunde',
    ['Fasse in fünf Sätzen zusammen, was heute neu war.'],
    [
      'Neu war heute, dass man zuerst genau hinsieht und erst dann urteilt. Wir haben das an zwei Beispielen geübt. Das erste war leicht. Beim zweiten waren wir uns nicht einig. Am Ende haben wir abgestimmt.',
      'Wir haben das neue Thema angefangen. Zuerst gab es ein Bild, dann einen kurzen Text. Drei Wörter waren mir neu. Danach haben wir in Gruppen gearbeitet. Unsere Gruppe stellt nächste Stunde vor.',
    ],
  ),
  topic(
    'Fragen sammeln',
    ['Lies die beiden Seiten und schreibe drei Fragen auf, über die wir sprechen sollten.'],
    [
      '1. Woher weiß man das eigentlich? 2. War das immer schon so? 3. Gilt das auch heute noch?',
      '1. Warum steht im zweiten Absatz das Gegenteil vom ersten? 2. Wer hat das zuerst gesagt? 3. Was hat das mit uns zu tun?',
    ],
  ),
  topic(
    'Arbeitsblatt bearbeiten',
    ['Bearbeite das Arbeitsblatt und gib es als Foto oder Text ab.'],
    [
      'Ich habe alles bearbeitet, aber bei der letzten Aufgabe war ich nicht sicher.',
      'Fertig. Für die zweite Aufgabe habe ich im Buch nachgelesen, die dritte war leicht.',
    ],
  ),
];

/** What a whole class gets. */
export const outing: Topic = topic(
  'Wandertag: Packliste lesen',
  ['Lies die Packliste und schreibe, was dir noch fehlt.'],
  [
    'Mir fehlt noch die Regenjacke, sonst habe ich alles.',
    'Eine Trinkflasche brauche ich noch. Feste Schuhe habe ich.',
    'Mir fehlt nichts.',
  ],
);

/** Where a file is attached nothing may be written. */
export const fileOnly = '';

/** What teachers answer to anything. */
export const answerTexts = [
  'Sauber gearbeitet, alles richtig.',
  'Der Anfang ist gelungen. Schreibe beim nächsten Mal etwas ausführlicher.',
  'Gute Ideen. Lies den Text vor dem Abgeben noch einmal laut.',
  'Das reicht so. Den Rest besprechen wir in der Stunde.',
] as const;
