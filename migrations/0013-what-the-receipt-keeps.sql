-- What the holder of a receipt decides afterwards: who may know who spoke, and where word of news is sent.

-- The choice in force where the resident changed it. What they chose when they spoke stands in report_contents, which
-- never changes; each change is an event.
create table identity_choices (
  district_id    integer not null references districts (id),
  report_id      uuid not null,
  identity_kind  text not null check (identity_kind in ('anonymous', 'station', 'agency')),
  primary key (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id)
);

-- Where word of news on a receipt is sent, sealed like an identity and kept apart from it. Neither evidence nor part of
-- the history: it goes when its owner says so, or when no more news can come.
create table notice_addresses (
  district_id  integer not null references districts (id),
  report_id    uuid not null,
  kind         text not null check (kind in ('sms', 'email', 'wechat')),
  sealed       bytea not null,
  primary key (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id)
);

-- Events of which word was sent, or is being sent: a job that runs twice sends once. Gone with the address.
create table notices (
  district_id  integer not null references districts (id),
  report_id    uuid not null,
  event_id     uuid not null,
  primary key (district_id, report_id, event_id),
  foreign key (district_id, report_id) references notice_addresses (district_id, report_id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['identity_choices', 'notice_addresses', 'notices'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

-- Nobody who serves may delete from identities. Whoever takes their name back has to have it forgotten at once, in the
-- transaction that writes the choice down: this function runs as the owner, within the district that the caller has set
-- (row security is forced on the owner too), and forgets only what its resident chose to have forgotten.
create function forget_identity(of_report uuid) returns void
  language sql security definer
  set search_path = pg_catalog, pg_temp
as $$
  delete from public.identities i
  using public.identity_choices c
  where i.report_id = of_report and c.district_id = i.district_id and c.report_id = i.report_id
    and c.identity_kind = 'anonymous'
$$;
revoke execute on function forget_identity(uuid) from public;
grant execute on function forget_identity(uuid) to jieyou_app;

grant select, insert, update on identity_choices to jieyou_app;
grant select on identity_choices to jieyou_worker;
grant select, insert, update, delete on notice_addresses to jieyou_app;
grant select, delete on notice_addresses to jieyou_worker;
grant select, insert, delete on notices to jieyou_worker;
grant select, delete on identity_choices, notice_addresses, notices to jieyou_eraser;
grant select on identity_choices, notice_addresses, notices to jieyou_backup;
