import type { Static } from 'typebox';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf } from '#kernel/contract/types.ts';

/** One line on the start page. Texts are in the caller's language already; times are UTC. */
export const TodayItem = T.Object({
  /** Stable within the module, for keys and focus. */
  key: T.String(),
  module: T.String(),
  icon: T.String(),
  title: T.String(),
  /** Subject, group, what is to be done. */
  sub: T.String(),
  /** The second line names people: hidden in projector mode. */
  namesPeople: T.Optional(T.Boolean()),
  /** Path below the school. */
  path: T.String(),
  at: Nullable(Instant),
  until: Nullable(Instant),
  /** Short name of the subject, for its hue; null without. */
  subject: Nullable(T.String()),
  state: OneOf(['plain', 'new', 'begun', 'changed', 'done', 'late', 'past', 'off']),
  /** A number at the right: hand-ins to answer, messages. */
  count: Nullable(T.Integer()),
  /** Where: the room. */
  place: T.Optional(T.String()),
  /** Which part of the day it is, in words: "2. Std.". */
  slot: T.Optional(T.String()),
  /** The child (person id) it is about; set when a guardian asks, so that Heute shows children side by side. */
  childId: T.Optional(Id),
});
export type TodayItem = Static<typeof TodayItem>;

/** A module's share of Heute. */
export interface TodayPart {
  /** On the timeline of the day (lessons, later). */
  timeline?: TodayItem[];
  /** Due today or soon, in order of time. */
  due?: TodayItem[];
  /** Waits for the caller. */
  waiting?: TodayItem[];
  /** Still running, for information. */
  running?: TodayItem[];
  /** Counts beside entries of the menu, by page id. */
  counts?: Record<string, number>;
}
