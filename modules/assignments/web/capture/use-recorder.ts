import { useCallback, useEffect, useRef, useState } from 'react';
import { forgetBlob, keepBlob, keptBlobs } from '#kernel/web/kept-blobs.ts';
import { longestSeconds, openDevices, pieceOf, type RecordKind, recorderOf, recordType } from './recording.ts';

/** Why nothing can be recorded. */
export type RecordFault = 'unsupported' | 'refused' | 'noDevice' | 'failed';

export interface Recorder {
  state: 'ready' | 'asking' | 'recording' | 'paused' | 'done';
  fault: RecordFault | null;
  /** Recorded so far. */
  seconds: number;
  /** While recording: what microphone and camera give. */
  stream: MediaStream | null;
  /** Once done. */
  piece: Blob | null;
  start: () => void;
  pause: () => void;
  goOn: () => void;
  stop: () => void;
  /** Forgets what was recorded. */
  discard: () => void;
}

const faults: Record<string, RecordFault> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'noDevice',
  OverconstrainedError: 'noDevice',
};

/**
 * Records with microphone or camera, at most as long as `longestSeconds`; what was recorded is kept on this device until it is taken or thrown away.
 *
 * @param place  begins the key under which it is kept
 */
export function useRecorder(kind: RecordKind, place: string): Recorder {
  const [state, setState] = useState<Recorder['state']>('ready');
  const [fault, setFault] = useState<RecordFault | null>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [piece, setPiece] = useState<Blob | null>(null);
  const [seconds, setSeconds] = useState(0);
  const recorder = useRef<MediaRecorder | null>(null);
  /** Recorded before the last pause, and since when it goes on (ms of this page). */
  const time = useRef({ beforeMs: 0, since: 0 });
  const key = `${place}/piece`;
  /** The panel was closed, maybe while the browser still asked. */
  const gone = useRef(false);

  const recordedMs = useCallback(
    () => time.current.beforeMs + (recorder.current?.state === 'recording' ? performance.now() - time.current.since : 0),
    [],
  );
  const stop = useCallback(() => {
    if (recorder.current !== null && recorder.current.state !== 'inactive') {
      time.current.beforeMs = recordedMs();
      recorder.current.stop();
    }
  }, [recordedMs]);
  const start = async () => {
    const type = recordType(kind);
    if (type === null) return setFault('unsupported');
    setFault(null);
    setState('asking');
    try {
      const opened = await openDevices(kind);
      if (gone.current) return release(opened);
      const made = recorderOf(opened, type);
      const chunks: Blob[] = [];
      made.ondataavailable = ({ data }) => chunks.push(data);
      made.onstop = () => {
        release(opened);
        setStream(null);
        void pieceOf(chunks, type, time.current.beforeMs / 1000).then((whole) => {
          void keepBlob(key, whole, { seconds: time.current.beforeMs / 1000 });
          setPiece(whole);
          setState('done');
        });
      };
      recorder.current = made;
      time.current = { beforeMs: 0, since: performance.now() };
      made.start(1000);
      setSeconds(0);
      setStream(opened);
      setState('recording');
    } catch (error) {
      setState('ready');
      setFault(faults[error instanceof DOMException ? error.name : ''] ?? 'failed');
    }
  };
  useEffect(() => {
    if (state !== 'recording') return;
    const timer = setInterval(() => {
      setSeconds(recordedMs() / 1000);
      if (recordedMs() >= longestSeconds[kind] * 1000) stop();
    }, 250);
    return () => clearInterval(timer);
  }, [state, kind, stop, recordedMs]);
  useEffect(() => {
    void keptBlobs(key).then(([kept]) => {
      if (kept === undefined) return;
      setPiece(kept.blob);
      setState('done');
    });
  }, [key]);
  // leaving the page ends the recording and keeps it
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
      stop();
    };
  }, [stop]);

  return {
    state,
    fault,
    seconds,
    stream,
    piece,
    start: () => void start(),
    pause: () => {
      time.current.beforeMs = recordedMs();
      recorder.current?.pause();
      setState('paused');
    },
    goOn: () => {
      recorder.current?.resume();
      time.current.since = performance.now();
      setState('recording');
    },
    stop,
    discard: () => {
      void forgetBlob(key);
      setPiece(null);
      setState('ready');
      setSeconds(0);
    },
  };
}

/** Lets go of microphone and camera: their lamps go out. */
function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
