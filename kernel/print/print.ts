import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { LetterParts } from './letter.ts';
import type { PrintPage } from './print-page.ts';

/** A PDF on A4. Letters are laid out in the thread too, drawing of QR codes included. */
export type PrintDocument = {
  title: string;
  /** BCP 47, for screen readers. */
  language: string;
  pages: readonly (PrintPage | { letter: LetterParts })[];
};

/** Each print takes up to some 300 MB while it runs; more at once wait in line. */
const printsAtOnce = 2;
const limitMegabytes = 1024;

/** No print takes this long; one that does would hold its place for ever. */
const limitSeconds = 180;

/** 1,200 letters were measured at 0.6 GB; beyond this a print would end for want of memory. A school prints by class. */
const mostPages = 1500;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Makes a PDF in a thread of its own: about 0.3 s and 10 ms per page, in which the server goes on answering.
 *
 * @returns the bytes as they come; destroying the stream ends the work
 * @throws RangeError for more than 1,500 pages
 * @throws before the first byte whatever the pages cannot be laid out for; later faults are `error` of the stream
 */
export async function printPdf(document: PrintDocument): Promise<Readable> {
  if (document.pages.length > mostPages) throw new RangeError(`at most ${mostPages} pages in one print`);
  if (running >= printsAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;

  let isOver = false;
  // The place in the line goes to the next one as it is, so `running` stays.
  const leave = () => {
    if (isOver) return;
    isOver = true;
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  try {
    return await startThread(document, leave);
  } catch (fault) {
    leave();
    throw fault;
  }
}

/** Resolves with the first bytes, when nothing can go wrong with the pages any more. */
function startThread(document: PrintDocument, onEnd: () => void): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./print-thread.ts', import.meta.url), {
      workerData: document,
      resourceLimits: { maxOldGenerationSizeMb: limitMegabytes },
    });
    const stream = new Readable({
      read() {},
      destroy(fault, done) {
        thread.terminate().then(() => done(fault), done);
      },
    });
    let isGivenOut = false;
    // Before the first bytes nobody holds the stream: a fault of its own would find no listener and end the server.
    const fail = (fault: Error) => (isGivenOut ? stream.destroy(fault) : reject(fault));

    const limit = setTimeout(() => {
      fail(new Error(`the print took longer than ${limitSeconds} s`));
      thread.terminate();
    }, limitSeconds * 1000);

    thread.on('message', (chunk: Uint8Array) => {
      stream.push(chunk);
      isGivenOut = true;
      resolve(stream);
    });
    thread.on('error', (fault) => fail(fault instanceof Error ? fault : new Error(String(fault))));
    thread.on('exit', (code) => {
      clearTimeout(limit);
      onEnd();
      if (code === 0 && isGivenOut) stream.push(null);
      else fail(new Error(`the print ended early (exit ${code})`)); // without effect after an error, or when the reader gave up
    });
  });
}
