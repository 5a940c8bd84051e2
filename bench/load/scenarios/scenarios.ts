import type { Result } from '../../result.ts';
import type { Stretch } from './stretch.ts';

type Say = (line: string) => void;

/** A day at the door, played and measured. */
export interface Scenario {
  summary: string;
  measure(stretch: Stretch, say: Say): Promise<Result[]>;
}

/** Everything that is played at the door, by name. What each needs is loaded when it is asked for. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  morning: {
    summary: 'a school of 1,200 signs in within 5 minutes',
    measure: async (stretch, say) => (await import('./morning.ts')).measureMorning(stretch, say),
  },
  city: {
    summary: 'of 52,000 accounts 47 % come within 15 minutes, the busiest minute four times the mean; twice, for 30 minutes',
    measure: async (stretch, say) => (await import('./city.ts')).measureCity(stretch, say),
  },
  flood: {
    summary: '10 times the capacity measured in the same run for 60 s, beside people at work',
    measure: async (stretch, say) => (await import('./flood.ts')).measureFlood(stretch, say),
  },
  restart: {
    summary: 'two processes start anew one after the other (SIGHUP) at 80 % of their capacity',
    measure: async (stretch, say) => (await import('./restart.ts')).measureRestart(stretch, say),
  },
  slow: {
    summary: 'a slow database, a full disk, Redis gone, one after the other, beside people at work',
    measure: async (stretch, say) => (await import('./slow.ts')).measureSlow(stretch, say),
  },
  capacity: {
    summary: 'how many returning devices reach the filled start page per second, and how many new sign-ins',
    measure: async (stretch, say) => (await import('./capacity.ts')).measureCapacity(stretch, say),
  },
};
