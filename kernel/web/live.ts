import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shellContract } from '#kernel/module/shell-contract.ts';
import { call, schoolOfPage } from './call.ts';
import { pauseMs } from './pause.ts';

/** The server restarts (WebSocket close code): everybody's line is closed within moments, and nobody is in a hurry. */
const serviceRestart = 1012;
const afterRestartMs = 8_000;

/** Looks at one topic are spread over this time, so that a school of 1,200 does not ask in the same instant. */
const spreadMs = 1500;

type Listener = () => void;

/**
 * The one live line of a page, `/api/<school>/live`. Topics are `module/name/id`. We say `{follow: topic}` and `{leave: topic}`; the server says `{look: topic}`
 * and nothing more: whoever follows asks again for what they may see. Opened with the first topic, closed after the last.
 */
class LiveLine {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #address: string;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #renewing: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(address: string) {
    this.#address = address;
    // the line is back: at once, spread over some moments, instead of waiting out a long pause
    addEventListener('online', () => {
      if (this.#socket !== null || this.#listeners.size === 0) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#open(), Math.random() * spreadMs);
    });
  }

  /** Calls `listener` some moments after each wake; the answer ends it. */
  follow(topic: string, listener: Listener): () => void {
    const there = this.#listeners.get(topic) ?? new Set();
    if (there.size === 0) {
      this.#listeners.set(topic, there);
      this.#say({ follow: topic });
    }
    there.add(listener);
    if (this.#socket === null) this.#open();
    return () => {
      there.delete(listener);
      if (there.size > 0) return;
      this.#listeners.delete(topic);
      this.#say({ leave: topic });
      if (this.#listeners.size === 0) this.#close();
    };
  }

  #say(message: object) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #open() {
    clearTimeout(this.#timer);
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.onopen = () => {
      const missedSome = this.#attempt > 0;
      for (const topic of this.#listeners.keys()) {
        this.#say({ follow: topic });
        if (missedSome) this.#wake(topic);
      }
    };
    socket.onmessage = (event) => {
      this.#attempt = 0; // only now: a line that is closed as soon as it opens must not be knocked at every second
      const { look } = JSON.parse(String(event.data)) as { look?: string }; // the server says {look} and {following}
      if (look !== undefined) this.#wake(look);
    };
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      if (this.#listeners.size === 0) return;
      this.#attempt += 1;
      if (code === 4401) this.#renew();
      const waitMs = code === serviceRestart ? Math.random() * afterRestartMs : pauseMs(this.#attempt);
      this.#timer = setTimeout(() => this.#open(), waitMs);
    };
  }

  /** A socket cannot renew the session; any request does. One at a time: it may stand in the line of a full server. */
  #renew() {
    this.#renewing ??= call(shellContract, {})
      .catch(() => {})
      .then(() => {
        this.#renewing = null;
      });
  }

  #close() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    this.#attempt = 0;
    socket?.close();
  }

  #wake(topic: string) {
    for (const listener of this.#listeners.get(topic) ?? []) setTimeout(listener, Math.random() * spreadMs);
  }
}

const lines = new Map<string, LiveLine>();

function lineOf(school: string): LiveLine {
  const known = lines.get(school);
  if (known !== undefined) return known;
  const line = new LiveLine(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/${school}/live`);
  lines.set(school, line);
  return line;
}

/** Asks again for the answers at `key` whenever `topic` wakes. Without topic it does nothing. */
export function useLook(topic: string | undefined, key: QueryKey): void {
  const client = useQueryClient();
  const place = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `place` is the key's content; the key itself is a new array each time
  useEffect(() => {
    if (topic === undefined) return;
    return lineOf(schoolOfPage()).follow(topic, () => void client.invalidateQueries({ queryKey: key }));
  }, [topic, place, client]);
}
