/** What several processes share: words to all, and numbers. Nothing in it is kept for good: when it is away, each process goes on alone. */
export interface Joined {
  /** Says something to every process, this one included and at once. A lost word must never cost more than a look-again. */
  tell(channel: string, message: string): void;
  hear(channel: string, listen: (message: string) => void): void;
  /** Adds to a number all share and returns the sum; forgotten `seconds` after the last addition. */
  add(key: string, by: number, seconds: number): Promise<number>;
  /** Makes a number at least so high, and returns it; forgotten as by `add`. */
  raise(key: string, to: number, seconds: number): Promise<number>;
  /** True for the first who claims this within so many seconds. */
  claim(key: string, seconds: number): Promise<boolean>;
  /** Whether the others can be reached now. */
  joined(): boolean;
  /** Calls after words of others may have been lost: look again at what matters. */
  afterGap(listen: () => void): void;
  close(): Promise<void>;
}

/** One thing done to a shared number; its answer is the number. A claim counts the claims: 1 is the first. */
export type Act =
  | { readonly do: 'add'; readonly key: string; readonly by: number; readonly seconds: number }
  | { readonly do: 'raise'; readonly key: string; readonly to: number; readonly seconds: number }
  | { readonly do: 'claim'; readonly key: string; readonly seconds: number };
