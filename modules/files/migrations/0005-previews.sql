-- What the server makes of content so that every device can show it, and the text that stands in it. Both belong to bytes, not to a file: the same bytes
-- are looked into once per school, and go with the last file of the school that holds them. Neither counts towards anybody's room.

-- A PDF of an office file, a smaller picture. Made when somebody opens the file for the first time.
create table files.preview (
  school_id uuid not null references kernel.school,
  id uuid not null,
  -- the content it is made of
  of_hash text not null check (of_hash ~ '^[0-9a-f]{64}$'),
  of_type text not null,
  -- office files take long, pictures do not wait for them
  lane text not null check (lane in ('office', 'picture')),
  state text not null default 'waiting' check (state in ('waiting', 'made', 'failed')),
  -- how often it was begun, and when last: what ends its process three times is not tried again
  tries smallint not null default 0,
  taken_at timestamptz,
  asked_at timestamptz not null,
  -- name of the made content in the blob store, counted in kernel.blob
  hash text check (hash ~ '^[0-9a-f]{64}$'),
  type text,
  size_bytes bigint,
  primary key (school_id, id),
  unique (school_id, of_hash),
  check ((state = 'made') = (hash is not null and type is not null and size_bytes is not null))
);
create index preview_waiting on files.preview (school_id, lane, asked_at, id) where state = 'waiting';

-- The text of content, its beginning if it is long.
create table files.words (
  school_id uuid not null references kernel.school,
  id uuid not null,
  of_hash text not null check (of_hash ~ '^[0-9a-f]{64}$'),
  -- as it stands there, white space squeezed; empty when there is none or nobody can read it
  text text not null,
  -- the same sign by sign, lower case without accents: a place in one is the place in the other
  folded text not null,
  -- each word once, folded, with a space before it: " aber der schule"
  words text not null,
  primary key (school_id, id),
  unique (school_id, of_hash)
);

create index file_by_hash on files.file (school_id, hash) where hash is not null;
