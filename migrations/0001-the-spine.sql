-- The spine: districts and their units, people, reports and cases, events and their commitments, the outbox.
-- Every tenant table begins its key with district_id and is under forced row-level security (0002).

-- The tenants. A reference table outside row security: a request finds its district here, by prefix or by host.
create table districts (
  id              integer primary key,
  prefix          text not null unique check (prefix ~ '^[0-9A-HJKMNP-TV-Z]{2}$'),
  name            text not null,
  host            text unique,
  offset_minutes  integer not null default 480,
  is_demonstration boolean not null default false
);

create table towns (
  district_id  integer not null references districts (id),
  id           uuid not null,
  name         text not null,
  primary key (district_id, id)
);

create table stations (
  district_id  integer not null references districts (id),
  id           uuid not null,
  town_id      uuid not null,
  kind         text not null check (kind in ('central', 'station', 'liaison-point')),
  name         text not null,
  primary key (district_id, id),
  foreign key (district_id, town_id) references towns (district_id, id)
);

create table deputies (
  district_id  integer not null references districts (id),
  id           uuid not null,
  station_id   uuid not null,
  name         text not null,
  primary key (district_id, id),
  foreign key (district_id, station_id) references stations (district_id, id)
);

create table points (
  district_id  integer not null references districts (id),
  id           uuid not null,
  kind         text not null check (kind in ('station', 'workplace', 'market', 'stairwell', 'bus-stop', 'kiosk', 'other')),
  name         text not null,
  station_id   uuid not null,
  deputy_id    uuid,
  primary key (district_id, id),
  foreign key (district_id, station_id) references stations (district_id, id),
  foreign key (district_id, deputy_id) references deputies (district_id, id)
);

create table agencies (
  district_id  integer not null references districts (id),
  id           uuid not null,
  name         text not null,
  primary key (district_id, id)
);

-- Public codes, revoked rather than removed, so that an old sticker can say where to go.
create table codes (
  district_id  integer not null references districts (id),
  code         text not null,
  kind         text not null check (kind in ('point', 'deputy', 'station', 'town')),
  unit_id      uuid not null,
  revoked_at   timestamptz,
  replaced_by  text,
  primary key (district_id, code)
);
-- Serves: the code of a unit, for links and sheets.
create index codes_by_unit on codes (district_id, unit_id) where revoked_at is null;

create table users (
  district_id    integer not null references districts (id),
  id             uuid not null,
  login          text not null,
  name           text not null,
  password_hash  text not null,
  active         boolean not null default true,
  primary key (district_id, id),
  unique (district_id, login)
);

create table memberships (
  district_id  integer not null references districts (id),
  id           uuid not null,
  user_id      uuid not null,
  role         text not null check (role in ('deputy', 'station', 'town', 'district', 'agency', 'auditor')),
  -- A deputy, a station, a town or an agency; null for the whole district.
  unit_id      uuid,
  primary key (district_id, id),
  unique nulls not distinct (district_id, user_id, role, unit_id),
  foreign key (district_id, user_id) references users (district_id, id),
  check ((unit_id is null) = (role in ('district', 'auditor')))
);

create table sessions (
  district_id  integer not null references districts (id),
  token_hash   bytea not null,
  user_id      uuid not null,
  expires_at   timestamptz not null,
  primary key (district_id, token_hash),
  foreign key (district_id, user_id) references users (district_id, id)
);

-- Holidays and make-up working days. A day without a row works from Monday to Friday.
create table calendar_days (
  district_id  integer not null references districts (id),
  date         date not null,
  kind         text not null check (kind in ('holiday', 'make-up')),
  name         text not null,
  primary key (district_id, date)
);

create table rule_sets (
  district_id  integer not null references districts (id),
  valid_from   date not null,
  rules        jsonb not null,
  primary key (district_id, valid_from)
);

-- What a resident said: ids, the hour, and a commitment to the words. Rows are added, never changed or removed.
-- code_hash is SHA-256 of the receipt code, the only way to find a report by it; content_mac notices other content
-- under the same submission id.
create table reports (
  district_id  integer not null references districts (id),
  id           uuid not null,
  code_hash    bytea not null,
  content_mac  bytea not null,
  channel      text not null check (channel in ('web', 'kiosk', 'paper', 'phone', 'walk-in', 'import')),
  point_id     uuid,
  received_at  timestamptz not null check (date_trunc('hour', received_at) = received_at),
  commitment   bytea not null,
  primary key (district_id, id),
  unique (district_id, code_hash),
  foreign key (district_id, point_id) references points (district_id, id)
);

-- The words and the salt of the commitment; erasable without breaking the log.
create table report_contents (
  district_id    integer not null references districts (id),
  report_id      uuid not null,
  salt           bytea not null,
  text           text not null,
  place          text not null,
  identity_kind  text not null check (identity_kind in ('anonymous', 'station', 'agency')),
  primary key (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id)
);

-- Who spoke, when they chose to say: encrypted, read by one action that writes its event first.
create table identities (
  district_id  integer not null references districts (id),
  report_id    uuid not null,
  sealed       bytea not null,
  primary key (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id)
);

create table cases (
  district_id   integer not null references districts (id),
  id            uuid not null,
  number        bigint generated always as identity,
  report_id     uuid not null,
  status        text not null check (status in ('received', 'accepted', 'with-agency', 'returned', 'answered', 'disputed', 'closed')),
  holder_kind   text not null check (holder_kind in ('deputy', 'station', 'town', 'district')),
  holder_id     uuid,
  deputy_id     uuid,
  station_id    uuid,
  town_id       uuid,
  agency_id     uuid,
  disputes      integer not null default 0,
  supervised    boolean not null default false,
  answered_by   text check (answered_by in ('holder', 'agency')),
  clock_started_at timestamptz,
  clock_count   integer,
  clock_unit    text check (clock_unit in ('working-days', 'hours', 'calendar-days')),
  due_at        timestamptz,
  version       integer not null default 1,
  primary key (district_id, id),
  unique (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id),
  foreign key (district_id, deputy_id) references deputies (district_id, id),
  foreign key (district_id, station_id) references stations (district_id, id),
  foreign key (district_id, town_id) references towns (district_id, id),
  foreign key (district_id, agency_id) references agencies (district_id, id),
  check ((holder_id is null) = (holder_kind = 'district')),
  check (num_nulls(clock_started_at, clock_count, clock_unit, due_at) in (0, 4))
);
-- Serve: what a unit must do, by due time.
create index cases_by_station on cases (district_id, station_id, status, due_at, id);
create index cases_by_town on cases (district_id, town_id, status, due_at, id);
create index cases_by_agency on cases (district_id, agency_id, status, due_at, id) where agency_id is not null;
create index cases_by_deputy on cases (district_id, deputy_id, status, due_at, id) where deputy_id is not null;
create index cases_by_due on cases (district_id, due_at, id);
-- Serves: a case by the number people call it.
create index cases_by_number on cases (district_id, number);

-- The history: every change of status, and every look at an identity, is one row. Added, never changed or removed.
create table events (
  district_id  integer not null references districts (id),
  id           uuid not null,
  -- Order only; it says nothing about the time.
  seq          bigint generated always as identity,
  subject_kind text not null check (subject_kind in ('case')),
  subject_id   uuid not null,
  kind         text not null,
  at           timestamptz not null,
  actor_kind   text not null check (actor_kind in ('resident', 'system', 'deputy', 'station', 'town', 'district', 'agency', 'auditor')),
  -- The user who acted; null for a resident and for the system.
  actor_id     uuid,
  from_status  text,
  to_status    text,
  commitment   bytea not null,
  primary key (district_id, id)
);
-- Serves: the history of one case, in order.
create index events_by_subject on events (district_id, subject_id, seq);

-- What an event brought along (words, outcome, judgement), and the salt of its commitment; erasable.
create table event_contents (
  district_id  integer not null references districts (id),
  event_id     uuid not null,
  salt         bytea not null,
  detail       jsonb not null,
  primary key (district_id, event_id),
  foreign key (district_id, event_id) references events (district_id, id)
);

-- What residents thought of the answers, for the figures.
create table judgements (
  district_id  integer not null references districts (id),
  event_id     uuid not null,
  case_id      uuid not null,
  process      text not null check (process in ('satisfied', 'basically', 'not')),
  result       text not null check (result in ('satisfied', 'basically', 'not')),
  solved       boolean not null,
  primary key (district_id, event_id),
  foreign key (district_id, event_id) references events (district_id, id),
  foreign key (district_id, case_id) references cases (district_id, id)
);
create index judgements_by_case on judgements (district_id, case_id);

-- Words of a case for searching, computed from the report by a job.
create table case_words (
  district_id  integer not null references districts (id),
  case_id      uuid not null,
  words        tsvector not null,
  primary key (district_id, case_id),
  foreign key (district_id, case_id) references cases (district_id, id)
);
-- Serves: search by words on the desk.
create index case_words_by_word on case_words using gin (words);

-- Events that something must follow: written with the event, emptied by the relay.
create table outbox (
  district_id  integer not null references districts (id),
  event_id     uuid not null,
  primary key (district_id, event_id),
  foreign key (district_id, event_id) references events (district_id, id)
);

-- One relay a district at a time.
create table relay_leases (
  district_id  integer not null references districts (id),
  holder       uuid not null,
  until        timestamptz not null,
  primary key (district_id)
);

-- How far the filling of a demonstration has come, so that one cut short goes on where it stopped.
create table demonstration_steps (
  district_id  integer not null references districts (id),
  step         text not null,
  primary key (district_id, step)
);
