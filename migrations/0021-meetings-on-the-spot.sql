--! locks cases, agencies
-- Meetings on the spot: who is called, and what was agreed there by when. Where a meeting is, what was agreed and who
-- does it stand in the events, which can be erased; here is what is looked for.

alter table cases add column meeting_at timestamptz;

create table meeting_calls (
  district_id integer not null references districts (id),
  case_id     uuid not null,
  agency_id   uuid not null,
  answer      text check (answer in ('coming', 'another-time')),
  primary key (district_id, case_id, agency_id),
  foreign key (district_id, case_id) references cases (district_id, id),
  foreign key (district_id, agency_id) references agencies (district_id, id)
);
create index meeting_calls_by_agency on meeting_calls (district_id, agency_id);
alter table meeting_calls enable row level security;
alter table meeting_calls force row level security;
create policy own_district on meeting_calls
  using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select, insert, update, delete on meeting_calls to jieyou_app, jieyou_worker;
grant select on meeting_calls to jieyou_backup;

create table agreed_items (
  district_id integer not null references districts (id),
  case_id     uuid not null,
  id          uuid not null,
  agency_id   uuid not null,
  due_on      date not null,
  done        boolean not null default false,
  primary key (district_id, case_id, id),
  foreign key (district_id, case_id) references cases (district_id, id),
  foreign key (district_id, agency_id) references agencies (district_id, id)
);
create index agreed_items_by_agency on agreed_items (district_id, agency_id);
create index agreed_items_to_do on agreed_items (district_id, agency_id) where not done;
create index cases_with_meeting on cases (district_id, meeting_at) where meeting_at is not null;
alter table agreed_items enable row level security;
alter table agreed_items force row level security;
create policy own_district on agreed_items
  using (district_id = nullif(current_setting('app.district', true), '')::integer);
grant select, insert, update on agreed_items to jieyou_app, jieyou_worker;
grant select on agreed_items to jieyou_backup;
