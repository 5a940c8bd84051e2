-- A course is teaching: a subject, its teachers with their parts, members drawn from groups plus or minus single pupils.
create schema courses;

create table courses.subject (
  school_id uuid not null references kernel.school,
  id uuid not null,
  short_name text not null check (short_name <> ''),
  name text not null,
  primary key (school_id, id),
  unique (school_id, short_name)
);

create table courses.course (
  school_id uuid not null references kernel.school,
  id uuid not null,
  subject_id uuid,
  -- as the source or the school names it: "M-LK1", "pp_6ab"
  name text not null check (name <> ''),
  -- Kursart: GK, LK, PUK, PUT … (formats.md 6.1)
  course_type text,
  school_year integer,
  half_year integer check (half_year in (1, 2)),
  -- exactly this class sits in it: shown inside the class, no chat of its own
  class_id uuid,
  source text,
  source_id text,
  sensitive boolean not null default false,
  ended_on date,
  created_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, subject_id) references courses.subject,
  foreign key (school_id, class_id) references groups."group"
);
create unique index course_of_source on courses.course (school_id, source, source_id, school_year) nulls not distinct where source_id is not null;
create index course_in_order on courses.course (school_id, name, id);
create index course_by_subject on courses.course (school_id, subject_id);
create index course_by_class on courses.course (school_id, class_id) where class_id is not null;

create table courses.teacher (
  school_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('leads', 'co_teaches', 'in_training', 'assists')),
  valid_from date,
  valid_to date,
  source text,
  primary key (school_id, id),
  unique (school_id, course_id, person_id),
  foreign key (school_id, course_id) references courses.course,
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index teacher_by_person on courses.teacher (school_id, person_id, course_id);

-- pupils, one row each; a guest from another school is a guest person here
create table courses.member (
  school_id uuid not null,
  id uuid not null,
  course_id uuid not null,
  person_id uuid not null,
  valid_from date,
  valid_to date,
  source text,
  primary key (school_id, id),
  unique (school_id, course_id, person_id),
  foreign key (school_id, course_id) references courses.course,
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index member_by_person on courses.member (school_id, person_id, course_id);

create view courses.pub_course with (security_invoker = true) as
  select c.school_id, c.id, c.name, c.course_type, c.school_year, c.half_year, c.class_id, c.sensitive, c.ended_on, c.source, c.source_id,
    s.short_name as subject, s.name as subject_name
  from courses.course c left join courses.subject s on s.school_id = c.school_id and s.id = c.subject_id;
create view courses.pub_teacher with (security_invoker = true) as
  select school_id, course_id, person_id, part, valid_from, valid_to, source from courses.teacher;
create view courses.pub_member with (security_invoker = true) as
  select school_id, course_id, person_id, valid_from, valid_to, source from courses.member;
comment on column courses.pub_course.subject is 'nullable';
comment on column courses.pub_course.subject_name is 'nullable';
