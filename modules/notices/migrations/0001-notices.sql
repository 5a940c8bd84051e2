-- What people have been told: once in the app, and by mail or push as they chose. Each way out has a row, also when nothing
-- went out: then it says why.
create schema notices;

create table notices.notice (
  school_id uuid not null references kernel.school,
  id uuid not null,
  person_id uuid not null,
  -- module.kind of the manifest
  kind text not null,
  -- the module's own key: the same thing is told once
  key text not null,
  title_key text not null,
  body_key text not null,
  text_values jsonb not null default '{}',
  -- below the school, without leading slash
  path text not null,
  made_at timestamptz not null,
  read_at timestamptz,
  primary key (school_id, id),
  unique (school_id, person_id, kind, key),
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index notice_unread on notices.notice (school_id, person_id, made_at desc, id desc) where read_at is null;
create index notice_read on notices.notice (school_id, person_id, made_at desc, id desc) where read_at is not null;
create index notice_by_age on notices.notice (school_id, made_at);

create table notices.delivery (
  school_id uuid not null,
  id uuid not null,
  notice_id uuid not null,
  channel text not null check (channel in ('mail', 'push')),
  -- waiting: goes out at due_at (digest: with the next collected mail) · held: quiet hours · sending: being handed over ·
  -- sent: handed over · not_sent: for good
  state text not null check (state in ('waiting', 'held', 'sending', 'sent', 'not_sent')),
  -- why not, or why later
  reason text,
  digest boolean not null default false,
  due_at timestamptz,
  tried integer not null default 0,
  claimed_at timestamptz,
  at timestamptz not null,
  primary key (school_id, id),
  unique (school_id, notice_id, channel),
  foreign key (school_id, notice_id) references notices.notice on delete cascade
);
create index delivery_due on notices.delivery (school_id, due_at) where state in ('waiting', 'held') and not digest;
create index delivery_digest on notices.delivery (school_id, notice_id) where state = 'waiting' and digest;
create index delivery_open on notices.delivery (school_id, claimed_at) where state = 'sending';

-- how a person wants a kind; without a row the kind's own default holds
create table notices.choice (
  school_id uuid not null,
  person_id uuid not null,
  kind text not null,
  mail text not null check (mail in ('at_once', 'digest', 'off')),
  push boolean not null,
  primary key (school_id, person_id, kind),
  foreign key (school_id, person_id) references people.person on delete restrict
);

-- browsers that take web push (RFC 8030), as the browser's own push service names them
create table notices.subscription (
  school_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  made_at timestamptz not null,
  primary key (school_id, id),
  unique (school_id, endpoint),
  foreign key (school_id, person_id) references people.person on delete restrict
);
create index subscription_of_person on notices.subscription (school_id, person_id);
