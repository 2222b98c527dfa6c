-- The ledger: every event of a district becomes a leaf of one append-only tree, whose checkpoints the district signs.
-- Leaves, tiles and checkpoint of a tick are written in one transaction, so a log is never half grown
-- (docs/decisions/0008-a-tick-is-one-transaction.md).

-- The name a district's log is signed under. It stays what it was at founding, also when the host name changes.
alter table districts add column origin text unique check (origin ~ '^[^[:space:]+]+$');
update districts set origin = coalesce(host, 'jieyou.invalid') || '/' || prefix;
alter table districts alter column origin set not null;

-- Events on their way from the outbox to the next tick.
create table ledger_queue (
  district_id  integer not null references districts (id),
  event_id     uuid not null,
  primary key (district_id, event_id),
  foreign key (district_id, event_id) references events (district_id, id)
);

-- One writer a district: whoever holds the row. The tick it was last written in: of two programs the second finds it done.
create table ledger_ticks (
  district_id  integer not null references districts (id),
  tick         bigint not null,
  primary key (district_id)
);

create table ledger_leaves (
  district_id  integer not null references districts (id),
  position     bigint not null check (position >= 0),
  -- Null for an empty leaf that fills up a tick; from outside the two cannot be told apart.
  event_id     uuid,
  entry        bytea not null check (octet_length(entry) = 33),
  primary key (district_id, position),
  unique (district_id, event_id),
  foreign key (district_id, event_id) references events (district_id, id)
);

-- A tile grows until it is full; a served part of it is its beginning, so what was once served never changes.
create table ledger_tiles (
  district_id  integer not null references districts (id),
  level        smallint not null check (level >= 0),
  index        bigint not null check (index >= 0),
  hashes       bytea not null check (octet_length(hashes) % 32 = 0 and octet_length(hashes) between 32 and 8192),
  primary key (district_id, level, index)
);

create table ledger_checkpoints (
  district_id  integer not null references districts (id),
  size         bigint not null check (size >= 0),
  root         bytea not null check (octet_length(root) = 32),
  -- The signed note as it is served, without the lines of witnesses.
  note         text not null,
  primary key (district_id, size)
);

-- What witnesses say of a checkpoint: one line each.
create table ledger_cosignatures (
  district_id  integer not null references districts (id),
  size         bigint not null,
  -- Name and key hash, as they begin the line.
  witness      text not null,
  line         text not null,
  primary key (district_id, size, witness),
  foreign key (district_id, size) references ledger_checkpoints (district_id, size)
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['ledger_queue', 'ledger_ticks', 'ledger_leaves', 'ledger_tiles',
                                      'ledger_checkpoints', 'ledger_cosignatures'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant select on ledger_queue, ledger_ticks, ledger_leaves, ledger_tiles, ledger_checkpoints, ledger_cosignatures
  to jieyou_app, jieyou_worker, jieyou_backup;
-- The worker writes the log; of all it has written only a tile may become longer.
grant insert, delete on ledger_queue to jieyou_worker;
grant insert, update on ledger_ticks to jieyou_worker;
grant insert on ledger_leaves, ledger_checkpoints to jieyou_worker;
grant insert, update on ledger_tiles to jieyou_worker;
-- A witness comes through the web.
grant insert on ledger_cosignatures to jieyou_app;
