import { beginMeasuring, type MeasuringUpload } from './measuring.ts';
import { beginMeasuringAside } from './measuring-aside.ts';

/** From here on an upload is hashed in a thread of its own: the server goes on answering. Below, a message costs more than it saves. */
const asideFromBytes = 8 * 1_048_576;

/** Begins to measure an upload of which so many bytes are announced. */
export function beginMeasuringUpload(announcedBytes: number): MeasuringUpload {
  return announcedBytes >= asideFromBytes ? beginMeasuringAside() : beginMeasuringHere();
}

function beginMeasuringHere(): MeasuringUpload {
  const measuring = beginMeasuring();
  return {
    get sizeBytes() {
      return measuring.sizeBytes;
    },
    add: async (pieces) => {
      for (const piece of pieces) measuring.add(piece);
    },
    measured: async () => measuring.measured(),
    forget: () => {},
  };
}
