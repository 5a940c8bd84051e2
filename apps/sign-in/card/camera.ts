import { el } from '../dom.ts';
import { say } from './say.ts';

/** The part of the Shape Detection API (W3C) used here; not in every browser, and not in TypeScript's library. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorMaker = (new (options: { formats: string[] }) => Detector) & { getSupportedFormats(): Promise<string[]> };

function maker(): DetectorMaker | undefined {
  // looked up by name, since browsers without it have no such global
  return (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
}

/** Whether this browser can read QR codes with its camera by itself. */
export async function canScan(): Promise<boolean> {
  const formats = await maker()
    ?.getSupportedFormats()
    .catch((): string[] => []);
  return formats?.includes('qr_code') === true && navigator.mediaDevices !== undefined;
}

const everyMilliseconds = 250;

/**
 * A button that switches the camera on and looks for a card. The picture stays in this page: nothing is sent or kept.
 *
 * @param found  gets what a QR code says; returns false when it is no card, and the looking goes on
 */
export function camera(found: (text: string) => boolean): HTMLElement {
  const video = el('video', { class: 'camera', playsinline: true, muted: true, hidden: true, 'aria-label': say('cameraLabel') });
  const problem = el('p', { class: 'problem', role: 'alert' });
  const button = el('button', { type: 'button', class: 'plain' }, say('camera'));
  let stream: MediaStream | undefined;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.hidden = true;
    button.textContent = say('camera');
  };
  const look = async (detector: Detector) => {
    while (stream !== undefined && video.isConnected) {
      const codes = await detector.detect(video).catch(() => []);
      if (codes.some(({ rawValue }) => found(rawValue))) break;
      await new Promise((resolve) => setTimeout(resolve, everyMilliseconds));
    }
    stop();
  };
  const start = async () => {
    const Detector = maker();
    if (Detector === undefined) return;
    problem.textContent = '';
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      button.textContent = say('cameraOff');
      void look(new Detector({ formats: ['qr_code'] }));
    } catch {
      stop();
      problem.textContent = say('cameraFailed');
    }
  };
  button.addEventListener('click', () => (stream === undefined ? void start() : stop()));
  addEventListener('pagehide', stop);
  return el('div', { class: 'scan' }, button, video, problem);
}
