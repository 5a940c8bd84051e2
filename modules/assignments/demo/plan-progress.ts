import { randomUUID } from 'node:crypto';
import { newId } from '#kernel/ids/id.ts';
import type { DemoRandom } from '#kernel/module/manifest.ts';
import { berlin } from '#kernel/time/calendar.ts';
import type { DemoWork, Stage } from './plan-work.ts';
import { answerTexts, fileOnly } from './topics.ts';

/** What pupils and teachers have done about made-up work. */
export interface Progress {
  recipients: { id: string; assignmentId: string; pupilId: string; listed: boolean; seen: boolean }[];
  handIns: {
    id: string;
    assignmentId: string;
    pupilId: string;
    subject: string | null;
    text: string;
    handedInAt: string;
    late: boolean;
    hasFile: boolean;
  }[];
  drafts: { id: string; assignmentId: string; pupilId: string; text: string }[];
  answers: {
    id: string;
    assignmentId: string;
    pupilId: string;
    handInId: string;
    madeBy: string;
    text: string;
    finished: boolean;
    at: string;
    givenBackAt: string | null;
  }[];
}

/** Shares of pupils: who has opened it, who of all has handed in, who of those is late, who has begun. */
const shares: Record<Stage, { seen: number; handedIn: number; late: number; begun: number }> = {
  given_back: { seen: 0.98, handedIn: 0.88, late: 0.08, begun: 0 },
  to_answer: { seen: 0.92, handedIn: 0.74, late: 0.1, begun: 0.05 },
  running: { seen: 0.7, handedIn: 0.35, late: 0, begun: 0.12 },
  fresh: { seen: 0.2, handedIn: 0.03, late: 0, begun: 0.03 },
  ahead: { seen: 0, handedIn: 0, late: 0, begun: 0 },
  draft: { seen: 0, handedIn: 0, late: 0, begun: 0 },
};

/** Draws for every pupil of every piece what has happened, by the shares of its stage; nothing lies in the future. */
export function planProgress(work: readonly DemoWork[], now: Date, random: DemoRandom): Progress {
  const progress: Progress = { recipients: [], handIns: [], drafts: [], answers: [] };
  for (const piece of work) for (const pupilId of piece.target.pupilIds) drawPupil(progress, piece, pupilId, now, random);
  return progress;
}

/** Of one topic everybody has handed in a file by now: it is the one with annotations (annotations.ts). */
function isOnPaper({ stage, target, title }: DemoWork): boolean {
  return stage === 'given_back' && target.subject === 'M' && title === 'Terme vereinfachen';
}

function drawPupil(progress: Progress, piece: DemoWork, pupilId: string, now: Date, random: DemoRandom): void {
  const share = shares[piece.stage];
  const assignmentId = piece.id;
  const handsIn = random.next() < share.handedIn;
  const seen = handsIn || random.next() < share.seen;
  if (seen) progress.recipients.push({ id: randomUUID(), assignmentId, pupilId, listed: handsIn, seen });
  if (!handsIn) {
    if (seen && random.next() < share.begun) progress.drafts.push({ id: newId(), assignmentId, pupilId, text: 'Angefangen: ' });
    return;
  }
  const due = piece.dueAt === null ? now.getTime() : Date.parse(piece.dueAt);
  const begun = Date.parse(piece.publishedAt ?? now.toISOString());
  const late = due < now.getTime() && random.next() < share.late;
  const latest = Math.min(due, now.getTime()) - 60_000;
  const at = late
    ? Math.min(due + random.int(10, 300) * 60_000, now.getTime() - 60_000)
    : byDay(begun + Math.floor(random.next() * Math.max(1, latest - begun)), { from: begun, to: latest });
  const handedInAt = new Date(at).toISOString();
  // who hands in a file sometimes writes no more than that
  const hasFile = random.next() < 0.08 || isOnPaper(piece);
  const text = random.pick(hasFile ? [...piece.topic.handIns, fileOnly] : piece.topic.handIns);
  const subject = piece.target.subject;
  const handIn = { id: newId(), assignmentId, pupilId, subject, text, handedInAt, late, hasFile };
  progress.handIns.push(handIn);
  const givenBack = piece.stage === 'given_back';
  if (!givenBack && !(piece.stage === 'to_answer' && random.next() < 0.3)) return;
  const answeredAt = new Date(Math.max(Math.min(at + 26 * 3_600_000, now.getTime() - 30_000), at)).toISOString();
  progress.answers.push({
    id: newId(),
    assignmentId,
    pupilId,
    handInId: handIn.id,
    madeBy: piece.teacherId,
    text: random.pick([...answerTexts, ...(piece.topic.answers ?? [])]),
    finished: true,
    at: answeredAt,
    givenBackAt: givenBack ? answeredAt : null,
  });
}

/** Nobody does homework at night: what falls there is moved into an afternoon, where the span has one. */
function byDay(at: number, span: { from: number; to: number }): number {
  const local = berlin(new Date(at));
  if (local.hour >= 7 && local.hour < 21) return at;
  const afternoon = local.with({ hour: 13 + (local.minute % 7) });
  const moved = [afternoon, afternoon.subtract({ days: 1 })].map((time) => time.epochMilliseconds);
  return moved.find((time) => time >= span.from && time <= span.to) ?? at;
}
