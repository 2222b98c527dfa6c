-- Every move of a case: waiting for the resident, declining with a second person, extension, merging, transfer, plans.
-- Columns are only added, with defaults that say what was true before, so that the release before can still run.

alter table cases drop constraint cases_status_check;
alter table cases add constraint cases_status_check check (status in
  ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed',
   'closed', 'declined', 'withdrawn', 'merged')) not valid;
alter table cases validate constraint cases_status_check;

alter table cases
  add column returns integer not null default 0,
  add column urgent boolean not null default false,
  -- The deputy or station the report is about, hidden from them.
  add column recused_kind text check (recused_kind in ('deputy', 'station')),
  add column recused_id uuid,
  -- When the clock stood still: [{"from": instant, "to": instant or null}].
  add column clock_pauses jsonb not null default '[]',
  add column extended_until date,
  -- The due date without the extension; null where there is none.
  add column original_due_at timestamptz,
  add column waiting_from text check (waiting_from in ('accepted', 'with-agency')),
  add column waiting_since timestamptz,
  add column waiting_until timestamptz,
  add column askers text[] not null default '{}',
  add column waited_days integer not null default 0,
  add column extension_until date,
  add column extension_by uuid,
  add column decline_reason text check (decline_reason in ('litigation', 'arbitration', 'petition-path', 'no-content', 'own-duplicate')),
  add column decline_words text,
  add column decline_by uuid,
  add column declined_by uuid[] not null default '{}',
  add column appealed boolean not null default false,
  add column closed_at timestamptz,
  add column closed_as text check (closed_as in ('judged', 'unjudged', 'transferred', 'imported')),
  add column merged_into uuid,
  add column planned_for date,
  add column urged text not null default 'no' check (urged in ('no', 'reminded', 'urged', 'supervised')),
  -- The case this one continues, after a transfer from another town.
  add column continues uuid,
  -- The district it went on in, after a transfer there.
  add column transferred_to integer,
  add constraint cases_recused_check check ((recused_kind is null) = (recused_id is null)),
  add constraint cases_waiting_check check (num_nulls(waiting_from, waiting_since, waiting_until) in (0, 3)),
  add constraint cases_merged_into_fkey foreign key (district_id, merged_into) references cases (district_id, id),
  add constraint cases_continues_fkey foreign key (district_id, continues) references cases (district_id, id);

-- Cases closed by the release before have no time of closing: the time of their last event is it.
-- (Row security hides rows from the owner too; each district is visited by itself.)
do $$
declare
  district integer;
begin
  for district in select id from districts loop
    perform set_config('app.district', district::text, true);
    update cases c set closed_as = 'judged',
      closed_at = (select max(e.at) from events e where e.district_id = c.district_id and e.subject_id = c.id)
    where c.district_id = district and c.status = 'closed' and c.closed_as is null;
  end loop;
  perform set_config('app.district', '', true);
end $$;

-- A transferred report has one case for each place it has been with; one of them at most goes on.
alter table cases drop constraint cases_district_id_report_id_key;
create unique index cases_by_report on cases (district_id, report_id) where closed_as is distinct from 'transferred';

-- Serves: the cases merged under a lead.
create index cases_by_lead on cases (district_id, merged_into) where merged_into is not null;
-- Serves: what the clock does by itself, found by the time it is due.
create index cases_waiting on cases (district_id, waiting_until) where waiting_until is not null;

-- Co-handling agencies of a case, each with a date of its own for its opinion to the lead.
create table co_handlers (
  district_id  integer not null references districts (id),
  case_id      uuid not null,
  agency_id    uuid not null,
  due_at       timestamptz not null,
  given        boolean not null default false,
  primary key (district_id, case_id, agency_id),
  foreign key (district_id, case_id) references cases (district_id, id),
  foreign key (district_id, agency_id) references agencies (district_id, id)
);
create index co_handlers_by_agency on co_handlers (district_id, agency_id);
alter table co_handlers enable row level security;
alter table co_handlers force row level security;
create policy own_district on co_handlers using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select, insert, update, delete on co_handlers to jieyou_app, jieyou_worker;
grant select on co_handlers to jieyou_backup;

alter table report_contents add column about_addressee boolean not null default false;

-- Holidays can be corrected by the office.
grant update, delete on calendar_days to jieyou_app;
grant insert on calendar_days to jieyou_worker;

-- A case that nobody could act on in time is named by the worker; it also closes what was not judged.
grant insert on report_contents, reports to jieyou_worker;

-- The figures: imported cases stand outside, and a merged case is answered with its lead.
create or replace view disclosed.figures as
  select d.id as district_id,
         (select count(*) from cases c
          where c.district_id = d.id and c.closed_as is distinct from 'imported' and c.closed_as is distinct from 'transferred')::integer as received,
         (select count(*) from cases c
          where c.district_id = d.id and c.answered_by is not null and c.closed_as is distinct from 'imported')::integer as answered,
         (select count(distinct j.case_id) from judgements j where j.district_id = d.id)::integer as judged,
         (select count(*) from (
            select distinct on (j.case_id) j.solved from judgements j
            join events e on e.district_id = j.district_id and e.id = j.event_id
            where j.district_id = d.id order by j.case_id, e.seq desc) last_judgement
          where last_judgement.solved)::integer as solved
  from districts d
  where d.id = nullif(current_setting('app.district', true), '')::integer;
