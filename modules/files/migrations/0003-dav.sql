-- What network drives (WebDAV, RFC 4918) keep beside an entry: locks and properties of programs. Both go with it.
create table files.dav_lock (
  school_id uuid not null references kernel.school,
  -- the lock's token
  id uuid not null,
  entry_id uuid not null,
  person_id uuid not null,
  -- with all that lies in the folder
  deep boolean not null,
  shared boolean not null,
  -- what the program says of its owner, as XML
  owner_xml text check (length(owner_xml) <= 2000),
  expires_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, entry_id) references files.entry on delete cascade,
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index dav_lock_of_entry on files.dav_lock (school_id, entry_id);
create index dav_lock_of_person on files.dav_lock (school_id, person_id);

create table files.dav_property (
  school_id uuid not null references kernel.school,
  id uuid not null,
  entry_id uuid not null,
  namespace text not null,
  name text not null,
  -- the whole element, its namespaces declared
  xml text not null check (length(xml) <= 10000),
  primary key (school_id, id),
  unique (school_id, entry_id, namespace, name),
  foreign key (school_id, entry_id) references files.entry on delete cascade
);
