--! holds events, users
-- The live desk: what changed since a desk last heard, who is at a case right now, and notices to staff.

-- Serves: what happened since a desk last heard. Events come in the order of their numbers, so a block range says
-- enough and costs a submission next to nothing, which a tree would not.
create index events_by_seq on events using brin (seq) with (pages_per_range = 32, autosummarize = on);
-- Where a desk that has heard nothing yet begins.
grant select on sequence events_seq_seq to jieyou_app;

-- Who has a case open. Kept for less than a minute after the last word of a desk, by which two programs know of it.
create table presences (
  district_id  integer not null references districts (id),
  case_id      uuid not null,
  user_id      uuid not null,
  seen_at      timestamptz not null,
  primary key (district_id, case_id, user_id),
  foreign key (district_id, user_id) references users (district_id, id)
);

-- What a person is told of, once for each event however often the job runs. Of a case it holds its id and nothing said.
create table staff_notices (
  district_id  integer not null references districts (id),
  id           uuid not null,
  -- Order only.
  seq          bigint generated always as identity,
  user_id      uuid not null,
  case_id      uuid not null,
  event_id     uuid not null,
  kind         text not null,
  made_at      timestamptz not null,
  read_at      timestamptz,
  primary key (district_id, id),
  unique (district_id, user_id, event_id, kind),
  foreign key (district_id, user_id) references users (district_id, id)
);
-- Serves: a person's notices, the latest first.
create index staff_notices_by_user on staff_notices (district_id, user_id, seq desc);
-- Serves: how many a person has not read.
create index staff_notices_unread on staff_notices (district_id, user_id, seq) where read_at is null;
-- Serves: forgetting what is old.
create index staff_notices_by_time on staff_notices (district_id, made_at);

-- When a person wants to be told outside the desk. Hours of the district's clock; equal hours are no quiet at all.
create table notice_wishes (
  district_id  integer not null references districts (id),
  user_id      uuid not null,
  quiet_from   smallint not null check (quiet_from between 0 and 23),
  quiet_until  smallint not null check (quiet_until between 0 and 23),
  digest_hour  smallint not null check (digest_hour between 0 and 23),
  -- For each kind of notice: at-once, daily or off.
  pace         jsonb not null,
  language     text not null check (language in ('zh', 'en')),
  primary key (district_id, user_id),
  foreign key (district_id, user_id) references users (district_id, id)
);

-- Where a person is told outside the desk, sealed.
create table staff_addresses (
  district_id  integer not null references districts (id),
  user_id      uuid not null,
  kind         text not null check (kind in ('email', 'sms')),
  sealed       bytea not null,
  -- Nothing can be sent there; told on the page of settings until another address is given.
  refused_at   timestamptz,
  primary key (district_id, user_id, kind),
  foreign key (district_id, user_id) references users (district_id, id)
);

-- A unit's robots in its own groups at DingTalk and WeCom. Token and secret are sealed. `unit_id` of a district's own
-- office is the zero id, since a key has no nulls.
create table unit_robots (
  district_id   integer not null references districts (id),
  unit_kind     text not null check (unit_kind in ('deputy', 'station', 'town', 'district', 'agency')),
  unit_id       uuid not null,
  kind          text not null check (kind in ('dingtalk', 'wecom')),
  sealed        bytea not null,
  quiet_from    smallint not null check (quiet_from between 0 and 23),
  quiet_until   smallint not null check (quiet_until between 0 and 23),
  -- Nothing is sent before: the services bear twenty messages a minute.
  next_at       timestamptz,
  refused_at    timestamptz,
  refused_code  text,
  primary key (district_id, unit_kind, unit_id, kind)
);

-- What is to be sent outside the desk and when; what was sent stays as long as its notice, so that nothing is sent twice.
create table notice_deliveries (
  district_id  integer not null references districts (id),
  id           uuid not null,
  -- A person, or a unit's robot.
  to_kind      text not null check (to_kind in ('user', 'deputy', 'station', 'town', 'district', 'agency')),
  to_id        uuid not null,
  channel      text not null check (channel in ('email', 'sms', 'dingtalk', 'wecom')),
  case_id      uuid not null,
  event_id     uuid not null,
  kind         text not null,
  made_at      timestamptz not null,
  -- Null once it was sent, or is being sent, or never will be.
  due_at       timestamptz,
  attempts     integer not null default 0,
  primary key (district_id, id),
  unique (district_id, to_kind, to_id, channel, event_id, kind)
);
-- Serves: what is to be sent now.
create index notice_deliveries_due on notice_deliveries (district_id, due_at) where due_at is not null;
-- Serves: forgetting what is old.
create index notice_deliveries_by_time on notice_deliveries (district_id, made_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'presences', 'staff_notices', 'notice_wishes', 'staff_addresses', 'unit_robots', 'notice_deliveries'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant select, insert, update, delete on presences, staff_addresses, unit_robots to jieyou_app;
grant select, insert, update on notice_wishes to jieyou_app;
grant select, update on staff_notices to jieyou_app;
grant select, insert, update, delete on staff_notices, notice_deliveries to jieyou_worker;
grant select on notice_wishes to jieyou_worker;
grant select, update on staff_addresses, unit_robots to jieyou_worker;
grant select on presences, staff_notices, notice_wishes, staff_addresses, unit_robots, notice_deliveries to jieyou_backup;
