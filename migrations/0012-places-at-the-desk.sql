-- Points and codes are kept at the desk: every act is an event about a place, points have coordinates, and a deputy's and
-- a station's page say when they receive. Columns are only added, with defaults, so that the release before can still run.

alter table events drop constraint events_subject_kind_check;
alter table events add constraint events_subject_kind_check check (subject_kind in ('case', 'place')) not valid;
alter table events validate constraint events_subject_kind_check;

-- WGS 84, in degrees; both or neither.
alter table points
  add column latitude double precision check (latitude between -90 and 90),
  add column longitude double precision check (longitude between -180 and 180),
  add constraint points_located_check check ((latitude is null) = (longitude is null));

-- When the code came into use; null for one of before.
alter table codes add column made_at timestamptz;

-- What the station keeps for its own page and its deputies' pages.
alter table deputies
  add column member_of text not null default '',
  add column terms text not null default '',
  add column introduction text not null default '',
  add column receives text not null default '';
alter table stations
  add column address text not null default '',
  add column introduction text not null default '',
  add column receives text not null default '';

-- Serves: how often a code was used of late. Reports come in the order of time, so a block range says enough and costs a
-- submission next to nothing, which a tree would not.
create index reports_by_time on reports using brin (received_at) with (pages_per_range = 32, autosummarize = on);

grant update on towns, stations, deputies, points to jieyou_app;

-- Serves: a deputy's page. What is written for everyone to read, and nothing else of the deputy.
create view disclosed.deputies as
  select d.district_id, d.name, d.member_of, d.terms, d.introduction, d.receives, d.station_id, c.code
  from deputies d
  join codes c on c.district_id = d.district_id and c.unit_id = d.id and c.kind = 'deputy' and c.revoked_at is null;

-- Serves: a station's page.
create view disclosed.station_pages as
  select s.district_id, s.id, s.name, s.address, s.introduction, s.receives, c.code
  from stations s
  join codes c on c.district_id = s.district_id and c.unit_id = s.id and c.kind = 'station' and c.revoked_at is null;

-- Serves: the points of a station that can be spoken at.
create view disclosed.points as
  select p.district_id, p.station_id, p.kind, p.name, c.code
  from points p
  join codes c on c.district_id = p.district_id and c.unit_id = p.id and c.kind = 'point' and c.revoked_at is null;

-- Serves: where to go when the code of a sticker is out of use. The station is the one it led to.
create view disclosed.station_of_code as
  select c.district_id, c.code, s.id as station_id
  from codes c
  left join points p on p.district_id = c.district_id and p.id = c.unit_id and c.kind = 'point'
  left join deputies d on d.district_id = c.district_id and d.id = c.unit_id and c.kind = 'deputy'
  join stations s on s.district_id = c.district_id
    and s.id = case c.kind when 'station' then c.unit_id when 'point' then p.station_id when 'deputy' then d.station_id end;

grant select on disclosed.deputies, disclosed.station_pages, disclosed.points, disclosed.station_of_code to jieyou_site;
