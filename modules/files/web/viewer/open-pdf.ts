import type { PDFDocumentProxy } from 'pdfjs-dist';
import { getDocument, PDFWorker, ResponseException } from 'pdfjs-dist/legacy/build/pdf.mjs';
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import qcms from 'pdfjs-dist/wasm/qcms_bg.wasm?url';
import { CallFailed } from '#kernel/web/call.ts';

export type { PDFDocumentProxy as Pdf, PDFPageProxy as PdfPageSource } from 'pdfjs-dist';
export { TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What the decoders of scans and colours are called by pdf.js, and where the build has put them. */
const decoders: Readonly<Record<string, string>> = { 'jbig2.wasm': jbig2, 'openjpeg.wasm': openjpeg, 'qcms_bg.wasm': qcms };

/** Hands pdf.js its own parts from our own origin; what is not among them (fonts nobody embedded) the device's fonts replace. */
class OwnParts {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const address = decoders[filename];
    if (address === undefined) throw new Error(`${filename} is not part of the build`);
    return new Uint8Array(await (await fetch(address)).arrayBuffer());
  }
}

/** A PDF being opened; `end` gives up or closes it, and frees its worker. */
export interface OpenedPdf {
  pdf: Promise<PDFDocumentProxy>;
  end: () => void;
}

/**
 * Opens a PDF by the parts that are looked at. Nothing in it runs: no scripts, no forms, no links, and the bytes are drawn by us, not by a
 * browser's viewer. The promise is refused with CallFailed when the server refuses, with pdf.js's own errors when it is no PDF or locked.
 */
export function openPdf(address: string): OpenedPdf {
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    url: new URL(address, location.origin).href,
    worker,
    rangeChunkSize: 262_144,
    disableAutoFetch: true,
    disableStream: true, // with ranges: a long document on a phone costs only the pages looked at
    useWorkerFetch: false,
    wasmUrl: 'own/',
    BinaryDataFactory: OwnParts,
    disableWorkerRendering: true,
    enableXfa: false,
    stopAtErrors: false,
  });
  const pdf = task.promise.catch((error: unknown) => {
    throw error instanceof ResponseException ? new CallFailed(error.status, codeOf(error.status), {}, '') : error;
  });
  const end = () => {
    void task
      .destroy()
      .catch(() => undefined) // given up while it was opening
      .finally(() => {
        worker.destroy();
        port.terminate();
      });
  };
  return { pdf, end };
}

function codeOf(status: number): string {
  if (status === 0) return 'kernel.offline';
  if (status === 423) return 'files.locked';
  return status === 404 ? 'kernel.not_found' : 'kernel.unavailable';
}
