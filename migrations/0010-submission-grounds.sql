-- What a submission stands on (where a code leads, the rules, the calendar) is kept by the programs between submissions.
-- Whoever changes any of it counts this up; the statement that receives a report writes nothing when it differs.
create table submission_grounds (
  district_id integer primary key references districts (id),
  version bigint not null
);

alter table submission_grounds enable row level security;
alter table submission_grounds force row level security;
create policy own_district on submission_grounds
  using (district_id = nullif(current_setting('app.district', true), '')::integer);

grant select, insert, update on submission_grounds to jieyou_app;
grant select on submission_grounds to jieyou_worker, jieyou_backup;
