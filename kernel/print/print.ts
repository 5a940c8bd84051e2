import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { lanes } from '#kernel/admission/lanes.ts';
import type { LetterParts } from './letter.ts';
import type { PrintPage } from './print-page.ts';

/** A PDF on A4. Letters are laid out in the thread too, drawing of QR codes included. */
export type PrintDocument = {
  title: string;
  /** BCP 47, for screen readers. */
  language: string;
  pages: readonly (PrintPage | { letter: LetterParts })[];
};

const limitMegabytes = 1024;

/** No print takes this long; one that does would hold its place for ever. */
const limitSeconds = 180;

/** 1,200 letters were measured at 0.6 GB; beyond this a print would end for want of memory. A school prints by class. */
const mostPages = 1500;

/**
 * Makes a PDF in a thread of its own: about 0.3 s and 10 ms per page, in which the server goes on answering. Some at once; the rest waits in its lane.
 *
 * @param document  or what makes it once there is a place for it: what is written for a print must not be in vain
 * @param of  whose print it is: one person has one at once
 * @returns the bytes as they come; destroying the stream ends the work
 * @throws RangeError for more than 1,500 pages · `kernel.busy` (503) when too many prints wait
 * @throws before the first byte whatever the pages cannot be laid out for; later faults are `error` of the stream
 */
export function printPdf(document: PrintDocument | (() => Promise<PrintDocument>), of?: string): Promise<Readable> {
  return new Promise((resolve, reject) => {
    const print = async () => {
      const made = typeof document === 'function' ? await document() : document;
      if (made.pages.length > mostPages) throw new RangeError(`at most ${mostPages} pages in one print`);
      const over = Promise.withResolvers<void>();
      resolve(await startThread(made, over.resolve));
      await over.promise; // its place is free when the thread has ended, not when the first bytes came
    };
    lanes.prints.run(print, of).catch(reject);
  });
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
