-- Files of people: what they are called, whose they are, which bytes they hold, and where else they are in use.
-- The bytes themselves lie in the blob store under their hash; two files with the same bytes cost one copy.
create schema files;

create table files.file (
  school_id uuid not null references kernel.school,
  id uuid not null,
  -- null once the person is erased while the file is still in use elsewhere
  owner_id uuid,
  name text not null check (name <> ''),
  -- media type by content; known when all bytes are there
  type text,
  size_bytes bigint not null check (size_bytes >= 0),
  -- name of the content in the blob store, counted in kernel.blob
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  -- locked: found harmful, kept for the record, served to nobody
  state text not null check (state in ('uploading', 'ready', 'locked')),
  made_at timestamptz not null,
  -- in the bin since; thirty days later the file is gone unless it is in use
  deleted_at timestamptz,
  primary key (school_id, id),
  foreign key (school_id, owner_id) references people.person on delete restrict,
  check (state = 'uploading' or (hash is not null and type is not null))
);
create index file_of_owner on files.file (school_id, owner_id, made_at desc, id desc);
create index file_in_bin on files.file (school_id, deleted_at) where deleted_at is not null;
create index file_uploading on files.file (school_id, made_at) where state = 'uploading';
create index file_nameless on files.file (school_id) where owner_id is null;

-- A file attached to something of another module (work, a hand-in, an answer). That module says who may read it there.
create table files.use (
  school_id uuid not null references kernel.school,
  id uuid not null,
  file_id uuid not null,
  module text not null,
  subject_id uuid not null,
  -- as it was called when it was attached: renaming one's own file later does not change what was handed in
  name text not null,
  place integer not null,
  primary key (school_id, id),
  foreign key (school_id, file_id) references files.file,
  unique (school_id, module, subject_id, file_id)
);
create index use_of_file on files.use (school_id, file_id);
