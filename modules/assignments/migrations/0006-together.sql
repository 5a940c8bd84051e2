-- Pupils together: a worksheet of which everybody gets a copy, teams that hand in as one, and pupils who review each other's work.

alter table assignments.assignment
  -- attached files of which every pupil gets a copy of their own
  add column worksheet_ids uuid[] not null default '{}',
  -- whether work is done in teams: made by the teacher, or chosen by the pupils until closing
  add column teams text not null default 'none' check (teams in ('none', 'made', 'chosen')),
  -- the most members of a team that pupils choose; null: any number
  add column team_size integer check (team_size between 2 and 12);

-- Which file is somebody's copy of a worksheet. The file itself is theirs and lies among their own files.
create table assignments.worksheet_copy (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  pupil_id uuid not null,
  -- of the file attached to the work, and of the copy
  worksheet_id uuid not null,
  file_id uuid not null,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, pupil_id) references people.person on delete restrict,
  unique (school_id, assignment_id, pupil_id, worksheet_id)
);
create index worksheet_copy_of_pupil on assignments.worksheet_copy (school_id, pupil_id, assignment_id);

create table assignments.team (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  -- "Gruppe 3" is shown for the number 3: no words are stored
  number integer not null check (number > 0),
  -- counts changes of the shared draft: whoever saves over what they have not seen is told
  revision integer not null default 0,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  unique (school_id, assignment_id, number)
);

create table assignments.team_member (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  team_id uuid not null,
  pupil_id uuid not null,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, team_id) references assignments.team,
  foreign key (school_id, pupil_id) references people.person on delete restrict,
  unique (school_id, assignment_id, pupil_id)
);
create index team_member_of_team on assignments.team_member (school_id, team_id);
create index team_member_of_pupil on assignments.team_member (school_id, pupil_id);

-- the new columns are empty: nothing to check against other tables, and the wall wants a school to look behind
select set_config('app.school_id', '00000000-0000-0000-0000-000000000000', true);
-- Of work in teams every member has a row with the same version and content: lists and counts need not know of teams.
alter table assignments.hand_in
  add column team_id uuid,
  -- the member who handed in for all; null: the pupil
  add column by_id uuid,
  add foreign key (school_id, team_id) references assignments.team,
  add foreign key (school_id, by_id) references people.person on delete restrict;
create index hand_in_of_team on assignments.hand_in (school_id, team_id) where team_id is not null;
create index hand_in_by on assignments.hand_in (school_id, by_id) where by_id is not null;

-- the answer to one member alone: what is written to the team leaves it as it is
alter table assignments.answer add column for_one boolean not null default false;

-- Pupils review each other: what the teacher has asked for. Without a row nothing is.
create table assignments.peer_plan (
  school_id uuid not null,
  assignment_id uuid not null,
  -- how many reviews everybody writes when they are drawn
  reviews integer not null check (reviews between 1 and 3),
  -- neither side learns who the other is
  anonymous boolean not null,
  -- from this instant on no review is taken any more; null: never
  due_at timestamptz,
  -- by the rubric of the work
  with_rubric boolean not null,
  -- authors see a review as soon as it is handed in
  at_once boolean not null,
  -- authors see all that is handed in
  released_at timestamptz,
  primary key (school_id, assignment_id),
  foreign key (school_id, assignment_id) references assignments.assignment
);

-- Who reviews whom, and what was written. Ids are random: their order tells nothing.
create table assignments.review (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  -- whose work it is
  author_id uuid not null,
  reviewer_id uuid not null,
  text text not null default '',
  -- the level chosen for each criterion by its place
  rubric jsonb,
  revision integer not null default 0,
  handed_in_at timestamptz,
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, author_id) references people.person on delete restrict,
  foreign key (school_id, reviewer_id) references people.person on delete restrict,
  unique (school_id, assignment_id, reviewer_id, author_id),
  check (author_id <> reviewer_id)
);
create index review_of_author on assignments.review (school_id, author_id, assignment_id);
create index review_of_reviewer on assignments.review (school_id, reviewer_id, assignment_id);
