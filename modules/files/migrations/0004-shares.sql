-- Archives that are being unpacked, folders and files that are shared with persons, groups and courses, and links by which somebody without a sign-in
-- opens one of them.

-- One archive somebody has asked to be unpacked beside itself; it is done by a job that may be stopped and begin again at any moment.
create table files.unpacking (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id uuid not null,
  -- as whom they asked: what they may do is asked again when the files are put in their place
  context text not null,
  -- the archive as it was then
  name text not null,
  hash text not null,
  -- where it lay: the space, and the folder in it (null: its root)
  space_id uuid not null,
  folder_id uuid,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'refused')),
  -- files in it, and how many of them are unpacked
  total integer not null default 0,
  done integer not null default 0,
  -- why it was refused: a code of refusals.ts and its data
  refusal text,
  refusal_data jsonb,
  -- the folder that was made
  made_folder_id uuid,
  asked_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index unpacking_of_person on files.unpacking (school_id, person_id, asked_at desc, id desc);
create index unpacking_by_age on files.unpacking (school_id, asked_at);

-- what an unpacking has stored so far, and the room it still needs; no entry names it until all is there
alter table files.file add column unpacking_id uuid;
create index file_of_unpacking on files.file (school_id, unpacking_id) where unpacking_id is not null;

create table files.share (
  school_id uuid not null references kernel.school,
  id uuid not null,
  entry_id uuid not null,
  -- with whom: exactly one of these
  person_id uuid,
  group_id uuid,
  course_id uuid,
  -- add, rename, delete and replace within the folder; else only read
  may_change boolean not null,
  -- the last day; null: until it is ended
  ends_on date,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (school_id, id),
  unique nulls not distinct (school_id, entry_id, person_id, group_id, course_id),
  foreign key (school_id, entry_id) references files.entry on delete cascade,
  foreign key (school_id, person_id) references people.person on delete restrict,
  foreign key (school_id, group_id) references groups."group",
  foreign key (school_id, course_id) references courses.course,
  foreign key (school_id, made_by) references people.person on delete restrict,
  check (num_nonnulls(person_id, group_id, course_id) = 1)
);
create index share_with_person on files.share (school_id, person_id) where person_id is not null;
create index share_with_group on files.share (school_id, group_id) where group_id is not null;
create index share_with_course on files.share (school_id, course_id) where course_id is not null;
create index share_made_by on files.share (school_id, made_by, made_at desc, id desc);

create table files.link (
  school_id uuid not null references kernel.school,
  id uuid not null,
  entry_id uuid not null,
  -- SHA-256 of the token, which nobody can read again
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  -- scrypt, with its parameters and salt; null: without a password
  password_hash text,
  ends_at timestamptz not null,
  made_by uuid not null,
  made_at timestamptz not null,
  -- how often it was opened; never by whom or when
  opened integer not null default 0,
  primary key (school_id, id),
  unique (school_id, token_hash),
  foreign key (school_id, entry_id) references files.entry on delete cascade,
  foreign key (school_id, made_by) references people.person on delete restrict
);
create index link_of_entry on files.link (school_id, entry_id);
create index link_made_by on files.link (school_id, made_by, made_at desc, id desc);
