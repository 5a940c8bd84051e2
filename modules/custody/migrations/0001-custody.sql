-- Custody is administration, not teaching: the data protection authorities ask for the two to be kept apart by system.
-- Hence a schema for a role of its own, without foreign keys to people; ids are kept right by events.
create schema custody;

create table custody.arrangement (
  school_id uuid not null,
  id uuid not null,
  guardian_id kernel.person_id not null,
  child_id kernel.person_id not null,
  role text not null check (role in ('parent', 'foster_parent', 'court_guardian', 'other')),
  custody text not null check (custody in ('sole', 'joint', 'none')),
  -- lives with the child
  household boolean not null,
  -- decides everyday matters (§ 1687 BGB)
  everyday boolean not null,
  may_collect boolean not null,
  contact_barred boolean not null default false,
  -- the bar ends by itself after this day; null: until lifted
  barred_until date,
  changed_at timestamptz not null,
  primary key (school_id, id),
  unique (school_id, child_id, guardian_id)
);
create index arrangement_by_guardian on custody.arrangement (school_id, guardian_id);
create index arrangement_barred on custody.arrangement (school_id, barred_until) where contact_barred;
