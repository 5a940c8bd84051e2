import { Gauge, type Registry } from 'prom-client';
import { laneStates } from './lane.ts';

/** Shows each lane of this process: how much is at work, how much waits, how much was refused since it began. Kinds of work, never persons. */
export function addLaneMetrics(register: Registry): void {
  new Gauge({
    name: 'schulhof_lane',
    help: 'Dear work by lane: at work, waiting, refused since the process began',
    labelNames: ['lane', 'state'],
    registers: [register],
    collect() {
      for (const { name, atWork, waiting, refused } of laneStates()) {
        this.set({ lane: name, state: 'at_work' }, atWork);
        this.set({ lane: name, state: 'waiting' }, waiting);
        this.set({ lane: name, state: 'refused' }, refused);
      }
    },
  });
}
