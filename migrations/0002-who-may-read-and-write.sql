-- Row security and grants. Without `set local app.district`, a tenant table shows zero rows.

do $$
declare
  tenant_table text;
begin
  for tenant_table in
    select c.relname from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'district_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

revoke all on schema public from public;
grant usage on schema public to jieyou_app, jieyou_worker, jieyou_eraser, jieyou_backup;

-- Everyone of us may look at the tenants, the calendar and the units.
grant select on districts, towns, stations, deputies, points, agencies, codes, calendar_days, rule_sets
  to jieyou_app, jieyou_worker;

-- The application: evidence is only ever added.
grant insert on districts to jieyou_app;
grant insert on towns, stations, deputies, points, agencies, memberships, calendar_days, rule_sets to jieyou_app;
grant insert, update on codes, users to jieyou_app;
grant select on users, memberships to jieyou_app;
grant select, insert, delete on sessions to jieyou_app;
grant select, insert on reports, report_contents, events, event_contents, identities, judgements, outbox to jieyou_app;
grant select, insert, update on cases to jieyou_app;
grant select, insert on case_words, demonstration_steps to jieyou_app;

-- The worker: the same actions, by the clock; and what follows from the outbox.
grant select on users, memberships to jieyou_worker;
grant select, insert on reports, report_contents, events, event_contents, judgements to jieyou_worker;
grant select, insert, update on cases, case_words to jieyou_worker;
grant select, insert, delete on outbox to jieyou_worker;
grant select, insert, update on relay_leases to jieyou_worker;

-- The eraser: removes contents, never evidence.
grant select, delete on report_contents, event_contents, identities, case_words to jieyou_eraser;

grant select on all tables in schema public to jieyou_backup;
