-- What the platform itself must remember: who is served, what was announced, what was answered, what was set.
-- Tables with school_id as the first key column stand behind the wall; the others are named, with reasons, in kernel/db/outside-the-wall.ts.
create schema kernel;

-- a column that names a person without a foreign key (other schema, other zone): found by the privacy check through this type
create domain kernel.person_id as uuid;

create table kernel.installation (
  key text primary key,
  value jsonb not null
);

create table kernel.authority (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,40}$'),
  name text not null,
  created_at timestamptz not null
);

create table kernel.school (
  id uuid primary key,
  authority_id uuid not null references kernel.authority,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,40}$'),
  name text not null,
  state text not null check (state ~ '^[A-Z]{2}$'),
  school_number text,
  school_form text,
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  modules_off text[] not null default '{}',
  created_at timestamptz not null
);
create index school_by_authority on kernel.school (authority_id, name);

create table kernel.setting (
  scope text not null check (scope in ('operator', 'authority')),
  subject_id uuid not null,
  key text not null,
  value jsonb not null,
  primary key (scope, subject_id, key)
);

create table kernel.school_setting (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id kernel.person_id,
  key text not null,
  value jsonb not null,
  primary key (school_id, id)
);
create unique index school_setting_of on kernel.school_setting (school_id, key, person_id) nulls not distinct;
create index school_setting_by_person on kernel.school_setting (school_id, person_id) where person_id is not null;

create table kernel.role_grant (
  school_id uuid not null references kernel.school,
  id uuid not null,
  capacity text not null,
  permission text not null,
  granted boolean not null,
  primary key (school_id, id),
  unique (school_id, capacity, permission)
);

create table kernel.outbox (
  id uuid primary key,
  school_id uuid,
  name text not null,
  version integer not null,
  data jsonb not null,
  at timestamptz not null,
  dispatched_at timestamptz
);
create index outbox_waiting on kernel.outbox (id) where dispatched_at is null;
create index outbox_done on kernel.outbox (dispatched_at) where dispatched_at is not null;
create index outbox_of_school on kernel.outbox (school_id, name, id);

create table kernel.idempotency (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id kernel.person_id not null,
  route text not null,
  key text not null,
  request_hash text not null,
  status integer,
  answer jsonb,
  at timestamptz not null,
  primary key (school_id, id),
  unique (school_id, person_id, route, key)
);
create index idempotency_by_age on kernel.idempotency (school_id, at);

create table kernel.audit (
  school_id uuid not null references kernel.school,
  id uuid not null,
  at timestamptz not null,
  actor_id kernel.person_id,
  act text not null,
  subject_type text,
  subject_id uuid,
  data jsonb not null default '{}',
  primary key (school_id, id)
);
create index audit_in_order on kernel.audit (school_id, at desc, id desc);
create index audit_of_actor on kernel.audit (school_id, actor_id) where actor_id is not null;
create index audit_of_subject on kernel.audit (school_id, subject_type, subject_id, at desc);

-- acts above one school: operator, authority, command line
create table kernel.platform_audit (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  act text not null,
  school_id uuid,
  data jsonb not null default '{}'
);

-- what modules may join: schools by name, and the doors of a demo
create view kernel.pub_school with (security_invoker = true) as
  select id, authority_id, slug, name, state, accent from kernel.school;
create view kernel.pub_demo_door with (security_invoker = true) as
  select door->>'role' as role, (door->>'identityId')::uuid as identity_id, door->>'schoolSlug' as school_slug, at
  from kernel.installation i, jsonb_array_elements(case jsonb_typeof(i.value) when 'array' then i.value else '[]' end) with ordinality as listed (door, at) where i.key = 'demo';
