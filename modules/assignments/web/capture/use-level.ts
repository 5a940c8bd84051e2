import { useEffect, useState } from 'react';

const everyMs = 100;

/** How loud it is, 0 to 1, while there is a stream: so that one sees that the microphone hears. */
export function useLevel(stream: MediaStream | null): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (stream === null || typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      const loudest = wave.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      setLevel(Math.min(1, Math.sqrt(loudest))); // ears hear by ratios
    }, everyMs);
    return () => {
      clearInterval(timer);
      void context.close();
      setLevel(0);
    };
  }, [stream]);
  return level;
}
