import { contract } from '#kernel/contract/contract.ts';
import { T } from '#kernel/contract/t.ts';
import { Id, Instant, Line, Nullable, OneOf, PageOf, PlainDate, pageQuery } from '#kernel/contract/types.ts';

const Capacity = OneOf(['pupil', 'guardian', 'teacher', 'staff', 'office', 'head', 'school_admin']);
const Colour = T.String({ pattern: '^#[0-9a-f]{6}$', description: '#rrggbb' });

/** One setting as the page shows it: its type is JSON Schema, from which the field is drawn. */
export const SettingRow = T.Object({
  id: T.String(),
  title: T.String(),
  scope: OneOf(['school', 'person']),
  type: T.Unknown(),
  value: T.Unknown(),
  own: T.Boolean({ description: 'the school has set it; otherwise the value comes from above or is the default' }),
  words: T.Record(T.String(), T.String(), { description: 'what its parts or choices are called, from `setting.<name>` of the texts' }),
});

/** All settings of the school, by service, and the school's name and colour. */
export const settingsContract = contract({
  method: 'GET',
  path: '/settings',
  summary: 'Settings of the school, by service.',
  answer: T.Object({
    school: T.Object({ name: T.String(), slug: T.String(), state: T.String(), authority: T.String(), accent: Nullable(T.String()) }),
    modules: T.Array(T.Object({ module: T.String(), title: T.String(), settings: T.Array(SettingRow) })),
  }),
});

/** Sets one; `reset` takes the school's own value back. A value that does not fit is a 400. */
export const saveSettingContract = contract({
  method: 'PUT',
  path: '/settings/:settingId',
  summary: 'Sets one setting of the school.',
  params: T.Object({ settingId: T.String({ maxLength: 100 }) }),
  body: T.Object({ value: T.Optional(T.Unknown()), reset: T.Optional(T.Boolean()) }),
  answer: T.Object({}),
});

/** Name and colour of the school; the colour is darkened or lightened where it is shown until words can be read on it. */
export const saveSchoolContract = contract({
  method: 'PUT',
  path: '/school',
  summary: 'Changes name and colour of the school.',
  body: T.Object({ name: T.Optional(Line(120)), accent: T.Optional(Nullable(Colour)) }),
  answer: T.Object({}),
});

const ModuleRow = T.Object({
  id: T.String(),
  title: T.String(),
  bundle: OneOf(['basis', 'unterricht', 'schulleben', 'gebaeude']),
  on: T.Boolean(),
  switchable: T.Boolean(),
  uses: T.Array(T.String({ description: 'titles of the services it needs' })),
});

export const modulesContract = contract({
  method: 'GET',
  path: '/modules',
  summary: 'The services of the school, on and off.',
  answer: T.Object({ modules: T.Array(ModuleRow) }),
});

/** What is off answers 404 and is in no menu; its data stays. */
export const switchModuleContract = contract({
  method: 'PUT',
  path: '/modules/:moduleId',
  summary: 'Switches a service on or off.',
  params: T.Object({ moduleId: T.String({ maxLength: 60 }) }),
  body: T.Object({ on: T.Boolean() }),
  answer: T.Object({}),
  refusals: ['schools.not_switchable', 'schools.still_used'],
});

const RightRow = T.Object({
  id: T.String(),
  title: T.String(),
  strong: T.Boolean(),
  fixed: T.Boolean(),
  /** In the order of the answer's `capacities`. */
  cells: T.Array(T.Object({ capacity: Capacity, granted: T.Boolean(), byDefault: T.Boolean(), possible: T.Boolean() })),
});

export const rightsContract = contract({
  method: 'GET',
  path: '/rights',
  summary: 'Which role may do what, by service.',
  answer: T.Object({
    capacities: T.Array(Capacity),
    modules: T.Array(T.Object({ module: T.String(), title: T.String(), rights: T.Array(RightRow) })),
  }),
});

/** `granted: null` goes back to the default. */
export const grantContract = contract({
  method: 'PUT',
  path: '/rights/:permission',
  summary: 'Gives a role a right or takes it away.',
  params: T.Object({ permission: T.String({ maxLength: 100 }) }),
  body: T.Object({ capacity: Capacity, granted: Nullable(T.Boolean()) }),
  answer: T.Object({}),
  refusals: ['schools.fixed_right', 'schools.not_for_capacity'],
});

const Who = T.Object({ kind: OneOf(['person', 'erased', 'program']), id: Nullable(Id), name: T.String() });

export const auditContract = contract({
  method: 'GET',
  path: '/audit',
  summary: 'Who did what in the administration of the school, newest first.',
  query: T.Object({
    act: T.Optional(T.String({ maxLength: 100 })),
    person: T.Optional(Id),
    from: T.Optional(PlainDate),
    to: T.Optional(PlainDate),
    ...pageQuery,
  }),
  answer: PageOf(T.Object({ id: Id, at: Instant, actor: Who, act: T.String(), text: T.String(), subject: Nullable(Who) })),
});

/** Every act there can be, for the filter. */
export const actsContract = contract({
  method: 'GET',
  path: '/audit/acts',
  summary: 'The kinds of acts in the audit trail.',
  answer: T.Object({ acts: T.Array(T.Object({ act: T.String(), title: T.String() })) }),
});

const placeFields = { name: Line(80), shortName: Nullable(Line(12)), closed: T.Boolean() };
export const Division = T.Object({ id: Id, ...placeFields });
export const Site = T.Object({ id: Id, ...placeFields, address: Nullable(Line(200)) });
export const SchoolYear = T.Object({
  year: T.Integer(),
  firstDay: PlainDate,
  lastDay: PlainDate,
  secondHalfFrom: PlainDate,
  own: T.Boolean(),
});

export const structureContract = contract({
  method: 'GET',
  path: '/structure',
  summary: 'Divisions, sites and school years.',
  answer: T.Object({ divisions: T.Array(Division), sites: T.Array(Site), years: T.Array(SchoolYear) }),
});

export const saveDivisionContract = contract({
  method: 'PUT',
  path: '/divisions/:divisionId',
  summary: 'Adds or changes a division; the id is made by the caller, so that a repeat adds nothing.',
  params: T.Object({ divisionId: Id }),
  body: T.Object(placeFields),
  answer: T.Object({}),
  refusals: ['schools.name_taken'],
});

export const saveSiteContract = contract({
  method: 'PUT',
  path: '/sites/:siteId',
  summary: 'Adds or changes a site; the id is made by the caller, so that a repeat adds nothing.',
  params: T.Object({ siteId: Id }),
  body: T.Object({ ...placeFields, address: Nullable(Line(200)) }),
  answer: T.Object({}),
  refusals: ['schools.name_taken'],
});

export const saveYearContract = contract({
  method: 'PUT',
  path: '/school-years/:year',
  summary: 'Sets the days of a school year.',
  params: T.Object({ year: T.Integer({ minimum: 2000, maximum: 2100 }) }),
  body: T.Object({ firstDay: PlainDate, lastDay: PlainDate, secondHalfFrom: PlainDate }),
  answer: T.Object({}),
  refusals: ['schools.year_days'],
});

/** For the page that erases: who it is, and whether it can be done now. */
export const erasureContract = contract({
  method: 'GET',
  path: '/people/:personId/erasure',
  summary: 'Whether a person can be erased now.',
  params: T.Object({ personId: Id }),
  answer: T.Object({ name: T.String(), status: OneOf(['active', 'suspended', 'left']) }),
});

/** Cannot be undone. `name` must be the person's name as shown. */
export const erasePersonContract = contract({
  method: 'DELETE',
  path: '/people/:personId/everything',
  summary: 'Erases a locked person with all their data in this school.',
  params: T.Object({ personId: Id }),
  body: T.Object({ name: T.String({ maxLength: 200 }) }),
  answer: T.Object({ erased: T.Record(T.String(), T.Integer()) }),
  refusals: ['schools.not_suspended', 'schools.name_differs', 'schools.own_person'],
});

/** The first operator, on a fresh installation, by the one-time address printed at the start. */
export const setupContract = contract({
  method: 'POST',
  path: '/setup',
  scope: 'platform',
  summary: 'Makes the first authority and school of a fresh installation.',
  body: T.Object({
    token: T.String({ maxLength: 100 }),
    authority: Line(120),
    name: Line(120),
    slug: T.String({ maxLength: 41 }),
    state: T.String({ pattern: '^[A-Z]{2}$' }),
  }),
  answer: T.Object({ slug: T.String(), adminCode: T.String(), adminHandle: T.String() }),
  refusals: ['schools.setup_over', 'schools.slug_taken', 'schools.slug_reserved'],
});
