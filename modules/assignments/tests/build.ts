import type { TestSchool } from '#kernel/testing/test-school.ts';
import { aCourse } from '#modules/courses/tests/build.ts';
import { aPerson } from '#modules/people/tests/build.ts';
import type { HandInKind, TeamMode } from '../contract.ts';
import { createContract, publishContract } from '../set/contract.ts';

interface Options {
  title?: string;
  body?: string;
  startsAt?: string;
  dueAt?: string;
  closesAt?: string;
  /** Who sets it; by default a new teacher who leads the course. */
  teacher?: string;
  /** Who sits in the course; by default one new pupil. */
  pupils?: readonly string[];
  /** A course or class that is there already; then `teacher` must teach it. */
  target?: { kind: 'course' | 'group'; id: string };
  /** Only for these of the course. */
  only?: readonly string[];
  fileIds?: readonly string[];
  /** How it is handed in; by default text and files. */
  handInKinds?: readonly HandInKind[];
  /** Of these files every pupil gets a copy. */
  worksheetIds?: readonly string[];
  teams?: TeamMode;
  teamSize?: number;
  /** false: it stays a draft. */
  published?: boolean;
}

/** A piece of work in a course with a teacher and pupils, set over HTTP. */
export async function anAssignment(school: TestSchool, options: Options = {}) {
  const teacher = options.teacher ?? (await aPerson(school, { capacities: ['teacher'] }));
  const pupils = options.pupils ?? [await aPerson(school)];
  const target = options.target ?? { kind: 'course' as const, id: await aCourse(school, { teachers: [teacher], pupils }) };
  const {
    title = 'Terme vereinfachen',
    body = '<p>Aufgabe 1 bis 3</p>',
    startsAt = null,
    dueAt = null,
    closesAt = null,
    only,
    fileIds = [],
    handInKinds,
    worksheetIds,
    teams,
    teamSize,
  } = options;
  const { assignmentId } = await school.as(teacher).call(createContract, {
    body: {
      target,
      title,
      body,
      startsAt,
      dueAt,
      closesAt,
      pupilIds: only === undefined ? null : [...only],
      fileIds: [...fileIds],
      ...(handInKinds !== undefined && { handInKinds: [...handInKinds] }),
      ...(worksheetIds !== undefined && { worksheetIds: [...worksheetIds] }),
      ...(teams !== undefined && { teams }),
      ...(teamSize !== undefined && { teamSize }),
    },
  });
  if (options.published !== false) await school.as(teacher).call(publishContract, { params: { assignmentId } });
  return { id: assignmentId, teacher, pupils, pupil: pupils[0] ?? '', courseId: target.id };
}
