/** Cost of letting somebody in, by line, beside that of a device that comes back. */
export const costs = { returning: 1, new: 4 } as const;

/** What may be let in, in costs per second: never so little that a class could not come in at once, whatever the machine does beside. */
const least = 40;
const most = 40_000;
/** A process that knows nothing of itself yet: 150 sign-ins a second. */
export const firstPace = 600;
/** Room for who comes at the same moment, in seconds of the pace: at the first pace a class and a half. More at once would be felt by people at work. */
export const roomSeconds = 0.3;

/**
 * The pace after some tenths of a second: steady where a mark of headroom is just reached, quickly down beyond it, up while it is the pace that holds people back.
 *
 * @param pressure  1 where a mark of headroom is reached
 * @param wanted  whether somebody waits, or all there was has been used
 * @param tenths  of a second since the last time: a process that gets no turn itself looks less often, and must not be slower to give way
 */
export function nextPace(pace: number, pressure: number, wanted: boolean, tenths = 1): number {
  if (pressure < 1 && !wanted) return Math.max(pace, firstPace);
  const factor = pressure < 1 ? 1 + (1 - pressure) / 20 : Math.max(0.92, 1 + (1 - pressure) / 15);
  return Math.min(most, Math.max(least, pace * factor ** (factor < 1 ? Math.min(10, tenths) : Math.min(1, tenths))));
}
