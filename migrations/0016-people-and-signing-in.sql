--! locks cases, events, users, memberships, sessions, deputies
-- People are kept at the desk: terms of office, invitations, a second factor, passkeys, sessions one can end, and leaving.
-- Columns are only added, with defaults, so that the release before can still run.

alter table users
  add column email text not null default '',
  -- Whoever has left stays for the trail, and never signs in again.
  add column left_at timestamptz,
  add column last_signed_in_at timestamptz;
-- An invited person has none before they set it.
alter table users alter column password_hash drop not null;

-- A role counts from its first day to its last, by the district's clock; null where it has no such end.
alter table memberships
  add column from_day date,
  add column until_day date,
  add constraint memberships_days_check check (from_day is null or until_day is null or from_day <= until_day);
grant update on memberships to jieyou_app;
-- Serves: who has a role in a unit.
create index memberships_by_unit on memberships (district_id, role, unit_id);

alter table sessions
  add column id uuid not null default gen_random_uuid(),
  add column began_at timestamptz not null default now(),
  add column last_used_at timestamptz,
  -- What it was begun with, in two words: “Chrome · Windows”.
  add column device text not null default '',
  -- Begun with more than a password.
  add column strong boolean not null default false;
grant update on sessions to jieyou_app;
-- Serves: the sessions of a person.
create index sessions_by_user on sessions (district_id, user_id);

alter table events drop constraint events_subject_kind_check;
alter table events add constraint events_subject_kind_check check (subject_kind in ('case', 'place', 'account')) not valid;
alter table events validate constraint events_subject_kind_check;

-- 回避 holds for agencies, too.
alter table cases drop constraint cases_recused_kind_check;
alter table cases add constraint cases_recused_kind_check check (recused_kind in ('deputy', 'station', 'agency')) not valid;
alter table cases validate constraint cases_recused_kind_check;

-- Links by which a person sets their own password. Only the hash of what they hold is kept.
create table invitations (
  district_id  integer not null references districts (id),
  id           uuid not null,
  user_id      uuid not null,
  token_hash   bytea not null,
  made_at      timestamptz not null,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  revoked_at   timestamptz,
  primary key (district_id, id),
  unique (district_id, token_hash),
  foreign key (district_id, user_id) references users (district_id, id)
);
create index invitations_by_user on invitations (district_id, user_id);

-- Codes by the clock (RFC 6238). The secret is sealed; `last_step` is the last step used, so that a code works once.
create table second_factors (
  district_id   integer not null references districts (id),
  user_id       uuid not null,
  sealed        bytea not null,
  confirmed_at  timestamptz,
  last_step     bigint not null default 0,
  primary key (district_id, user_id),
  foreign key (district_id, user_id) references users (district_id, id)
);

create table recovery_codes (
  district_id  integer not null references districts (id),
  user_id      uuid not null,
  code_hash    bytea not null,
  used_at      timestamptz,
  primary key (district_id, user_id, code_hash),
  foreign key (district_id, user_id) references users (district_id, id)
);

create table passkeys (
  district_id   integer not null references districts (id),
  id            text not null,
  user_id       uuid not null,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null,
  name          text not null,
  made_at       timestamptz not null,
  last_used_at  timestamptz,
  primary key (district_id, id),
  foreign key (district_id, user_id) references users (district_id, id)
);
create index passkeys_by_user on passkeys (district_id, user_id);

-- What a device is asked to sign: answered once, and soon. `user_id` is null when somebody signs in.
create table passkey_challenges (
  district_id  integer not null references districts (id),
  challenge    text not null,
  user_id      uuid,
  expires_at   timestamptz not null,
  primary key (district_id, challenge),
  foreign key (district_id, user_id) references users (district_id, id)
);

-- The roles that need more than a password in this district.
create table second_factor_roles (
  district_id  integer not null references districts (id),
  role         text not null check (role in ('deputy', 'station', 'town', 'district', 'agency', 'auditor')),
  primary key (district_id, role)
);

-- Somebody leaves: what was decided about what they hold. Goes on where it stopped until `done_at`.
create table departures (
  district_id   integer not null references districts (id),
  user_id       uuid not null,
  -- The deputy everything goes to; null for the station.
  successor_id  uuid,
  words         text not null,
  by_role       text not null,
  by_id         uuid not null,
  began_at      timestamptz not null,
  done_at       timestamptz,
  cases_moved   integer not null default 0,
  primary key (district_id, user_id),
  foreign key (district_id, user_id) references users (district_id, id),
  foreign key (district_id, successor_id) references deputies (district_id, id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['invitations', 'second_factors', 'recovery_codes', 'passkeys', 'passkey_challenges',
                                      'second_factor_roles', 'departures'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant select, insert, update on invitations, departures to jieyou_app;
grant select, insert, update, delete on second_factors, recovery_codes, passkeys to jieyou_app;
grant select, insert, delete on passkey_challenges, second_factor_roles to jieyou_app;
grant select on invitations, second_factors, recovery_codes, passkeys, passkey_challenges, second_factor_roles, departures
  to jieyou_backup;
