-- What somebody has taken off their own list of what is shared with them: it stays shared, with them and with all others.
create table files.share_off_list (
  school_id uuid not null references kernel.school,
  id uuid not null,
  share_id uuid not null,
  person_id uuid not null,
  since timestamptz not null,
  primary key (school_id, id),
  unique (school_id, person_id, share_id),
  foreign key (school_id, share_id) references files.share on delete cascade,
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index share_off_list_of_share on files.share_off_list (school_id, share_id);
