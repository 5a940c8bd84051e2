-- An identity is one human's sign-in, above all schools; a person is that human in one school (architecture.md, section 9).
-- These tables must be found before any school is known, so they stand outside the wall. They hold no names, only ids,
-- sign-in names, public keys, hashes and sealed secrets.
create schema identities;

create table identities.identity (
  id uuid primary key,
  -- who answers for it in law
  authority_id uuid not null references kernel.authority,
  -- OPAQUE registration record (RFC 9807) as the library writes it; null until a password is set
  opaque_record text,
  -- how the password was stretched on the device, so that a later change can tell old records from new ones
  stretching text,
  must_change boolean not null default false,
  status text not null default 'open' check (status in ('open', 'suspended', 'closed')),
  password_set_at timestamptz,
  created_at timestamptz not null,
  check ((opaque_record is null) = (stretching is null))
);
create index identity_by_authority on identities.identity (authority_id);

-- A name to sign in with. realm: the school's id, or the zero UUID for a confirmed e-mail address.
-- A released name keeps its row without an owner, so that nobody gets it in the same school year.
create table identities.handle (
  realm uuid not null,
  handle citext not null check (length(handle) between 1 and 254),
  identity_id uuid references identities.identity on delete restrict,
  given_at timestamptz not null,
  released_on date,
  primary key (realm, handle),
  check ((identity_id is null) = (released_on is not null))
);
create index handle_of_identity on identities.handle (identity_id, realm);

-- which person an identity is in which school
create table identities.attachment (
  school_id uuid not null references kernel.school,
  person_id kernel.person_id not null,
  identity_id uuid not null references identities.identity on delete restrict,
  since timestamptz not null,
  primary key (school_id, person_id),
  unique (school_id, identity_id)
);
create index attachment_of_identity on identities.attachment (identity_id);

-- A browser somebody is signed in on. The token changes with every use; the family part stays, so that an old token
-- is recognised as one of this device and betrays a copy.
create table identities.device (
  id uuid primary key,
  identity_id uuid not null references identities.identity on delete cascade,
  family_hash text not null,
  token_hash text not null,
  previous_hash text,
  rotated_at timestamptz not null,
  -- secret from which, together with the present token, the next is made: a lost answer can be given again
  chain text not null,
  lasting boolean not null,
  shared boolean not null,
  -- a second factor or passkey was shown on it
  strong boolean not null default false,
  -- kind of browser and system, from the user agent
  label text not null,
  created_on date not null,
  -- the day only: a device is no time clock
  last_used_on date not null,
  -- shared devices end with the school day
  ends_at timestamptz,
  closed_at timestamptz
);
create index device_of_identity on identities.device (identity_id) where closed_at is null;
create index device_closed on identities.device (closed_at) where closed_at is not null;

-- one-time codes on letters; hash with the installation's secret, see docs/decisions
create table identities.code (
  hash text primary key,
  school_id uuid not null references kernel.school,
  person_id kernel.person_id not null,
  purpose text not null check (purpose in ('first', 'lost', 'invite')),
  -- the person's name for the greeting, readable only with the code itself
  sealed_name text not null,
  made_at timestamptz not null,
  made_by kernel.person_id,
  valid_until timestamptz not null,
  used_at timestamptz
);
create index code_of_person on identities.code (school_id, person_id);
create index code_made_by on identities.code (school_id, made_by) where made_by is not null;

-- links in mails; 256 random bits, so a plain hash is enough
create table identities.mail_link (
  hash text primary key,
  identity_id uuid not null references identities.identity on delete cascade,
  purpose text not null check (purpose in ('confirm', 'recover')),
  email citext not null,
  made_at timestamptz not null,
  valid_until timestamptz not null,
  used_at timestamptz
);
create index mail_link_of_identity on identities.mail_link (identity_id, made_at);

-- What was begun and may be finished once. A sign-in begun and not finished is a wrong guess.
create table identities.begun (
  id uuid primary key,
  kind text not null check (kind in ('sign_in', 'password', 'passkey', 'totp', 'code')),
  -- the account, or an HMAC of realm and name when there is none; with a known browser, that browser at that account
  subject text not null,
  at timestamptz not null
);
create index begun_of_subject on identities.begun (subject, kind, at);
create index begun_by_age on identities.begun (at);

create table identities.totp (
  identity_id uuid primary key references identities.identity on delete cascade,
  -- sealed with the installation's secret: a stolen database alone gives no second factor
  sealed_secret text not null,
  -- a newer one, until a code of it was shown
  pending_secret text,
  confirmed_at timestamptz,
  -- the last time step that was used; none is taken twice (RFC 6238 section 5.2)
  last_step bigint not null default 0
);

create table identities.recovery_code (
  hash text primary key,
  identity_id uuid not null references identities.identity on delete cascade,
  used_at timestamptz
);
create index recovery_code_of_identity on identities.recovery_code (identity_id);

create table identities.passkey (
  -- credential id, base64url
  id text primary key,
  identity_id uuid not null references identities.identity on delete cascade,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  label text not null,
  created_on date not null,
  last_used_on date
);
create index passkey_of_identity on identities.passkey (identity_id);

-- for people and courses: which identity a person is
create view identities.pub_attachment with (security_invoker = true) as
  select school_id, person_id, identity_id from identities.attachment;

-- for the look-up of callers: devices on which somebody may act now; check ends_at against the present instant
create view identities.pub_device with (security_invoker = true) as
  select d.id, d.identity_id, d.strong, d.shared, d.ends_at
  from identities.device d join identities.identity i on i.id = d.identity_id
  where d.closed_at is null and i.status = 'open';

-- for the office: how far somebody's sign-in has come
create view identities.pub_access with (security_invoker = true) as
  select a.school_id, a.person_id, a.identity_id, h.handle::text as handle, i.status,
    i.opaque_record is not null as has_password,
    exists (select from identities.totp t where t.identity_id = i.id and t.confirmed_at is not null)
      or exists (select from identities.passkey p where p.identity_id = i.id) as has_second_factor
  from identities.attachment a
  join identities.identity i on i.id = a.identity_id
  left join identities.handle h on h.identity_id = i.id and h.realm = a.school_id;
comment on column identities.pub_access.handle is 'nullable';
comment on column identities.pub_device.ends_at is 'nullable';
