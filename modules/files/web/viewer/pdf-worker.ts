// pdf.js reads the document away from the page. The build for older browsers, since schools keep their tablets long.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
