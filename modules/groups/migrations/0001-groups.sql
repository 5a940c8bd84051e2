-- A group is people: a class, half of a class, a year, a club, the staff room, a committee, the guardians of a class.
create schema groups;

create table groups."group" (
  school_id uuid not null references kernel.school,
  id uuid not null,
  kind text not null check (kind in ('class', 'class_half', 'year', 'club', 'staff', 'committee', 'guardians', 'other')),
  name text not null check (name <> ''),
  -- normalised for matching only: 5a = 05A = 5 A
  match_name text not null,
  statistic_code text,
  -- '01' … '13'
  year_level text,
  -- first calendar year of the school year; null: not bound to a year
  school_year integer,
  half_year integer check (half_year in (1, 2)),
  division_id uuid,
  site_id uuid,
  -- the group whose people these are (half of a class, guardians of a class)
  parent_id uuid,
  -- 6a continues 5a as a new group
  continues_id uuid,
  source text,
  source_id text,
  -- named only to its own members and leaders: outside search, lists and other people's views
  sensitive boolean not null default false,
  ended_on date,
  created_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, parent_id) references groups."group",
  foreign key (school_id, continues_id) references groups."group"
);
create unique index group_of_source on groups."group" (school_id, source, source_id, school_year) nulls not distinct where source_id is not null;
create unique index class_once on groups."group" (school_id, school_year, match_name) where kind = 'class' and ended_on is null;
create index group_in_order on groups."group" (school_id, kind, year_level, name, id);
create index group_by_parent on groups."group" (school_id, parent_id) where parent_id is not null;
create index group_by_earlier on groups."group" (school_id, continues_id) where continues_id is not null;

create table groups.member (
  school_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('member', 'class_teacher', 'deputy', 'leader', 'representative', 'deputy_representative', 'parents_representative')),
  valid_from date,
  valid_to date,
  source text,
  primary key (school_id, id),
  foreign key (school_id, group_id) references groups."group",
  foreign key (school_id, person_id) references people.person on delete restrict
);
create unique index member_once on groups.member (school_id, group_id, person_id, part);
create index member_by_person on groups.member (school_id, person_id, group_id) include (part, valid_from, valid_to);

create view groups.pub_group with (security_invoker = true) as
  select school_id, id, kind, name, match_name, statistic_code, year_level, school_year, half_year, division_id, site_id, parent_id, continues_id, sensitive, ended_on,
    source, source_id
  from groups."group";
create view groups.pub_member with (security_invoker = true) as
  select school_id, group_id, person_id, part, valid_from, valid_to, source from groups.member;
