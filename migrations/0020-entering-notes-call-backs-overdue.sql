--! locks cases, reports, report_contents, judgements, events, users, agencies, towns, disclosed.figures
-- Entering for someone, notes between colleagues, calling residents back, and the public overdue list.

-- What a clerk wrote down on a visit.
alter table reports drop constraint reports_channel_check;
alter table reports add constraint reports_channel_check check (channel in
  ('web', 'kiosk', 'paper', 'phone', 'walk-in', 'visit', 'import')) not valid;
alter table reports validate constraint reports_channel_check;

-- For whom it was said; the event of entering holds it too, so that it is committed to.
alter table report_contents add column speaker text not null default 'self'
  check (speaker in ('self', 'household', 'group', 'business'));

-- Given with somebody's help, and so counted apart.
alter table judgements add column assisted boolean not null default false;

-- The resident allowed that somebody else calls and asks how it went. Gone when the report is erased.
create table call_back_consents (
  district_id  integer not null references districts (id),
  report_id    uuid not null,
  primary key (district_id, report_id),
  foreign key (district_id, report_id) references reports (district_id, id)
);

-- A draw: which cases closed in a period are called back, by chance that anyone can repeat. The seed is the root of a
-- checkpoint that was public before the draw.
create table call_back_draws (
  district_id  integer not null references districts (id),
  id           uuid not null,
  -- The town whose cases were drawn from; null for the whole district.
  town_id      uuid,
  closed_from  date not null,
  closed_until date not null,
  tree_size    bigint not null,
  seed         text not null check (seed ~ '^[0-9a-f]{64}$'),
  -- How many cases it was drawn from.
  drawn_from   integer not null,
  drawn_by     uuid not null,
  drawn_at     timestamptz not null,
  primary key (district_id, id),
  unique nulls not distinct (district_id, town_id, closed_from, closed_until),
  foreign key (district_id, town_id) references towns (district_id, id),
  foreign key (district_id, drawn_by) references users (district_id, id),
  check (closed_from <= closed_until)
);

-- A case that was drawn, in the order of the draw, and what came of the last call; its words are with the event.
create table call_backs (
  district_id  integer not null references districts (id),
  draw_id      uuid not null,
  position     integer not null,
  case_id      uuid not null,
  tries        integer not null default 0,
  came_of_it   text check (came_of_it in ('answered', 'not-reached', 'refused')),
  process      text check (process in ('satisfied', 'basically', 'not')),
  result       text check (result in ('satisfied', 'basically', 'not')),
  solved       boolean,
  called_by    uuid,
  called_at    timestamptz,
  event_id     uuid,
  primary key (district_id, draw_id, position),
  unique (district_id, draw_id, case_id),
  foreign key (district_id, draw_id) references call_back_draws (district_id, id),
  foreign key (district_id, case_id) references cases (district_id, id),
  foreign key (district_id, event_id) references events (district_id, id),
  check (num_nulls(process, result, solved) = case when came_of_it = 'answered' then 0 else 3 end),
  check ((came_of_it is null) = (called_at is null))
);
-- Serves: what was heard of one case, beside its judgement.
create index call_backs_by_case on call_backs (district_id, case_id);
-- Serves: the cases closed in a period, for a draw.
create index cases_closed_at on cases (district_id, closed_at) where status = 'closed';

-- Notes between colleagues. `agency_id` names the agency whose note it is; null for the deputy's, the station's and the
-- offices'. Never a resident's to read, never found by a search, gone when the report is erased.
create table case_notes (
  district_id  integer not null references districts (id),
  id           uuid not null,
  case_id      uuid not null,
  agency_id    uuid,
  -- Order only, of those written at one moment.
  seq          bigint generated always as identity,
  writer_id    uuid not null,
  written_at   timestamptz not null,
  corrected_at timestamptz,
  unit_name    text not null,
  words        text not null,
  primary key (district_id, id),
  foreign key (district_id, case_id) references cases (district_id, id),
  foreign key (district_id, agency_id) references agencies (district_id, id),
  foreign key (district_id, writer_id) references users (district_id, id)
);
-- Serves: the notes of one case, in order.
create index case_notes_by_case on case_notes (district_id, case_id, seq);

-- Whom a note names with @.
create table note_mentions (
  district_id  integer not null references districts (id),
  note_id      uuid not null,
  user_id      uuid not null,
  primary key (district_id, note_id, user_id),
  foreign key (district_id, note_id) references case_notes (district_id, id) on delete cascade,
  foreign key (district_id, user_id) references users (district_id, id)
);
-- Serves: the notes in which somebody is named.
create index note_mentions_by_user on note_mentions (district_id, user_id);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array
    array['call_back_consents', 'call_back_draws', 'call_backs', 'case_notes', 'note_mentions'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy own_district on %I using (district_id = nullif(current_setting(''app.district'', true), '''')::integer)',
      tenant_table);
  end loop;
end $$;

grant select, insert on call_back_consents, call_back_draws to jieyou_app;
grant select, insert, update on call_backs, case_notes to jieyou_app;
grant select, insert, delete on note_mentions to jieyou_app;
grant select on case_notes, note_mentions to jieyou_worker;
grant select, delete on call_back_consents, case_notes, note_mentions to jieyou_eraser;
grant select on call_back_consents, call_back_draws, call_backs, case_notes, note_mentions to jieyou_backup;

-- The last step of the ladder of urging: named on the public overdue list.
alter table cases drop constraint cases_urged_check;
alter table cases add constraint cases_urged_check check (urged in
  ('no', 'reminded', 'urged', 'supervised', 'listed')) not valid;
alter table cases validate constraint cases_urged_check;
create index cases_listed on cases (district_id, due_at) where urged = 'listed';

-- Serves: the overdue list. No words, no place finer than the town, nobody who spoke.
create view disclosed.overdue as
  select c.district_id, c.number, r.received_at, t.name as town_name, a.name as agency_name, c.status, c.due_at
  from cases c
  join reports r on r.district_id = c.district_id and r.id = c.report_id
  left join towns t on t.district_id = c.district_id and t.id = c.town_id
  left join agencies a on a.district_id = c.district_id and a.id = c.agency_id and c.status = 'with-agency'
  where c.urged = 'listed' and not c.erased and c.waiting_until is null
    and c.status in ('received', 'accepted', 'with-agency', 'returned', 'disputed');

-- Serves: the days on which the overdue list counts.
create view disclosed.calendar_days as select district_id, date, kind, name from calendar_days;
-- Serves: after how many working days a case is named; null where the rules say nothing of their own.
create view disclosed.overdue_rules as
  select district_id, valid_from, (rules->>'listOverdueWorkingDays')::integer as listed_after from rule_sets;

-- Judgements that were given with help are a figure of their own.
create or replace view disclosed.figures as
  select d.id as district_id,
         (select count(*) from cases c where c.district_id = d.id
          and c.closed_as is distinct from 'imported' and c.closed_as is distinct from 'transferred')::integer as received,
         (select count(*) from cases c where c.district_id = d.id and c.answered_by is not null
          and c.closed_as is distinct from 'imported')::integer as answered,
         latest.judged, latest.solved, latest.assisted
  from districts d
  cross join lateral (
    select count(*) filter (where not assisted)::integer as judged,
           count(*) filter (where not assisted and solved)::integer as solved,
           count(*) filter (where assisted)::integer as assisted
    from (
      select distinct on (j.case_id) j.solved, j.assisted from judgements j
      join events e on e.district_id = j.district_id and e.id = j.event_id
      where j.district_id = d.id order by j.case_id, e.seq desc) last_judgement) latest
  where d.id = nullif(current_setting('app.district', true), '')::integer;

grant select on disclosed.overdue, disclosed.calendar_days, disclosed.overdue_rules to jieyou_site;
