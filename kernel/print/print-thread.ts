import { parentPort, workerData } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import { setBothDirections } from './both-directions.ts';
import { fontFolder, fonts } from './fonts.ts';
import { letter } from './letter.ts';
import type { PrintDocument } from './print.ts';

// The layout of a hundred pages takes a second of pure computing: done here, the server goes on answering.

// Given by printPdf, which takes nothing else.
const document = workerData as PrintDocument;
const port = parentPort;
if (port === null) throw new Error('print-thread.ts runs in a thread of print.ts only');

setBothDirections();
pdfmake.setFonts(fonts);
// Pages hold what people wrote: nothing in them may fetch an address or read a file of the server.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fontFolder));

const pages = document.pages.map((page) => ('letter' in page ? letter(page.letter) : page));
const pdf = await pdfmake
  .createPdf({
    pageSize: 'A4',
    content: pages.map(({ content, margins, footer }) => ({ section: content, pageMargins: margins, footer: footer ?? null })),
    defaultStyle: { font: 'sans', fontSize: 10, lineHeight: 1.15 },
    info: { title: document.title, creator: 'Schulhof', producer: 'Schulhof' },
    language: document.language,
    displayTitle: true,
    version: '1.7',
  })
  .getStream();

// The PDF is written in thousands of crumbs; a message each would cost the server more than the print is worth.
const messageBytes = 256 * 1024;
let crumbs: Uint8Array[] = [];
let size = 0;

function send() {
  if (size > 0) port?.postMessage(Buffer.concat(crumbs));
  crumbs = [];
  size = 0;
}

pdf.on('data', (crumb: Uint8Array) => {
  crumbs.push(crumb);
  size += crumb.length;
  if (size >= messageBytes) send();
});
pdf.on('end', send);
pdf.end();
