/** Who hears what in this process. */
export interface Words {
  hear(channel: string, listen: (message: string) => void): void;
  say(channel: string, message: string): void;
}

/** The listeners of one process by channel. */
export function localWords(): Words {
  const channels = new Map<string, ((message: string) => void)[]>();
  return {
    hear: (channel, listen) => void channels.set(channel, [...(channels.get(channel) ?? []), listen]),
    say: (channel, message) => {
      for (const listen of channels.get(channel) ?? []) listen(message);
    },
  };
}
