-- Two more ways in: an account outside (OpenID Connect), and a card with a QR code and three pictures.

-- One outside provider per school, as its admin set it up. It is the school's own matter, so it stands behind the wall.
create table identities.outside_provider (
  school_id uuid not null references kernel.school,
  id uuid not null,
  -- as the provider writes itself; compared with what its answers say
  issuer text not null check (issuer <> ''),
  client_id text not null check (client_id <> ''),
  -- sealed with the installation's secret
  sealed_secret text not null,
  -- what the claim is compared with
  match_by text not null check (match_by in ('source_id', 'handle', 'name')),
  claim text not null check (claim <> ''),
  -- what stands on the button
  label text not null check (label <> ''),
  enabled boolean not null,
  changed_at timestamptz not null,
  primary key (school_id, id)
);
create unique index outside_provider_once on identities.outside_provider (school_id);

-- Which account outside is which person. It holds for the provider of this school only: another school's provider that claims the
-- same issuer and subject finds nothing here. It goes with the attachment of the person.
create table identities.outside_link (
  school_id uuid not null references kernel.school,
  id uuid not null,
  issuer text not null,
  subject text not null,
  person_id kernel.person_id not null,
  -- the sign-in for which it was made; a person joined to another sign-in later does not take the link along
  identity_id uuid not null,
  -- the owner was signed in by other means when linking; otherwise the school alone vouches for it
  owner_confirmed boolean not null,
  linked_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, person_id) references identities.attachment on delete cascade
);
create unique index outside_link_of_account on identities.outside_link (school_id, issuer, subject);
create unique index outside_link_of_person on identities.outside_link (school_id, person_id, issuer);

-- A card with a code of 138 bits. It is found by its first part before any school is known, so it stands outside the wall; ids only.
create table identities.card (
  id uuid primary key,
  -- keyed hash of the part of the code that finds the card
  finder text not null unique,
  -- keyed hash of the whole code: opens the choosing of pictures, as long as none are chosen
  code_hash text not null,
  school_id uuid not null references kernel.school,
  person_id kernel.person_id not null,
  identity_id uuid not null,
  -- OPAQUE registration record over code and pictures (RFC 9807); null until pictures are chosen
  opaque_record text,
  stretching text,
  choose_until timestamptz not null,
  made_at timestamptz not null,
  check ((opaque_record is null) = (stretching is null)),
  foreign key (school_id, person_id) references identities.attachment on delete cascade
);
create unique index card_of_person on identities.card (school_id, person_id);

-- starts of both ways, ended once
alter table identities.begun drop constraint begun_kind_check;
alter table identities.begun add constraint begun_kind_check
  check (kind in ('sign_in', 'password', 'passkey', 'totp', 'code', 'outside', 'card'));

-- for the class teacher's page: who has a card, and whether its pictures are chosen
create view identities.pub_card with (security_invoker = true) as
  select c.school_id, c.person_id, c.made_at, c.choose_until, c.opaque_record is not null as ready from identities.card c;
