-- Photos and recordings beside words. The bytes lie in the store, found by hash; here stands what they are, and at which
-- event each hangs. No names, no times: a file is as old as its event.

create table files (
  district_id     integer not null references districts (id),
  -- SHA-256 of the bytes as they are kept.
  hash            bytea not null check (octet_length(hash) = 32),
  kind            text not null check (kind in ('photo', 'recording')),
  type            text not null check (type in ('image/jpeg', 'audio/webm', 'audio/ogg', 'audio/mp4', 'audio/wav', 'audio/mpeg', 'audio/aac')),
  bytes           integer not null check (bytes > 0),
  width           integer,
  height          integer,
  seconds         integer,
  -- The preview of a photo; null for one that is as small itself.
  thumbnail_hash  bytea check (octet_length(thumbnail_hash) = 32),
  primary key (district_id, hash),
  check (case kind when 'photo' then num_nulls(width, height) = 0 and seconds is null
                   else num_nonnulls(width, height, thumbnail_hash) = 0 and seconds is not null end)
);
-- Serves: whether anything still needs a preview, for the sweeping of the store.
create index files_by_thumbnail on files (district_id, thumbnail_hash) where thumbnail_hash is not null;

create table attachments (
  district_id  integer not null references districts (id),
  id           uuid not null,
  event_id     uuid not null,
  position     integer not null check (position > 0),
  hash         bytea not null,
  primary key (district_id, id),
  unique (district_id, event_id, position),
  foreign key (district_id, event_id) references events (district_id, id),
  foreign key (district_id, hash) references files (district_id, hash)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['files', 'attachments'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant select, insert on files, attachments to jieyou_app, jieyou_worker;
grant select, delete on files, attachments to jieyou_eraser;
grant select on files, attachments to jieyou_backup;
