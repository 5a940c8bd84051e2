-- Which content the blob store holds and how many rows of all schools and modules name it. It must see across schools, or one
-- school would throw away what another still needs; so it stands outside the wall and says nothing about who, where or what for.
create table kernel.blob (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes >= 0),
  uses integer not null check (uses >= 0),
  unused_since timestamptz,
  -- being taken out of the store at this moment: whoever brings the same bytes waits and brings them again
  removing boolean not null default false,
  check ((uses = 0) = (unused_since is not null))
);
create index blob_unused on kernel.blob (unused_since) where uses = 0;
