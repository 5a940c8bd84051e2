-- What an import has read, what it would change, and what is needed to take the last one back. Everything here is short-lived:
-- files go when they are applied, differences and images of earlier rows with the next import or the end of the time for undoing.
create schema roster;

create table roster.import (
  school_id uuid not null references kernel.school,
  id uuid not null,
  -- open: files come in; read: there is a difference to look at
  state text not null check (state in ('open', 'reading', 'read', 'applying', 'applied', 'undoing', 'undone', 'failed')),
  format_wanted text not null default 'auto',
  format text,
  -- column mappings chosen for free tables; null: presets and guesses
  mappings jsonb,
  -- what was found in the files (formats/detected.ts); sample rows only until applied
  detected jsonb,
  problems jsonb not null default '[]',
  counts jsonb,
  per_class jsonb,
  stops jsonb,
  -- changes of classes and courses, as numbers
  sets jsonb,
  -- names a difference: applied is only what somebody has seen
  digest text,
  step text,
  step_done integer not null default 0,
  -- why it failed or stopped: a code with a text
  failure text,
  cancel_wanted boolean not null default false,
  -- somebody has typed that many may leave
  confirmed boolean not null default false,
  made_by kernel.person_id,
  made_at timestamptz not null,
  -- last sign of life of work in the background
  touched_at timestamptz not null,
  applied_at timestamptz,
  undone_at timestamptz,
  primary key (school_id, id)
);
create unique index import_running on roster.import (school_id) where state in ('applying', 'undoing');
create index import_newest on roster.import (school_id, made_at desc, id desc);
create index import_by_maker on roster.import (school_id, made_by) where made_by is not null;

-- uploaded bytes, sealed with a key of their own that lies only here: without the row the blob is noise
create table roster.file (
  school_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  name text not null,
  size_bytes bigint not null,
  blob_hash text,
  seal_key bytea,
  primary key (school_id, id),
  foreign key (school_id, import_id) references roster.import on delete cascade
);
create index file_of_import on roster.file (school_id, import_id, id);

-- the difference, person by person
create table roster.entry (
  school_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  place integer not null,
  -- kept: could not be deleted by an undo
  kind text not null check (kind in ('new', 'changed', 'moved', 'leaving', 'kept')),
  role text not null,
  person_id kernel.person_id,
  name text not null,
  search_name text not null,
  class_name text not null,
  changes jsonb not null,
  primary key (school_id, id),
  foreign key (school_id, import_id) references roster.import on delete cascade
);
create index entry_in_order on roster.entry (school_id, import_id, kind, place);
create index entry_by_person on roster.entry (school_id, person_id) where person_id is not null;

-- rows of which the program cannot say whether they are somebody who is there already
create table roster.question (
  school_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  place integer not null,
  row_key text not null,
  -- the row as a human reads it
  row jsonb not null,
  answered boolean not null default false,
  -- with answered: that person, or null for somebody new
  answer_id kernel.person_id,
  primary key (school_id, id),
  foreign key (school_id, import_id) references roster.import on delete cascade
);
create unique index question_once on roster.question (school_id, import_id, row_key);
create index question_by_answer on roster.question (school_id, answer_id) where answer_id is not null;

create table roster.candidate (
  school_id uuid not null,
  id uuid not null,
  question_id uuid not null,
  person_id kernel.person_id not null,
  -- the person as the school knows them
  facts jsonb not null,
  primary key (school_id, id),
  foreign key (school_id, question_id) references roster.question on delete cascade
);
create index candidate_of_question on roster.candidate (school_id, question_id, id);
create index candidate_by_person on roster.candidate (school_id, person_id);

-- what the last applied import did, row by row, so that it can be taken back
create table roster.change (
  school_id uuid not null,
  id uuid not null,
  import_id uuid not null,
  subject text not null check (subject in ('person', 'capacity', 'relation', 'group', 'group_member', 'course', 'course_member', 'course_teacher')),
  person_id kernel.person_id,
  -- the row as it was; null: there was none
  before jsonb,
  -- the row as the import wrote it, or its key
  after jsonb not null,
  primary key (school_id, id),
  foreign key (school_id, import_id) references roster.import on delete cascade
);
create index change_of_import on roster.change (school_id, import_id, subject);
create index change_by_person on roster.change (school_id, person_id) where person_id is not null;

-- how the columns of a school's own lists are to be understood
create table roster.mapping (
  school_id uuid not null references kernel.school,
  id uuid not null,
  name text not null check (name <> ''),
  mapping jsonb not null,
  saved_at timestamptz not null,
  primary key (school_id, id),
  unique (school_id, name)
);
