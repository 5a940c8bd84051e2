-- What is taught when, where and by whom: period grids, rooms, and patterns that come again every week. A lesson of one day costs no row.

-- Stundenraster
create table timetable.grid (
  school_id uuid not null references kernel.school,
  id uuid not null,
  name text not null check (name ~ '\S' and length(name) <= 100),
  division_id uuid,
  site_id uuid,
  -- whose times count where nobody says otherwise
  is_default boolean not null default false,
  primary key (school_id, id)
);
create unique index grid_default on timetable.grid (school_id) where is_default;

create table timetable.period (
  school_id uuid not null,
  grid_id uuid not null,
  number smallint not null check (number between 0 and 20),
  -- clock at school
  starts time not null,
  ends time not null,
  primary key (school_id, grid_id, number),
  check (starts < ends),
  foreign key (school_id, grid_id) references timetable.grid on delete cascade
);

create table timetable.room (
  school_id uuid not null references kernel.school,
  id uuid not null,
  short_name text not null check (short_name ~ '\S' and length(short_name) <= 40),
  name text,
  capacity integer check (capacity > 0),
  site_id uuid,
  -- null: entered by hand
  source text,
  primary key (school_id, id),
  unique (school_id, short_name)
);

-- one run of an import: what it did, and what is needed to take the last one back
create table timetable.import (
  school_id uuid not null references kernel.school,
  id uuid not null,
  state text not null check (state in ('applied', 'undone')),
  made_by kernel.person_id,
  made_at timestamptz not null,
  counts jsonb not null,
  -- ids of patterns and rooms, and the days they had; nothing about people. Null: can no longer be taken back
  undo jsonb,
  applied_at timestamptz,
  undone_at timestamptz,
  primary key (school_id, id)
);
create index import_newest on timetable.import (school_id, made_at desc, id desc);
create index import_by_maker on timetable.import (school_id, made_by) where made_by is not null;

-- Stundenplan-Eintrag: weekday × periods × any set of calendar weeks × from–to
create table timetable.pattern (
  school_id uuid not null references kernel.school,
  id uuid not null,
  kind text not null check (kind in ('lesson', 'duty', 'standby', 'conference')),
  -- 1 Monday … 7 Sunday (ISO 8601)
  weekday smallint not null check (weekday between 1 and 7),
  grid_id uuid not null,
  first_period smallint not null,
  last_period smallint not null,
  -- numbers of calendar weeks (ISO 8601); null: every week
  weeks smallint[] check (cardinality(weeks) > 0),
  valid_from date not null,
  -- inclusive. The day before valid_from: an import has put something else in its place before it began, kept for the undo alone
  valid_to date not null,
  title text,
  source text,
  -- what the source's next file is compared by
  source_key text,
  primary key (school_id, id),
  unique (school_id, source, source_key),
  check (first_period <= last_period),
  check (valid_to >= valid_from - 1),
  foreign key (school_id, grid_id) references timetable.grid
);
create index pattern_by_day on timetable.pattern (school_id, valid_to, weekday);
create index pattern_by_grid on timetable.pattern (school_id, grid_id);

-- Who and what belongs to a pattern: each either known, or kept by the name the source gives (a place-holder).
create table timetable.pattern_course (
  school_id uuid not null,
  pattern_id uuid not null,
  place smallint not null,
  course_id uuid,
  name text,
  -- the subject as the source writes it
  subject text,
  primary key (school_id, pattern_id, place),
  check ((course_id is null) <> (name is null)),
  foreign key (school_id, pattern_id) references timetable.pattern on delete cascade,
  foreign key (school_id, course_id) references courses.course
);
create index pattern_course_by_course on timetable.pattern_course (school_id, course_id, pattern_id) where course_id is not null;

create table timetable.pattern_group (
  school_id uuid not null,
  pattern_id uuid not null,
  place smallint not null,
  group_id uuid,
  name text,
  primary key (school_id, pattern_id, place),
  check ((group_id is null) <> (name is null)),
  foreign key (school_id, pattern_id) references timetable.pattern on delete cascade,
  foreign key (school_id, group_id) references groups."group"
);
create index pattern_group_by_group on timetable.pattern_group (school_id, group_id, pattern_id) where group_id is not null;

create table timetable.pattern_teacher (
  school_id uuid not null,
  pattern_id uuid not null,
  place smallint not null,
  person_id uuid,
  -- the short name the source gives
  name text,
  part text not null default 'leads' check (part in ('leads', 'co_teaches', 'supervises')),
  primary key (school_id, pattern_id, place),
  check ((person_id is null) <> (name is null)),
  foreign key (school_id, pattern_id) references timetable.pattern on delete cascade,
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index pattern_teacher_by_person on timetable.pattern_teacher (school_id, person_id, pattern_id) where person_id is not null;

create table timetable.pattern_room (
  school_id uuid not null,
  pattern_id uuid not null,
  place smallint not null,
  room_id uuid not null,
  -- only in this period of a double one; null: all the time
  period smallint,
  primary key (school_id, pattern_id, place),
  foreign key (school_id, pattern_id) references timetable.pattern on delete cascade,
  foreign key (school_id, room_id) references timetable.room
);
create index pattern_room_by_room on timetable.pattern_room (school_id, room_id, pattern_id);
