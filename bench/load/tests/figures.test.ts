import { describe, expect, test } from 'vitest';
import { count } from '../client/histogram.ts';
import type { Event, Second, Wait } from '../client/recording.ts';
import { runOf, type Taken } from '../run/run.ts';
import { busyCores, type Sample, slopePerMinute } from '../run/samples.ts';
import { clientFigures, figuresOf, ordinaryFigures, toldFigures } from '../scenarios/figures.ts';
import { secondsUntilOrdinary } from '../scenarios/flood.ts';

const beganAt = 1_000_000;
const figure = figuresOf('flood', { time: 0.1, strength: 1 });

/** One second in which somebody at work and somebody who was let in waited so long. */
function second(workingMs: number, events: Partial<Record<Event, number>> = {}, lateMs = 1): Second {
  const it: Second = { events, latency: new Map(), late: new Map() };
  for (const [key, milliseconds] of [
    ['working:start page', workingMs],
    ['new:start page', workingMs * 2],
    ['new:waiting', 7],
  ] as const) {
    const histogram = new Map();
    count(histogram, milliseconds);
    it.latency.set(key, histogram);
  }
  count(it.late, lateMs);
  return it;
}

function sample(at: number, cores: number, megabytes: number): Sample {
  const used = (at - beganAt) / 1000;
  return { at, server: used * cores, database: 0, client: used / 10, others: 0, serverMegabytes: megabytes, databaseMegabytes: 1 };
}

function taken(seconds: Second[], waits: Wait[] = []): Taken {
  const to = beganAt + seconds.length * 1000;
  return {
    report: { recording: { beganAt, seconds, waits, faults: new Map([['working start page: 500', 2]]) }, exhausted: 0, open: 0 },
    samples: seconds.concat(second(0)).map((_, at) => sample(beganAt + at * 1000, 0.5, 200 + at)),
    phases: [{ name: 'flood', from: beganAt, to }],
  };
}

const valuesOf = (results: { name: string; value: number }[]) =>
  new Map(results.map(({ name, value }) => [name.replace('flood: ', ''), value]));

describe('figures', () => {
  test('of errors and latency leave out people at work and answers that tell a place', () => {
    const run = taken([second(50, { arrived: 10, told: 3, error: 1, reset: 2 }), second(100, { arrived: 5, timeout: 1 })]);
    const values = valuesOf(ordinaryFigures(figure, run, { from: beganAt, to: beganAt + 2_000 }));
    expect(values.get('people who came')).toBe(15);
    expect(values.get('errors')).toBe(3);
    expect(values.get('timeouts')).toBe(1);
    expect(values.get('admitted requests')).toBe(2);
    expect(values.get('admitted, 99th share')).toBeCloseTo(200, -1);
    expect(values.get('answer of who must wait, 99th share')).toBeCloseTo(7, 0);
  });

  test('of a part count that part only', () => {
    const run = taken([second(50, { arrived: 10 }), second(100, { arrived: 5 })]);
    expect(valuesOf(ordinaryFigures(figure, run, { from: beganAt + 1_000, to: beganAt + 2_000 })).get('people who came')).toBe(5);
  });

  test('of told times: within a quarter is right, whoever threw the place away is not asked, whoever never came in was told wrong', () => {
    const wait = (toldSeconds: number, waitedSeconds: number | null, left = false): Wait => ({
      who: 'new',
      at: 0,
      toldSeconds,
      waitedSeconds,
      left,
    });
    const waits = [wait(100, 124), wait(100, 76), wait(100, 126), wait(4, 6), wait(100, null), wait(100, 5, true)];
    const values = valuesOf(toldFigures(figure, taken([second(1)], waits)));
    expect(values.get('told time right within 25 %, share of people')).toBe(0.4);
    expect(values.get('told time right within 25 % or 3 s, share')).toBe(0.6);
    expect(values.get('not let in within the run')).toBe(1);
    expect(values.get('longest wait')).toBe(126);
  });

  test('say of a client that was late that it was', () => {
    const said: string[] = [];
    const values = valuesOf(clientFigures(figure, taken([second(1, { inside: 4 }, 80), second(1)]), (line) => said.push(line)));
    expect(said).toEqual([expect.stringContaining('DISTURBED: the client was 8')]);
    expect(values.get('client later than planned, 99th share')).toBeCloseTo(80, -1);
    expect(values.get('client CPU for each person inside')).toBeCloseTo(50, 0);
    clientFigures(figure, taken([second(1)]), (line) => said.push(line));
    expect(said).toHaveLength(1);
  });

  test('name the command with its flags', () => {
    expect(figure('x', 1, 's')[0]?.command).toBe('bin/bench flood --time 0.1');
    expect(figure('x', null, 's')).toEqual([]);
  });
});

describe('until latency is ordinary', () => {
  test('counts to the first of three good seconds in a row', () => {
    const slow = [200, 10, 200, 200, 10, 10, 10, 10];
    const run = taken(slow.map((milliseconds) => second(milliseconds)));
    expect(secondsUntilOrdinary(run, beganAt, 20)).toBe(4);
    expect(secondsUntilOrdinary(run, beganAt + 4_000, 20)).toBe(0);
  });

  test('is nothing when it does not come', () => {
    const run = taken([10, 10, 200, 10, 10].map((milliseconds) => second(milliseconds)));
    expect(secondsUntilOrdinary(run, beganAt, 20)).toBeNull();
  });
});

describe('a run, second by second', () => {
  test('has who waits: told, less let in, less gone', () => {
    const run = runOf('flood', 'm', taken([second(1, { told: 5 }), second(1, { told: 2, 'let in': 3 }), second(1, { left: 1 })]));
    expect(run.seconds.map(({ waiting }) => waiting)).toEqual([5, 4, 3]);
    expect(run.phases).toEqual([{ name: 'flood', from: 0, to: 3 }]);
    expect(run.faults).toEqual([{ words: 'working start page: 500', times: 2 }]);
    expect(run.seconds[1]?.server).toBeCloseTo(0.5, 2);
  });

  test('knows how memory grows, and how many cores were busy', () => {
    const samples = Array.from({ length: 121 }, (_, at) => sample(beganAt + at * 1000, 0.5, 200 + at / 60));
    expect(slopePerMinute(samples, beganAt)).toBeCloseTo(1, 5);
    expect(busyCores(samples, 'server', beganAt, beganAt + 60_000)).toBeCloseTo(0.5, 5);
    expect(busyCores(samples, 'server', beganAt - 60_000, beganAt - 50_000)).toBeNull();
  });
});
