--! holds cases, users
-- Lists by more than their status: saved views, an index for what is marked, and acts on many cases at once.

-- Serves: the lists of what is urgent or under supervision, by due time.
create index cases_marked on cases
  (district_id, (case when due_at is null then 'infinity' else due_at end), id)
  where (urgent or supervised)
    and status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed');

-- What a person looks at again and again; their own, nobody else's.
create table list_views (
  district_id integer not null references districts (id),
  user_id uuid not null,
  id uuid not null,
  name text not null,
  -- A view of the contract and its filters; no words that were searched for.
  filters jsonb not null,
  is_default boolean not null default false,
  created_at timestamptz not null,
  primary key (district_id, user_id, id),
  foreign key (district_id, user_id) references users (district_id, id)
);
-- The desk opens on one of them at most.
create unique index list_views_default on list_views (district_id, user_id) where is_default;
create unique index list_views_name on list_views (district_id, user_id, name);
alter table list_views enable row level security;
alter table list_views force row level security;
create policy own_district on list_views
  using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select, insert, update, delete on list_views to jieyou_app;
grant select on list_views to jieyou_backup;

-- One move on many cases, done by the worker, each case in a transaction of its own.
create table bulk_acts (
  district_id integer not null references districts (id),
  id uuid not null,
  user_id uuid not null,
  -- The unit whose other members may consent; no id for the whole district.
  unit_kind text not null check (unit_kind in ('station', 'town', 'district')),
  unit_id uuid,
  move text not null check (move in ('accept', 'hand-over', 'merge', 'message', 'answer-directly', 'urge')),
  -- What the move brings with it; emptied when the act is over, since every case has it in its history then.
  given jsonb not null,
  state text not null check (state in ('proposed', 'going', 'done', 'dropped')),
  asked_at timestamptz not null,
  -- Who consented, or said no.
  decided_by uuid,
  done_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, user_id) references users (district_id, id),
  foreign key (district_id, decided_by) references users (district_id, id)
);
create index bulk_acts_open on bulk_acts (district_id, asked_at) where state in ('proposed', 'going');
create index bulk_acts_by_user on bulk_acts (district_id, user_id, asked_at);
alter table bulk_acts enable row level security;
alter table bulk_acts force row level security;
create policy own_district on bulk_acts
  using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select, insert, update on bulk_acts to jieyou_app;
grant select, update on bulk_acts to jieyou_worker;
grant select on bulk_acts to jieyou_backup;

create table bulk_cases (
  district_id integer not null references districts (id),
  act_id uuid not null,
  case_id uuid not null,
  -- In the order in which they were chosen.
  place integer not null,
  -- The version its chooser saw: a newer one is told, never overwritten.
  version integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  refusal text,
  primary key (district_id, act_id, case_id),
  foreign key (district_id, act_id) references bulk_acts (district_id, id),
  foreign key (district_id, case_id) references cases (district_id, id),
  check ((state = 'refused') = (refusal is not null))
);
create index bulk_cases_waiting on bulk_cases (district_id, act_id, place) where state = 'waiting';
alter table bulk_cases enable row level security;
alter table bulk_cases force row level security;
create policy own_district on bulk_cases
  using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select, insert on bulk_cases to jieyou_app;
grant select, update on bulk_cases to jieyou_worker;
grant select on bulk_cases to jieyou_backup;
