-- Guardians are invited by mail. What was asked for and what became of it is kept for a year, without the address and without the code:
-- the address stands with the person and is read when the mail goes out, the code stands in the mail alone (docs/decisions/0030).
create schema directory;

create table directory.invitation (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id uuid not null,
  asked_by uuid,
  asked_at timestamptz not null,
  -- how often a mail server was tried
  tried integer not null default 0,
  -- when the code in the mail was made: the code is found by it
  code_made_at timestamptz,
  -- sent: the next server took the mail · refused: it never will · void: not sent, since it was no longer right · withdrawn: the code was ended
  outcome text check (outcome in ('sent', 'refused', 'void', 'withdrawn')),
  done_at timestamptz,
  primary key (school_id, id),
  check ((outcome is null) = (done_at is null)),
  foreign key (school_id, person_id) references people.person on delete restrict,
  foreign key (school_id, asked_by) references people.person on delete restrict
);
create index invitation_of_person on directory.invitation (school_id, person_id, asked_at desc);
create index invitation_asked_by on directory.invitation (school_id, asked_by) where asked_by is not null;
