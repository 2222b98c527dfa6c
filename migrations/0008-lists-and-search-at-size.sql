-- Lists in their order and words by their blocks, so that a page costs the same among a million cases as among a hundred.
-- Expressions are said with `case`, not `coalesce`: row security lets only what cannot leak into an index's condition,
-- and PostgreSQL does not count `coalesce` among that. src/data/cases/order.ts and held.ts say the same expressions.

drop index cases_by_agency;
drop index cases_by_deputy;
drop index cases_by_due;
drop index cases_by_station;
drop index cases_by_town;

-- What is open, by due time. `held` tells whether the unit itself holds the case.
create index cases_open on cases
  (district_id, (case when holder_kind = 'district' then 'here' else 'elsewhere' end), status,
   (case when due_at is null then 'infinity' else due_at end), id)
  where status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed');
create index cases_open_by_town on cases
  (district_id, town_id,
   (case when holder_kind = 'town' and holder_id = town_id then 'here' else 'elsewhere' end), status,
   (case when due_at is null then 'infinity' else due_at end), id)
  where status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed')
    and town_id is not null;
create index cases_open_by_station on cases
  (district_id, station_id,
   (case when holder_kind = 'station' and holder_id = station_id then 'here' when holder_kind = 'deputy' then 'deputy' else 'elsewhere' end),
   status, (case when due_at is null then 'infinity' else due_at end), id)
  where status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed')
    and station_id is not null;
create index cases_open_by_deputy on cases
  (district_id, deputy_id,
   (case when holder_kind = 'deputy' and holder_id = deputy_id then 'here' else 'elsewhere' end), status,
   (case when due_at is null then 'infinity' else due_at end), id)
  where status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed')
    and deputy_id is not null;
create index cases_open_by_agency on cases
  (district_id, agency_id, status, (case when due_at is null then 'infinity' else due_at end), id)
  where status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed')
    and agency_id is not null;
create index cases_open_by_holder on cases
  (district_id, holder_id, status, (case when due_at is null then 'infinity' else due_at end), id)
  where status in ('received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed')
    and holder_id is not null;
create index cases_extension_asked on cases
  (district_id, town_id, (case when due_at is null then 'infinity' else due_at end), id)
  where status = 'with-agency' and extension_until is not null;

-- What has ended, the latest closed first.
create index cases_ended on cases
  (district_id, status, (case when closed_at is null then '-infinity' else closed_at end), number)
  where status in ('closed', 'declined', 'withdrawn', 'merged');
create index cases_ended_by_town on cases
  (district_id, town_id, status, (case when closed_at is null then '-infinity' else closed_at end), number)
  where status in ('closed', 'declined', 'withdrawn', 'merged') and town_id is not null;
create index cases_ended_by_station on cases
  (district_id, station_id, (case when holder_kind = 'deputy' then 'deputy' else 'elsewhere' end), status,
   (case when closed_at is null then '-infinity' else closed_at end), number)
  where status in ('closed', 'declined', 'withdrawn', 'merged') and station_id is not null;
create index cases_ended_by_deputy on cases
  (district_id, deputy_id, status, (case when closed_at is null then '-infinity' else closed_at end), number)
  where status in ('closed', 'declined', 'withdrawn', 'merged') and deputy_id is not null;
create index cases_ended_by_agency on cases
  (district_id, agency_id, status, (case when closed_at is null then '-infinity' else closed_at end), number)
  where status in ('closed', 'declined', 'withdrawn', 'merged') and agency_id is not null;
create index cases_ended_with_deputy on cases
  (district_id, holder_id, status, (case when closed_at is null then '-infinity' else closed_at end), number)
  where status in ('closed', 'declined', 'withdrawn', 'merged') and holder_kind = 'deputy';

-- With cases_by_report, every case of a report.
create index cases_transferred on cases (district_id, report_id) where closed_as = 'transferred';

create index co_handlers_to_give on co_handlers (district_id, agency_id) where not given;

-- In which cases a word stands: the last twelve bits of their numbers, for each block of 4,096 numbers.
create table word_blocks (
  district_id integer not null references districts (id),
  word text collate "C" not null,
  block integer not null,
  cases smallint[] not null,
  primary key (district_id, word, block)
);
alter table word_blocks enable row level security;
alter table word_blocks force row level security;
create policy own_district on word_blocks
  using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select on word_blocks to jieyou_app, jieyou_backup;
grant select, insert, update on word_blocks to jieyou_worker;
grant select, update on word_blocks to jieyou_eraser;

-- The words of a case wait here until they are in their blocks; so do those that the release before writes.
drop index case_words_by_word;
alter table case_words add column in_blocks boolean not null default false;
create index case_words_waiting on case_words (district_id, case_id) where not in_blocks;
