import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';
import { AccessState, Invitation } from './invitations/contract.ts';

const CapacityName = OneOf(['pupil', 'guardian', 'teacher', 'staff', 'office', 'head', 'school_admin']);
const GroupKindName = OneOf(['class', 'class_half', 'year', 'club', 'staff', 'committee', 'guardians', 'other']);
const GroupPartName = OneOf([
  'member',
  'class_teacher',
  'deputy',
  'leader',
  'representative',
  'deputy_representative',
  'parents_representative',
]);
const TeachingPartName = OneOf(['leads', 'co_teaches', 'in_training', 'assists']);
const Status = OneOf(['active', 'suspended', 'left']);
const days = { validFrom: Nullable(PlainDate), validTo: Nullable(PlainDate) };
export const listPeopleContract = contract({
  method: 'GET',
  path: '/people',
  summary: 'People of the school the caller may see, page by page.',
  query: T.Object({
    ...pageQuery,
    q: T.Optional(T.String({ maxLength: 100, description: 'parts of names, in any order' })),
    capacity: T.Optional(CapacityName),
    groupId: T.Optional(Id),
    status: T.Optional(Status),
    access: T.Optional(AccessState),
    order: T.Optional(OneOf(['name', 'class'])),
  }),
  answer: PageOf(
    T.Object({
      id: Id,
      firstName: T.String({ description: 'as the person is called' }),
      lastName: T.String(),
      shortName: Nullable(T.String()),
      capacities: T.Array(CapacityName),
      className: Nullable(T.String()),
      status: Status,
      guestOf: Nullable(T.String()),
      access: Nullable(AccessState),
    }),
  ),
});

export const personContract = contract({
  method: 'GET',
  path: '/people/:personId',
  summary: 'What the caller may see of one person.',
  params: T.Object({ personId: Id }),
  answer: T.Object({
    id: Id,
    name: T.String(),
    lastName: T.String(),
    firstName: T.String(),
    callName: Nullable(T.String()),
    title: Nullable(T.String()),
    shortName: Nullable(T.String()),
    status: Status,
    guestOf: Nullable(T.String()),
    details: Nullable(
      T.Object({
        gender: Nullable(OneOf(['m', 'w', 'd', 'x'])),
        birthDate: Nullable(PlainDate),
        email: Nullable(T.String()),
        phone: Nullable(T.String()),
        // of letters and mails; null: not said yet
        language: Nullable(OneOf(['de', 'en'])),
        source: Nullable(T.String({ description: 'the import this person comes from' })),
        corrected: T.Array(T.String(), { description: 'imported fields put right by hand' }),
      }),
    ),
    capacities: T.Array(T.Object({ capacity: CapacityName, divisionId: Nullable(Id), ...days })),
    groups: T.Array(T.Object({ groupId: Id, name: T.String(), kind: GroupKindName, part: GroupPartName, ...days })),
    courses: T.Array(T.Object({ courseId: Id, name: T.String(), subject: Nullable(T.String()), part: Nullable(TeachingPartName) })),
    relations: T.Array(
      T.Object({ personId: Id, name: T.String(), kind: OneOf(['guardian', 'assistant']), side: OneOf(['child', 'adult']), ...days }),
      { description: 'side: what the other one is' },
    ),
    access: Nullable(
      T.Object({
        state: AccessState,
        handle: Nullable(T.String()),
        hasSecondFactor: T.Boolean(),
        mayInvite: T.Boolean({ description: 'a guardian of an open child who has never signed in; an address may still be missing' }),
        invitation: Invitation,
      }),
    ),
    divisions: T.Array(T.Object({ id: Id, name: T.String() }), {
      description: 'those named above, and those for which the caller may give a role',
    }),
    may: T.Object({ edit: T.Boolean(), roles: T.Boolean(), issueCode: T.Boolean() }),
  }),
});

const Code = T.Object({
  personId: Id,
  name: T.String(),
  handle: Nullable(T.String()),
  code: T.String({ description: 'shown here and never again' }),
  link: T.String(),
  validUntil: Instant,
  lastDay: PlainDate,
});

export const issueCodesContract = contract({
  method: 'POST',
  path: '/people/codes',
  summary: 'Makes new one-time codes; earlier unused ones end. For pupils of one’s own class, or with the right for all.',
  body: T.Object({ personIds: T.Array(Id, { minItems: 1, maxItems: 100 }) }),
  answer: T.Object({ items: T.Array(Code) }),
  refusals: ['directory.not_your_class', 'directory.roles_needed', 'directory.locked'],
});

export const dropSecondFactorContract = contract({
  method: 'DELETE',
  path: '/people/:personId/second-factor',
  summary: 'Takes lost second factors away; devices on which one was shown are signed out. For those who may issue a code for the person.',
  params: T.Object({ personId: Id }),
  answer: T.Object({ dropped: T.Boolean({ description: 'false: there was none' }) }),
  refusals: [
    'directory.own_factor',
    'directory.not_your_class',
    'directory.roles_needed',
    'directory.locked',
    'identities.factor_of_others',
  ],
});

const GroupLine = T.Object({
  id: Id,
  name: T.String(),
  kind: GroupKindName,
  yearLevel: Nullable(T.String()),
  schoolYear: Nullable(T.Integer()),
  memberCount: T.Integer(),
  leaders: T.Array(T.String()),
  endedOn: Nullable(PlainDate),
});

const CourseLine = T.Object({
  id: Id,
  name: T.String(),
  subject: Nullable(T.String()),
  subjectName: Nullable(T.String()),
  classId: Nullable(Id),
  teachers: T.Array(T.String()),
  pupilCount: T.Integer(),
});

export const ownGroupsContract = contract({
  method: 'GET',
  path: '/groups/mine',
  summary: 'Groups and courses of the caller in the present context; for guardians, of each child. `ended`: at work, those that are over.',
  query: T.Object({ ended: T.Optional(T.Boolean({ default: false })) }),
  answer: T.Object({
    groups: T.Array(
      T.Object({ id: Id, name: T.String(), kind: GroupKindName, schoolYear: Nullable(T.Integer()), parts: T.Array(GroupPartName) }),
    ),
    courses: T.Array(CourseLine),
    children: T.Array(
      T.Object({
        id: Id,
        name: T.String(),
        className: Nullable(T.String()),
        classTeachers: T.Array(T.String()),
        courses: T.Array(CourseLine),
      }),
    ),
  }),
});

export const listGroupsContract = contract({
  method: 'GET',
  path: '/groups',
  summary: 'All groups of the school except sensitive ones, page by page.',
  query: T.Object({
    ...pageQuery,
    q: T.Optional(T.String({ maxLength: 100 })),
    kind: T.Optional(GroupKindName),
    ended: T.Optional(T.Boolean({ default: false })),
  }),
  answer: PageOf(GroupLine),
});

export const groupContract = contract({
  method: 'GET',
  path: '/groups/:groupId',
  summary: 'A group with its people, as far as the caller may see them.',
  params: T.Object({ groupId: Id }),
  answer: T.Object({
    id: Id,
    name: T.String(),
    kind: GroupKindName,
    yearLevel: Nullable(T.String()),
    schoolYear: Nullable(T.Integer()),
    sensitive: T.Boolean(),
    endedOn: Nullable(PlainDate),
    imported: T.Boolean(),
    members: T.Array(
      T.Object({
        personId: Id,
        firstName: T.String(),
        lastName: T.String(),
        part: GroupPartName,
        pupil: T.Boolean(),
        ...days,
        linked: T.Boolean({ description: 'whether the caller may open the person' }),
      }),
    ),
    courses: T.Array(CourseLine, { description: 'courses in which exactly this class sits' }),
    may: T.Object({ all: T.Boolean(), representatives: T.Boolean(), issueCodes: T.Boolean() }),
  }),
});

export const listCoursesContract = contract({
  method: 'GET',
  path: '/courses',
  summary: 'All courses of the school except sensitive ones, page by page.',
  query: T.Object({
    ...pageQuery,
    q: T.Optional(T.String({ maxLength: 100 })),
    subject: T.Optional(T.String({ maxLength: 20 })),
    ended: T.Optional(T.Boolean({ default: false })),
  }),
  answer: PageOf(CourseLine),
});

export const courseContract = contract({
  method: 'GET',
  path: '/courses/:courseId',
  summary: 'A course with its teachers and pupils, as far as the caller may see them.',
  params: T.Object({ courseId: Id }),
  answer: T.Object({
    id: Id,
    name: T.String(),
    subject: Nullable(T.String()),
    subjectName: Nullable(T.String()),
    courseType: Nullable(T.String()),
    classId: Nullable(Id),
    sensitive: T.Boolean(),
    endedOn: Nullable(PlainDate),
    imported: T.Boolean(),
    as: OneOf(['teacher', 'pupil', 'guardian', 'school']),
    teachers: T.Array(T.Object({ personId: Id, name: T.String(), part: TeachingPartName, ...days })),
    pupils: T.Array(T.Object({ personId: Id, firstName: T.String(), lastName: T.String(), className: Nullable(T.String()), ...days })),
    may: T.Object({ edit: T.Boolean(), openPeople: T.Boolean() }),
  }),
});
