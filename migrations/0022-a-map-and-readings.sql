--! locks reports, users, disclosed.points
-- Where something is, on a map drawn from the district's own points; and what people read out of a recording or a page.

-- Serves: the map of the resident's page, too. New columns come last, so that the release before can still run.
create or replace view disclosed.points as
  select p.district_id, p.station_id, p.kind, p.name, c.code, p.latitude, p.longitude
  from points p
  join codes c on c.district_id = p.district_id and c.unit_id = p.id and c.kind = 'point' and c.revoked_at is null;

-- What a recording or a photographed page says, version by version; the latest counts. It names its file by the
-- attachment without a foreign key: a recording can go while its words stay.
create table readings (
  district_id    integer not null references districts (id),
  report_id      uuid not null,
  attachment_id  uuid not null,
  version        integer not null check (version > 0),
  -- Who read: a person. An engine gets a name of its own here.
  kind           text not null check (kind in ('person')),
  file_kind      text not null check (file_kind in ('photo', 'recording')),
  words          text not null,
  -- Checked against the original by the person who wrote it: only such words are shown beyond the station.
  confirmed      boolean not null,
  read_by        uuid,
  read_at        timestamptz not null,
  primary key (district_id, report_id, attachment_id, version),
  foreign key (district_id, report_id) references reports (district_id, id),
  foreign key (district_id, read_by) references users (district_id, id)
);

-- Whose resident wants only the words kept of what they recorded. No row: as it is usual, the recording stays.
create table voice_choices (
  district_id      integer not null references districts (id),
  report_id        uuid not null,
  transcript_only  boolean not null,
  primary key (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['readings', 'voice_choices'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant select, insert on readings to jieyou_app;
grant select, insert, update on voice_choices to jieyou_app;
grant select on readings, voice_choices to jieyou_worker;
grant select, delete on readings, voice_choices to jieyou_eraser;
grant select on readings, voice_choices to jieyou_backup;
