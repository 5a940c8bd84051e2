/** The load client in a process of its own: people come as planned, whatever the server answers. */
import { ready } from '@serenity-kit/opaque';
import { openSockets } from '../http/sockets.ts';
import type { Answered, Order, Report, Sent } from './orders.ts';
import type { Arrival } from './person.ts';
import { type Cast, play, press, type Stage, work } from './player.ts';
import { openRecorder } from './recording.ts';

/** Lines open at once; a process may have 20,000 files where this was written. */
const mostOpen = 8_000;
/** An answer that takes longer is one nobody waits for. */
const patienceMs = 20_000;

await ready;
process.once('disconnect', () => process.exit());
const cast: Cast = { new: [], returning: [], working: [] };
let stage: Stage | null = null;
const plan: Arrival[] = [];
let isOver = false;
let rest = (): void => {};

async function follow(order: Order): Promise<Report | null> {
  if (order.do === 'know') {
    cast[order.who].push(...order.people);
    return null;
  }
  if (order.do === 'plan') {
    plan.push(...order.arrivals);
    return null;
  }
  if (order.do === 'begin') {
    isOver = false;
    const sockets = openSockets({ port: order.port, most: mostOpen, patienceMs });
    stage = { sockets, recorder: openRecorder(), cast, password: order.password, isOver: () => isOver };
    return null;
  }
  if (stage === null) throw new Error('nothing has begun');
  switch (order.do) {
    case 'play':
      await play(stage, plan.splice(0));
      return null;
    case 'press':
      await press(stage, order.who, order.atOnce, order.seconds);
      return null;
    case 'work':
      rest = work(stage, order);
      return null;
    case 'rest':
      rest();
      return null;
    case 'close':
      isOver = true;
      return null;
    case 'report':
      return { recording: stage.recorder.recording, exhausted: stage.sockets.exhausted, open: stage.sockets.open };
  }
}

process.on('message', ({ number, order }: Sent) => {
  const say = (answered: Answered) => void process.send?.(answered);
  follow(order).then(
    (answer) => say({ number, answer }),
    (error: unknown) => say({ number, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
