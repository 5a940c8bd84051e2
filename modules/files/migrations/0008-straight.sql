-- Uploads on their way straight into an S3 store. The row of an upload that has ended or was given up stays until the store has forgotten it too: so nothing
-- is left lying there that nobody knows of.
create table files.straight (
  school_id uuid not null references kernel.school,
  -- of the upload in files.file, which may be gone
  id uuid not null,
  -- where its bytes lie in the store, and what the store calls it
  name uuid not null,
  store_id text not null,
  part_bytes integer not null check (part_bytes > 0),
  primary key (school_id, id)
);
