-- Quarantine: reports that came when very much came in at once are kept like any other, apart from the lists until a
-- person or the clock lets them in. The release before never writes the status, and its lists do not show it.

alter table cases drop constraint cases_status_check;
alter table cases add constraint cases_status_check check (status in
  ('quarantined', 'received', 'accepted', 'with-agency', 'returned', 'waiting-for-resident', 'answered', 'disputed',
   'closed', 'declined', 'withdrawn', 'merged')) not valid;
alter table cases validate constraint cases_status_check;

-- In the order in which they come due, which is what is looked at first; empty as long as it is calm.
create index cases_quarantined on cases
  (district_id, (case when due_at is null then 'infinity' else due_at end), number)
  where status = 'quarantined';
create index cases_quarantined_by_town on cases
  (district_id, town_id, (case when due_at is null then 'infinity' else due_at end), number)
  where status = 'quarantined' and town_id is not null;
create index cases_quarantined_by_station on cases
  (district_id, station_id, (case when due_at is null then 'infinity' else due_at end), number)
  where status = 'quarantined' and station_id is not null;
