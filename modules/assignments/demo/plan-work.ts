import { newId } from '#kernel/ids/id.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { addDays, dayOf, startOfDay } from '#kernel/time/calendar.ts';
import { others, outing, type Topic, topics } from './topics.ts';

/** A course or class that gets work. */
export interface DemoTarget {
  kind: 'course' | 'group';
  id: string;
  subject: string | null;
  teacherId: string;
  pupilIds: string[];
}

/** How far a made-up piece of work is. */
export type Stage = 'given_back' | 'to_answer' | 'running' | 'fresh' | 'ahead' | 'draft';

/** A made-up piece of work. Instants are ISO texts for JSON. */
export interface DemoWork {
  id: string;
  target: DemoTarget;
  stage: Stage;
  title: string;
  body: string;
  /** What its pupils hand in and its teacher answers. */
  topic: Topic;
  teacherId: string;
  startsAt: string | null;
  dueAt: string | null;
  closesAt: string | null;
  publishedAt: string | null;
  hasSheet: boolean;
}

/** Three or four pieces per course, so that every pupil finds each state and every teacher something to answer; one per class. */
export function planWork(targets: readonly DemoTarget[], now: Date, random: DemoRandom): DemoWork[] {
  return targets.flatMap((target) => {
    const stages: Stage[] =
      target.kind === 'group' ? ['running'] : ['given_back', random.pick(['to_answer', 'running']), random.pick(['running', 'fresh'])];
    if (target.kind === 'course' && random.next() < 0.25) stages.push(random.pick(['draft', 'ahead']));
    const known = topics[target.subject ?? ''] ?? others;
    const first = random.int(0, known.length - 1);
    return stages.map((stage, place) => piece(target, stage, known[(first + place) % known.length] ?? outing, now, random));
  });
}

function piece(target: DemoTarget, stage: Stage, known: Topic, now: Date, random: DemoRandom): DemoWork {
  const at = (days: number, hour: number) => new Date(startOfDay(addDays(dayOf(now), days)).getTime() + hour * 3_600_000).toISOString();
  const spans: Record<Stage, { publishedAt: string | null; startsAt: string | null; dueAt: string | null; closesAt: string | null }> = {
    given_back: { publishedAt: at(-16, 10), startsAt: null, dueAt: at(-random.int(8, 11), 18), closesAt: at(-7, 18) },
    to_answer: {
      publishedAt: at(-6, 11),
      startsAt: null,
      dueAt: at(-random.int(1, 3), 18),
      closesAt: random.next() < 0.5 ? null : at(3, 18),
    },
    running: { publishedAt: at(-3, 12), startsAt: null, dueAt: at(random.int(1, 4), 18), closesAt: random.next() < 0.5 ? null : at(6, 18) },
    fresh: { publishedAt: at(-1, 13), startsAt: null, dueAt: at(random.int(5, 12), 18), closesAt: null },
    ahead: { publishedAt: at(-1, 14), startsAt: at(2, 8), dueAt: at(9, 18), closesAt: null },
    draft: { publishedAt: null, startsAt: null, dueAt: null, closesAt: null },
  };
  const topic = target.kind === 'group' ? outing : known;
  const { title, body } = topic;
  return { id: newId(), target, stage, title, body, topic, teacherId: target.teacherId, ...spans[stage], hasSheet: random.next() < 0.4 };
}
