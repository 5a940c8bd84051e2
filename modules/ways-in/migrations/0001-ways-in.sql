-- Classes whose pupils may sign in with picture cards. No row: no cards. A class of next year decides anew.
create schema ways_in;

create table ways_in.card_class (
  school_id uuid not null references kernel.school,
  id uuid not null,
  group_id uuid not null,
  primary key (school_id, id),
  foreign key (school_id, group_id) references groups."group" on delete cascade
);
create unique index card_class_once on ways_in.card_class (school_id, group_id);
