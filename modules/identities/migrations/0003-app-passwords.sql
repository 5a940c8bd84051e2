-- A password for one program that cannot sign in as a browser does (a network drive). Made by us, shown once. Each belongs to a device of its own, so it is
-- closed, counted and forgotten like one, and ends with it.
create table identities.app_password (
  device_id uuid primary key references identities.device on delete cascade,
  hash text not null unique
);
