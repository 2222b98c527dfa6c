--! locks cases, events, agencies, stations, towns
-- Rules at the desk: dated rule sets and the calendar are changed there, categories sort cases, routing says who handles
-- what where, templates help to write, signposts say where else to turn. Every change is an event about `rules`.

-- What a case is about, in three levels. A category in use is never removed: it is retired from a day on.
create table categories (
  district_id  integer not null references districts (id),
  id           uuid not null,
  parent_id    uuid,
  name         text not null,
  -- Words of a report by which the category is suggested.
  keywords     text[] not null default '{}',
  active_from  date not null,
  retired_on   date check (retired_on >= active_from),
  primary key (district_id, id),
  foreign key (district_id, parent_id) references categories (district_id, id)
);
create unique index categories_named on categories
  (district_id, (coalesce(parent_id, '00000000-0000-0000-0000-000000000000')), name);

alter table cases
  add column category_id uuid,
  add constraint cases_category_fkey foreign key (district_id, category_id) references categories (district_id, id) not valid;
alter table cases validate constraint cases_category_fkey;
-- Serves: the cases of a category, and how many there are.
create index cases_by_category on cases (district_id, category_id, number) where category_id is not null;

-- Who handles what where: a category or what is below it, in one station, one town, or everywhere (both null).
create table routing_rules (
  district_id   integer not null references districts (id),
  id            uuid not null,
  category_id   uuid not null,
  town_id       uuid,
  station_id    uuid,
  agency_id     uuid not null,
  co_agency_ids uuid[] not null default '{}',
  primary key (district_id, id),
  check (town_id is null or station_id is null),
  foreign key (district_id, category_id) references categories (district_id, id),
  foreign key (district_id, town_id) references towns (district_id, id),
  foreign key (district_id, station_id) references stations (district_id, id),
  foreign key (district_id, agency_id) references agencies (district_id, id)
);
create unique index routing_rules_one on routing_rules
  (district_id, category_id, (coalesce(town_id, station_id, '00000000-0000-0000-0000-000000000000')));

-- Words to begin an answer with. The keeper is a station, a town, or the district (null), and it is for whoever is below.
create table reply_templates (
  district_id  integer not null references districts (id),
  id           uuid not null,
  keeper_kind  text not null check (keeper_kind in ('station', 'town', 'district')),
  keeper_id    uuid,
  -- For one role only; null for every role.
  role         text check (role in ('deputy', 'station', 'town', 'district', 'agency')),
  category_id  uuid,
  name         text not null,
  words        text not null,
  primary key (district_id, id),
  check ((keeper_kind = 'district') = (keeper_id is null)),
  foreign key (district_id, category_id) references categories (district_id, id)
);
create index reply_templates_by_keeper on reply_templates (district_id, keeper_kind, keeper_id);

-- Where else to turn, in the district's own words; a kind without a row is told in the product's words.
create table signposts (
  district_id  integer not null references districts (id),
  kind         text not null,
  title        text not null,
  note         text not null,
  -- Words of a report that call for it; compared on the phone alone.
  words        text[] not null default '{}',
  primary key (district_id, kind)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['categories', 'routing_rules', 'reply_templates', 'signposts'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant update, delete on rule_sets to jieyou_app;
grant select, insert, update on categories to jieyou_app;
grant select, insert, update, delete on routing_rules, reply_templates, signposts to jieyou_app;
grant select on categories, routing_rules, reply_templates, signposts to jieyou_backup;

-- Serves: the signposts that come with the page behind a code.
create view disclosed.signposts as select district_id, kind, title, note, words from signposts;
grant select on disclosed.signposts to jieyou_site;

-- Last, because a program that works meanwhile comes to events by way of cases.
-- Whatever events were about before this stays allowed, and `rules` is added to it.
do $$
declare
  kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'events_subject_kind_check');
begin
  alter table events drop constraint events_subject_kind_check;
  execute format('alter table events add constraint events_subject_kind_check %s not valid',
                 replace(kinds, ']))', ', ''rules''::text]))'));
  alter table events validate constraint events_subject_kind_check;
end $$;
