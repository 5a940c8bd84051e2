import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Line, Nullable, OneOf, PlainDate } from '#kernel/contract/types.ts';

export const TeachingPartName = OneOf(['leads', 'co_teaches', 'in_training', 'assists']);
const ofCourse = T.Object({ courseId: Id });
const personIds = T.Array(Id, { minItems: 1, maxItems: 500 });
const days = { validFrom: Nullable(PlainDate), validTo: Nullable(PlainDate) };

export const createCourseContract = contract({
  method: 'POST',
  path: '/courses',
  summary: 'Makes a course: a subject and its teachers; with a class, all its pupils sit in it.',
  body: T.Object({
    name: Line(100),
    subject: T.Optional(Nullable(Line(20))),
    subjectName: T.Optional(Nullable(Line(100))),
    classId: T.Optional(Nullable(Id)),
    teacherIds: T.Array(Id, { maxItems: 20, description: 'the first leads' }),
    sensitive: T.Optional(T.Boolean()),
  }),
  answer: ofCourse,
});

export const changeCourseContract = contract({
  method: 'PATCH',
  path: '/courses/:courseId',
  summary: 'Renames a course, or makes it sensitive: then only its own people see it.',
  params: ofCourse,
  body: T.Object({
    name: T.Optional(Line(100)),
    subject: T.Optional(Nullable(Line(20))),
    subjectName: T.Optional(Nullable(Line(100))),
    sensitive: T.Optional(T.Boolean()),
  }),
  answer: ofCourse,
});

export const endCourseContract = contract({
  method: 'POST',
  path: '/courses/:courseId/end',
  summary: 'Ends a course; work in it stays readable.',
  params: ofCourse,
  body: T.Object({ lastDay: PlainDate }),
  answer: ofCourse,
});

export const addTeachersContract = contract({
  method: 'POST',
  path: '/courses/:courseId/teachers',
  summary: 'Gives teachers a part in a course, from day to day.',
  params: ofCourse,
  body: T.Object({ personIds, part: TeachingPartName, ...days }),
  answer: T.Object({ added: T.Integer(), changed: T.Integer() }),
  refusals: ['courses.not_staff', 'courses.dates_reversed'],
});

export const addPupilsContract = contract({
  method: 'POST',
  path: '/courses/:courseId/pupils',
  summary: 'Puts single pupils, or all of a group, into a course, from day to day.',
  params: ofCourse,
  body: T.Object({ personIds: T.Array(Id, { maxItems: 500 }), groupId: T.Optional(Nullable(Id)), ...days }),
  answer: T.Object({ added: T.Integer(), changed: T.Integer() }),
  refusals: ['courses.not_a_pupil', 'courses.dates_reversed'],
});

export const removeFromCourseContract = contract({
  method: 'POST',
  path: '/courses/:courseId/remove',
  summary: 'Ends the part of teachers or pupils in a course; without a last day as if it had never been.',
  params: ofCourse,
  body: T.Object({ personIds, lastDay: Nullable(PlainDate) }),
  answer: ofCourse,
});
