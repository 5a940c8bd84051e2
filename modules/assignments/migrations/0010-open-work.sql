-- Late in a school year most work of a course is closed: whoever asks for what is open reads past none of it. `case`, since `coalesce` is not among what
-- PostgreSQL looks up behind the wall (row level security lets only leakproof conditions into an index).
create index assignment_open_in_course
  on assignments.assignment (school_id, course_id, (case when closes_at is null then 'infinity'::timestamptz else closes_at end))
  where whole and published_at is not null and deleted_at is null and course_id is not null;
create index assignment_open_in_group
  on assignments.assignment (school_id, group_id, (case when closes_at is null then 'infinity'::timestamptz else closes_at end))
  where whole and published_at is not null and deleted_at is null and group_id is not null;
