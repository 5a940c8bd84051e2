-- How work is handed in, other times for some, what is taken back, who was reminded, a teacher's own words for work, and work kept as a template.

alter table assignments.assignment
  -- without content (a tick), with text, with files: any mix, at least one
  add column hand_in_kinds text[] not null default '{text,files}'
    check (hand_in_kinds <@ '{tick,text,files}'::text[] and cardinality(hand_in_kinds) > 0);

alter table assignments.recipient
  -- the pupil's times stand instead of the work's: null then means without due time, never closes
  add column own_times boolean not null default false,
  add column due_at timestamptz,
  add column closes_at timestamptz,
  -- the day of the last reminder, so that nobody is reminded twice a day of the same work
  add column reminded_on date,
  add check (own_times or (due_at is null and closes_at is null));
create index recipient_own_times on assignments.recipient (school_id, pupil_id, assignment_id) include (due_at, closes_at) where own_times;

-- an earlier version that its pupil has taken back: teachers see nothing of it any more
alter table assignments.hand_in add column taken_back boolean not null default false;

-- A teacher's own words for a piece of work, read by nobody else.
create table assignments.tag (
  school_id uuid not null,
  id uuid not null,
  assignment_id uuid not null,
  person_id uuid not null,
  word text not null check (word <> ''),
  primary key (school_id, id),
  foreign key (school_id, assignment_id) references assignments.assignment,
  foreign key (school_id, person_id) references people.person on delete restrict,
  unique (school_id, person_id, word, assignment_id)
);
create index tag_of_assignment on assignments.tag (school_id, assignment_id, person_id);

-- Work without course, pupils and dates, to be set again.
create table assignments.template (
  school_id uuid not null,
  id uuid not null,
  -- null once that person is erased; shared templates stay
  made_by uuid,
  title text not null check (title <> ''),
  -- sanitised HTML (rich-text.ts)
  body text not null default '',
  hand_in_kinds text[] not null check (hand_in_kinds <@ '{tick,text,files}'::text[] and cardinality(hand_in_kinds) > 0),
  -- short name of the subject of the course it came from; null: of none
  subject text,
  -- who finds it beside its maker: nobody, teachers of the subject, all who set work
  shared_with text not null default 'nobody' check (shared_with in ('nobody', 'subject', 'school')),
  created_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, made_by) references people.person on delete restrict,
  check (shared_with <> 'subject' or subject is not null)
);
create index template_maker on assignments.template (school_id, made_by);
create index template_shared on assignments.template (school_id, shared_with, subject) where shared_with <> 'nobody';
