-- What the public site may read: these views and nothing else, by a role of their own. They run with the owner's rights
-- under the same row security, and list their columns one by one.
create schema disclosed;

-- Serves: the page behind a public code.
create view disclosed.places as
  select c.district_id, c.code, c.kind, c.revoked_at is not null as revoked, c.replaced_by,
         t.name as town_name,
         s.name as station_name,
         p.name as point_name,
         d.name as deputy_name
  from codes c
  left join points p on p.district_id = c.district_id and p.id = c.unit_id and c.kind = 'point'
  left join deputies d on d.district_id = c.district_id
    and d.id = case c.kind when 'deputy' then c.unit_id when 'point' then p.deputy_id end
  left join stations s on s.district_id = c.district_id
    and s.id = case c.kind when 'station' then c.unit_id when 'point' then p.station_id when 'deputy' then d.station_id end
  left join towns t on t.district_id = c.district_id
    and t.id = case c.kind when 'town' then c.unit_id else s.town_id end;

-- Serves: «find your station» on the first page.
create view disclosed.stations as
  select s.district_id, s.id, s.name, t.name as town_name, c.code,
         (select count(*) from points p where p.district_id = s.district_id and p.station_id = s.id)::integer as points
  from stations s
  join towns t on t.district_id = s.district_id and t.id = s.town_id
  join codes c on c.district_id = s.district_id and c.unit_id = s.id and c.kind = 'station' and c.revoked_at is null;

-- Serves: the honest figures of the first page.
create view disclosed.figures as
  select d.id as district_id,
         (select count(*) from cases c where c.district_id = d.id)::integer as received,
         (select count(*) from cases c where c.district_id = d.id and c.answered_by is not null)::integer as answered,
         (select count(distinct j.case_id) from judgements j where j.district_id = d.id)::integer as judged,
         (select count(*) from (
            select distinct on (j.case_id) j.solved from judgements j
            join events e on e.district_id = j.district_id and e.id = j.event_id
            where j.district_id = d.id order by j.case_id, e.seq desc) last_judgement
          where last_judgement.solved)::integer as solved
  from districts d
  where d.id = nullif(current_setting('app.district', true), '')::integer;

-- Serves: which district a host name or a code's prefix stands for.
create view disclosed.districts as select id, prefix, name, host, offset_minutes, is_demonstration from districts;

grant usage on schema disclosed to jieyou_site;
grant select on all tables in schema disclosed to jieyou_site;
