-- Erasing what a report holds: one member of the district's office asks, another consents, and a job of the eraser's role
-- removes the contents. Columns are only added, with defaults that say what was true before.

alter table cases
  -- Whose wish it is, why, and who asked; null when nothing is asked for.
  add column erase_wish text check (erase_wish in ('resident', 'law')),
  add column erase_words text,
  add column erase_by uuid,
  -- Consented to: nothing of the contents is shown from then on, and nothing more is written about it.
  add column erased boolean not null default false,
  add constraint cases_erase_check check (num_nulls(erase_wish, erase_words, erase_by) in (0, 3));

alter table cases drop constraint cases_closed_as_check;
alter table cases add constraint cases_closed_as_check check (closed_as in
  ('judged', 'unjudged', 'transferred', 'imported', 'erased')) not valid;
alter table cases validate constraint cases_closed_as_check;

-- Serves: what waits for a second person.
create index cases_erase_asked on cases (district_id, number) where erase_by is not null;
-- Serves: whether the district has erased anything, for the sweeping of the store.
create index cases_erased on cases (district_id, id) where erased;

-- The eraser finds what belongs to a report by its cases and events. A word that no case has any more goes with them.
grant select on cases, events to jieyou_eraser;
grant delete on word_blocks to jieyou_eraser;
