-- Room of one person, group or course other than what the school's settings say for all.
create table files.quota (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id uuid,
  group_id uuid,
  course_id uuid,
  space_id uuid not null generated always as (coalesce(person_id, group_id, course_id)) stored,
  megabytes integer not null check (megabytes between 0 and 10000000),
  primary key (school_id, id),
  unique (school_id, space_id),
  foreign key (school_id, person_id) references people.person on delete restrict,
  foreign key (school_id, group_id) references groups."group",
  foreign key (school_id, course_id) references courses.course,
  check (num_nonnulls(person_id, group_id, course_id) = 1)
);
create index quota_of_person on files.quota (school_id, person_id) where person_id is not null;
create index quota_of_group on files.quota (school_id, group_id) where group_id is not null;
create index quota_of_course on files.quota (school_id, course_id) where course_id is not null;
