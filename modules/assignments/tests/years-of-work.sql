-- Forty schools. The first has 900 pupils in 30 classes, the others 90 in three; each class has ten courses, and each course two pieces of work, which three
-- of the class have handed in. Ids come from numbers, so that every run makes the same rows and PostgreSQL the same plans.
set session_replication_role = replica; -- no triggers and keys: what is made here is whole by itself
create function pg_temp.id(kind text, school int, number int) returns uuid language sql immutable as
  $$ select md5(kind || ' ' || school || ' ' || number)::uuid $$;
create temporary table school as select s, pg_temp.id('school', s, 0) as id, case when s = 1 then 30 else 3 end as classes from generate_series(1, 40) s;

insert into kernel.authority (id, slug, name, created_at) values (pg_temp.id('authority', 0, 0), 'viele', 'Stadt der vielen', '2026-08-01');
insert into kernel.school (id, authority_id, slug, name, state, created_at)
  select id, pg_temp.id('authority', 0, 0), 'viele-' || s, 'Schule ' || s, 'NW', '2026-08-01' from school;
-- names in no order of the classes; after the pupils one teacher for each course
insert into people.person (school_id, id, last_name, first_name, sort_name, created_at)
  select id, pg_temp.id('person', s, n), 'N' || md5('name' || n), 'V' || n, md5('name' || n), '2026-08-01' from school, generate_series(1, classes * 40) n;
insert into courses.course (school_id, id, name, school_year, created_at)
  select id, pg_temp.id('course', s, c), 'Kurs ' || c, 2026, '2026-08-01' from school, generate_series(1, classes * 10) c;
insert into courses.teacher (school_id, id, course_id, person_id, part)
  select id, pg_temp.id('teacher', s, c), pg_temp.id('course', s, c), pg_temp.id('person', s, classes * 30 + c), 'leads' from school, generate_series(1, classes * 10) c;
insert into courses.member (school_id, id, course_id, person_id)
  select id, pg_temp.id('member', s, c * 30 + p), pg_temp.id('course', s, c), pg_temp.id('person', s, (c - 1) / 10 * 30 + p)
  from school, generate_series(1, classes * 10) c, generate_series(1, 30) p;

-- pieces of work from one number to another in the courses from one to another, handed in by as many of each class
create function pg_temp.work(school int, courses int4range, pieces int4range, pupils int) returns void language sql as $$
  insert into assignments.assignment (school_id, id, course_id, made_by, title, due_at, closes_at, published_at, created_at, changed_at)
    select pg_temp.id('school', school, 0), pg_temp.id('assignment', school, c * 40 + n), pg_temp.id('course', school, c), null, 'Übung ' || n,
      '2026-11-27'::timestamptz - n * interval '5 days', case when n > 6 then '2026-12-04'::timestamptz - n * interval '5 days' end, '2026-08-02', '2026-08-02', '2026-08-02'
    from generate_series(lower(courses), upper(courses) - 1) c, generate_series(lower(pieces), upper(pieces) - 1) n;
  insert into assignments.recipient (school_id, id, assignment_id, pupil_id, listed, seen, handed_in)
    select pg_temp.id('school', school, 0), pg_temp.id('recipient', school, c * 1200 + n * 30 + p), pg_temp.id('assignment', school, c * 40 + n),
      pg_temp.id('person', school, (c - 1) / 10 * 30 + p), true, true, true
    from generate_series(lower(courses), upper(courses) - 1) c, generate_series(lower(pieces), upper(pieces) - 1) n, generate_series(1, pupils) p;
  insert into assignments.hand_in (school_id, id, assignment_id, pupil_id, version, current, text, handed_in_at, late)
    select pg_temp.id('school', school, 0), pg_temp.id('hand-in', school, c * 1200 + n * 30 + p), pg_temp.id('assignment', school, c * 40 + n),
      pg_temp.id('person', school, (c - 1) / 10 * 30 + p), 1, true, 'fertig', '2026-11-20', false
    from generate_series(lower(courses), upper(courses) - 1) c, generate_series(lower(pieces), upper(pieces) - 1) n, generate_series(1, pupils) p;
$$;
select pg_temp.work(s, int4range(1, classes * 10, '[]'), '[1,2]', 3) from school;
-- one piece that a whole class has handed in
select pg_temp.work(1, '[11,11]', '[3,3]', 30);
analyze;
-- and a year of work for the first class, of which PostgreSQL has not heard yet: it takes long lists for short ones
select pg_temp.work(1, '[1,10]', '[3,40]', 3);
set session_replication_role = default;
