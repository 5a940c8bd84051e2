-- Work that teachers set, what pupils hand in, and what teachers answer.
-- Who receives a piece of work follows the course or class from day to day; a row of `recipient` adds what is true of one pupil.
create schema assignments;

create table assignments.assignment (
  school_id uuid not null references kernel.school,
  id uuid not null,
  course_id uuid,
  group_id uuid,
  -- null once that person is erased
  made_by uuid,
  title text not null default '',
  -- sanitised HTML (rich-text.ts)
  body text not null default '',
  -- everybody in the course or class, whoever comes or goes; else only pupils listed in `recipient`
  whole boolean not null default true,
  starts_at timestamptz,
  due_at timestamptz,
  -- from this instant on nothing is taken any more; null: never closes
  closes_at timestamptz,
  published_at timestamptz,
  -- counts saves: whoever saves over what they have not seen is told
  revision integer not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- the day of the last bulk reminder, so that nobody is reminded twice a day
  reminded_on date,
  deleted_at timestamptz,
  primary key (school_id, id),
  foreign key (school_id, course_id) references courses.course,
  foreign key (school_id, group_id) references groups."group",
  foreign key (school_id, made_by) references people.person on delete restrict,
  check (num_nonnulls(course_id, group_id) = 1),
  check (published_at is null or title <> '')
);
create index assignment_of_course on assignments.assignment (school_id, course_id, due_at) where course_id is not null;
create index assignment_of_group on assignments.assignment (school_id, group_id, due_at) where group_id is not null;
create index assignment_drafts on assignments.assignment (school_id, made_by) where published_at is null;
create index assignment_maker on assignments.assignment (school_id, made_by);
create index assignment_starting on assignments.assignment (school_id, starts_at) where starts_at is not null;

-- What is true of one pupil and one piece of work. No instant is kept here, and the ids are random, not by time:
-- whether a task was seen is a yes or no, never when.
create table assignments.recipient (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  pupil_id uuid not null,
  -- chosen by name, or has handed in: stays a recipient whatever becomes of the course membership
  listed boolean not null default false,
  seen boolean not null default false,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, pupil_id) references people.person on delete restrict,
  unique (school_id, assignment_id, pupil_id)
);
create index recipient_of_pupil on assignments.recipient (school_id, pupil_id, assignment_id);

-- What a pupil has typed and not yet handed in; read by nobody else.
create table assignments.hand_in_draft (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  pupil_id uuid not null,
  text text not null default '',
  file_ids uuid[] not null default '{}',
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, pupil_id) references people.person on delete restrict,
  unique (school_id, assignment_id, pupil_id)
);
create index hand_in_draft_of_pupil on assignments.hand_in_draft (school_id, pupil_id, assignment_id);

-- Handing in again makes a new version; earlier ones are kept.
create table assignments.hand_in (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  pupil_id uuid not null,
  version integer not null,
  current boolean not null,
  text text not null,
  handed_in_at timestamptz not null,
  -- after the due time but before closing, as it stood at that instant
  late boolean not null,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, pupil_id) references people.person on delete restrict,
  unique (school_id, assignment_id, pupil_id, version)
);
create unique index hand_in_current on assignments.hand_in (school_id, assignment_id, pupil_id) where current;
create index hand_in_of_pupil on assignments.hand_in (school_id, pupil_id, assignment_id) where current;

-- A teacher's answer to one version of a pupil's work (or to none). The pupil sees `given_text` and `given_file_ids` only.
create table assignments.answer (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  pupil_id uuid not null,
  hand_in_id uuid,
  -- who wrote last; null once that person is erased
  made_by uuid,
  text text not null default '',
  -- ready to be given back
  finished boolean not null default false,
  given_text text,
  given_file_ids uuid[] not null default '{}',
  given_back_at timestamptz,
  revision integer not null default 1,
  changed_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, pupil_id) references people.person on delete restrict,
  foreign key (school_id, hand_in_id) references assignments.hand_in,
  foreign key (school_id, made_by) references people.person on delete restrict,
  unique nulls not distinct (school_id, assignment_id, pupil_id, hand_in_id)
);
create index answer_of_pupil on assignments.answer (school_id, pupil_id, assignment_id);
create index answer_maker on assignments.answer (school_id, made_by);
