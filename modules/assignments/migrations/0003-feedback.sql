-- What an answer consists of besides words: a filled rubric and a mark; and the comments a teacher keeps at hand.

-- A teacher's own rubric. Criteria: [{title, weight, levels: [{points, words}]}] (rubrics/contract.ts).
create table assignments.rubric (
  school_id uuid not null references kernel.school,
  id uuid not null,
  -- null once that person is erased; then it is shared
  made_by uuid,
  title text not null,
  criteria jsonb not null,
  -- colleagues of the school may read and copy it, never change it
  shared boolean not null default false,
  revision integer not null default 1,
  primary key (school_id, id),
  foreign key (school_id, made_by) references people.person on delete restrict,
  check (made_by is not null or shared)
);
create index rubric_maker on assignments.rubric (school_id, made_by);
create index rubric_shared on assignments.rubric (school_id, title) where shared;

-- The rubric of a piece of work: a copy of its own, so that changing the template changes no feedback.
create table assignments.work_rubric (
  school_id uuid not null,
  assignment_id uuid not null,
  title text not null,
  criteria jsonb not null,
  -- pupils see the criteria with the task, before anything is answered
  shown_ahead boolean not null default false,
  primary key (school_id, assignment_id),
  foreign key (school_id, assignment_id) references assignments.assignment
);

-- Marks of a piece of work; without a row there are none.
create table assignments.mark_scheme (
  school_id uuid not null,
  assignment_id uuid not null,
  kind text not null check (kind in ('grade', 'points', 'percent')),
  -- what a mark stands for
  meaning text not null check (meaning <> ''),
  primary key (school_id, assignment_id),
  foreign key (school_id, assignment_id) references assignments.assignment
);

-- the level chosen for each criterion by its place, null where none is chosen; null: nothing is filled in
alter table assignments.answer add column rubric jsonb;
alter table assignments.answer add column mark text;
-- as the pupil sees them; null until given back
alter table assignments.answer add column given_rubric jsonb;
alter table assignments.answer add column given_mark text;

-- Comments of one teacher, seen by nobody else.
create table assignments.comment (
  school_id uuid not null references kernel.school,
  id uuid not null,
  owner_id uuid not null,
  text text not null check (text <> ''),
  -- how often it was put into an answer
  used integer not null default 0,
  primary key (school_id, id),
  foreign key (school_id, owner_id) references people.person on delete restrict
);
create index comment_of_owner on assignments.comment (school_id, owner_id, used desc);
