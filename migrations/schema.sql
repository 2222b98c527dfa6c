-- Printed by `npm run db:schema`; a test compares it. To change it, add a migration.

-- schema disclosed

grant usage on schema disclosed to jieyou_site;

create view disclosed.calendar_days as
 SELECT district_id,
    date,
    kind,
    name
   FROM calendar_days;
grant select on disclosed.calendar_days to jieyou_site;

create view disclosed.deputies as
 SELECT d.district_id,
    d.name,
    d.member_of,
    d.terms,
    d.introduction,
    d.receives,
    d.station_id,
    c.code
   FROM (deputies d
     JOIN codes c ON (((c.district_id = d.district_id) AND (c.unit_id = d.id) AND (c.kind = 'deputy'::text) AND (c.revoked_at IS NULL))));
grant select on disclosed.deputies to jieyou_site;

create view disclosed.districts as
 SELECT id,
    prefix,
    name,
    host,
    offset_minutes,
    is_demonstration
   FROM districts;
grant select on disclosed.districts to jieyou_site;

create view disclosed.figures as
 SELECT d.id AS district_id,
    (( SELECT count(*) AS count
           FROM cases c
          WHERE ((c.district_id = d.id) AND (c.closed_as IS DISTINCT FROM 'imported'::text) AND (c.closed_as IS DISTINCT FROM 'transferred'::text))))::integer AS received,
    (( SELECT count(*) AS count
           FROM cases c
          WHERE ((c.district_id = d.id) AND (c.answered_by IS NOT NULL) AND (c.closed_as IS DISTINCT FROM 'imported'::text))))::integer AS answered,
    latest.judged,
    latest.solved,
    latest.assisted
   FROM (districts d
     CROSS JOIN LATERAL ( SELECT (count(*) FILTER (WHERE (NOT last_judgement.assisted)))::integer AS judged,
            (count(*) FILTER (WHERE ((NOT last_judgement.assisted) AND last_judgement.solved)))::integer AS solved,
            (count(*) FILTER (WHERE last_judgement.assisted))::integer AS assisted
           FROM ( SELECT DISTINCT ON (j.case_id) j.solved,
                    j.assisted
                   FROM (judgements j
                     JOIN events e ON (((e.district_id = j.district_id) AND (e.id = j.event_id))))
                  WHERE (j.district_id = d.id)
                  ORDER BY j.case_id, e.seq DESC) last_judgement) latest)
  WHERE (d.id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer);
grant select on disclosed.figures to jieyou_site;

create view disclosed.overdue as
 SELECT c.district_id,
    c.number,
    r.received_at,
    t.name AS town_name,
    a.name AS agency_name,
    c.status,
    c.due_at
   FROM (((cases c
     JOIN reports r ON (((r.district_id = c.district_id) AND (r.id = c.report_id))))
     LEFT JOIN towns t ON (((t.district_id = c.district_id) AND (t.id = c.town_id))))
     LEFT JOIN agencies a ON (((a.district_id = c.district_id) AND (a.id = c.agency_id) AND (c.status = 'with-agency'::text))))
  WHERE ((c.urged = 'listed'::text) AND (NOT c.erased) AND (c.waiting_until IS NULL) AND (c.status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'disputed'::text])));
grant select on disclosed.overdue to jieyou_site;

create view disclosed.overdue_rules as
 SELECT district_id,
    valid_from,
    ((rules ->> 'listOverdueWorkingDays'::text))::integer AS listed_after
   FROM rule_sets;
grant select on disclosed.overdue_rules to jieyou_site;

create view disclosed.places as
 SELECT c.district_id,
    c.code,
    c.kind,
    (c.revoked_at IS NOT NULL) AS revoked,
    c.replaced_by,
    t.name AS town_name,
    s.name AS station_name,
    p.name AS point_name,
    d.name AS deputy_name
   FROM ((((codes c
     LEFT JOIN points p ON (((p.district_id = c.district_id) AND (p.id = c.unit_id) AND (c.kind = 'point'::text))))
     LEFT JOIN deputies d ON (((d.district_id = c.district_id) AND (d.id =
        CASE c.kind
            WHEN 'deputy'::text THEN c.unit_id
            WHEN 'point'::text THEN p.deputy_id
            ELSE NULL::uuid
        END))))
     LEFT JOIN stations s ON (((s.district_id = c.district_id) AND (s.id =
        CASE c.kind
            WHEN 'station'::text THEN c.unit_id
            WHEN 'point'::text THEN p.station_id
            WHEN 'deputy'::text THEN d.station_id
            ELSE NULL::uuid
        END))))
     LEFT JOIN towns t ON (((t.district_id = c.district_id) AND (t.id =
        CASE c.kind
            WHEN 'town'::text THEN c.unit_id
            ELSE s.town_id
        END))));
grant select on disclosed.places to jieyou_site;

create view disclosed.points as
 SELECT p.district_id,
    p.station_id,
    p.kind,
    p.name,
    c.code,
    p.latitude,
    p.longitude
   FROM (points p
     JOIN codes c ON (((c.district_id = p.district_id) AND (c.unit_id = p.id) AND (c.kind = 'point'::text) AND (c.revoked_at IS NULL))));
grant select on disclosed.points to jieyou_site;

create view disclosed.signposts as
 SELECT district_id,
    kind,
    title,
    note,
    words
   FROM signposts;
grant select on disclosed.signposts to jieyou_site;

create view disclosed.station_of_code as
 SELECT c.district_id,
    c.code,
    s.id AS station_id
   FROM (((codes c
     LEFT JOIN points p ON (((p.district_id = c.district_id) AND (p.id = c.unit_id) AND (c.kind = 'point'::text))))
     LEFT JOIN deputies d ON (((d.district_id = c.district_id) AND (d.id = c.unit_id) AND (c.kind = 'deputy'::text))))
     JOIN stations s ON (((s.district_id = c.district_id) AND (s.id =
        CASE c.kind
            WHEN 'station'::text THEN c.unit_id
            WHEN 'point'::text THEN p.station_id
            WHEN 'deputy'::text THEN d.station_id
            ELSE NULL::uuid
        END))));
grant select on disclosed.station_of_code to jieyou_site;

create view disclosed.station_pages as
 SELECT s.district_id,
    s.id,
    s.name,
    s.address,
    s.introduction,
    s.receives,
    c.code
   FROM (stations s
     JOIN codes c ON (((c.district_id = s.district_id) AND (c.unit_id = s.id) AND (c.kind = 'station'::text) AND (c.revoked_at IS NULL))));
grant select on disclosed.station_pages to jieyou_site;

create view disclosed.stations as
 SELECT s.district_id,
    s.id,
    s.name,
    t.name AS town_name,
    c.code,
    (( SELECT count(*) AS count
           FROM points p
          WHERE ((p.district_id = s.district_id) AND (p.station_id = s.id))))::integer AS points
   FROM ((stations s
     JOIN towns t ON (((t.district_id = s.district_id) AND (t.id = s.town_id))))
     JOIN codes c ON (((c.district_id = s.district_id) AND (c.unit_id = s.id) AND (c.kind = 'station'::text) AND (c.revoked_at IS NULL))));
grant select on disclosed.stations to jieyou_site;

-- schema public

grant usage on schema public to jieyou_app;

grant usage on schema public to jieyou_backup;

grant usage on schema public to jieyou_eraser;

grant usage on schema public to jieyou_worker;

create table public.agencies (
  district_id integer not null,
  id uuid not null,
  name text not null,
  constraint agencies_pkey PRIMARY KEY (district_id, id),
  constraint agencies_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.agencies enable row level security;
alter table public.agencies force row level security;
create policy own_district on public.agencies as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.agencies to jieyou_app;
grant select on public.agencies to jieyou_backup;
grant select on public.agencies to jieyou_worker;

create table public.agreed_items (
  district_id integer not null,
  case_id uuid not null,
  id uuid not null,
  agency_id uuid not null,
  due_on date not null,
  done boolean default false not null,
  constraint agreed_items_pkey PRIMARY KEY (district_id, case_id, id),
  constraint agreed_items_district_id_agency_id_fkey FOREIGN KEY (district_id, agency_id) REFERENCES agencies(district_id, id),
  constraint agreed_items_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint agreed_items_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
CREATE INDEX agreed_items_by_agency ON public.agreed_items USING btree (district_id, agency_id);
CREATE INDEX agreed_items_to_do ON public.agreed_items USING btree (district_id, agency_id) WHERE (NOT done);
alter table public.agreed_items enable row level security;
alter table public.agreed_items force row level security;
create policy own_district on public.agreed_items as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.agreed_items to jieyou_app;
grant insert, select, update on public.agreed_items to jieyou_worker;
grant select on public.agreed_items to jieyou_backup;

create table public.attachments (
  district_id integer not null,
  id uuid not null,
  event_id uuid not null,
  "position" integer not null,
  hash bytea not null,
  constraint attachments_pkey PRIMARY KEY (district_id, id),
  constraint attachments_district_id_event_id_position_key UNIQUE (district_id, event_id, "position"),
  constraint attachments_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint attachments_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint attachments_district_id_hash_fkey FOREIGN KEY (district_id, hash) REFERENCES files(district_id, hash),
  constraint attachments_position_check CHECK (("position" > 0))
);
alter table public.attachments enable row level security;
alter table public.attachments force row level security;
create policy own_district on public.attachments as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.attachments to jieyou_eraser;
grant insert, select on public.attachments to jieyou_app;
grant insert, select on public.attachments to jieyou_worker;
grant select on public.attachments to jieyou_backup;

create table public.bulk_acts (
  district_id integer not null,
  id uuid not null,
  user_id uuid not null,
  unit_kind text not null,
  unit_id uuid,
  move text not null,
  given jsonb not null,
  state text not null,
  asked_at timestamp with time zone not null,
  decided_by uuid,
  done_at timestamp with time zone,
  constraint bulk_acts_pkey PRIMARY KEY (district_id, id),
  constraint bulk_acts_district_id_decided_by_fkey FOREIGN KEY (district_id, decided_by) REFERENCES users(district_id, id),
  constraint bulk_acts_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint bulk_acts_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id),
  constraint bulk_acts_move_check CHECK ((move = ANY (ARRAY['accept'::text, 'hand-over'::text, 'merge'::text, 'message'::text, 'answer-directly'::text, 'urge'::text]))),
  constraint bulk_acts_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'going'::text, 'done'::text, 'dropped'::text]))),
  constraint bulk_acts_unit_kind_check CHECK ((unit_kind = ANY (ARRAY['station'::text, 'town'::text, 'district'::text])))
);
CREATE INDEX bulk_acts_by_user ON public.bulk_acts USING btree (district_id, user_id, asked_at);
CREATE INDEX bulk_acts_open ON public.bulk_acts USING btree (district_id, asked_at) WHERE (state = ANY (ARRAY['proposed'::text, 'going'::text]));
alter table public.bulk_acts enable row level security;
alter table public.bulk_acts force row level security;
create policy own_district on public.bulk_acts as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.bulk_acts to jieyou_app;
grant select on public.bulk_acts to jieyou_backup;
grant select, update on public.bulk_acts to jieyou_worker;

create table public.bulk_cases (
  district_id integer not null,
  act_id uuid not null,
  case_id uuid not null,
  place integer not null,
  version integer not null,
  state text default 'waiting'::text not null,
  refusal text,
  constraint bulk_cases_pkey PRIMARY KEY (district_id, act_id, case_id),
  constraint bulk_cases_district_id_act_id_fkey FOREIGN KEY (district_id, act_id) REFERENCES bulk_acts(district_id, id),
  constraint bulk_cases_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint bulk_cases_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint bulk_cases_check CHECK (((state = 'refused'::text) = (refusal IS NOT NULL))),
  constraint bulk_cases_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text])))
);
CREATE INDEX bulk_cases_waiting ON public.bulk_cases USING btree (district_id, act_id, place) WHERE (state = 'waiting'::text);
alter table public.bulk_cases enable row level security;
alter table public.bulk_cases force row level security;
create policy own_district on public.bulk_cases as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.bulk_cases to jieyou_app;
grant select on public.bulk_cases to jieyou_backup;
grant select, update on public.bulk_cases to jieyou_worker;

create table public.calendar_days (
  district_id integer not null,
  date date not null,
  kind text not null,
  name text not null,
  constraint calendar_days_pkey PRIMARY KEY (district_id, date),
  constraint calendar_days_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint calendar_days_kind_check CHECK ((kind = ANY (ARRAY['holiday'::text, 'make-up'::text])))
);
alter table public.calendar_days enable row level security;
alter table public.calendar_days force row level security;
create policy own_district on public.calendar_days as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.calendar_days to jieyou_app;
grant insert, select on public.calendar_days to jieyou_worker;
grant select on public.calendar_days to jieyou_backup;

create table public.call_back_consents (
  district_id integer not null,
  report_id uuid not null,
  constraint call_back_consents_pkey PRIMARY KEY (district_id, report_id),
  constraint call_back_consents_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint call_back_consents_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id)
);
alter table public.call_back_consents enable row level security;
alter table public.call_back_consents force row level security;
create policy own_district on public.call_back_consents as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.call_back_consents to jieyou_eraser;
grant insert, select on public.call_back_consents to jieyou_app;
grant select on public.call_back_consents to jieyou_backup;

create table public.call_back_draws (
  district_id integer not null,
  id uuid not null,
  town_id uuid,
  closed_from date not null,
  closed_until date not null,
  tree_size bigint not null,
  seed text not null,
  drawn_from integer not null,
  drawn_by uuid not null,
  drawn_at timestamp with time zone not null,
  constraint call_back_draws_pkey PRIMARY KEY (district_id, id),
  constraint call_back_draws_district_id_town_id_closed_from_closed_unti_key UNIQUE NULLS NOT DISTINCT (district_id, town_id, closed_from, closed_until),
  constraint call_back_draws_district_id_drawn_by_fkey FOREIGN KEY (district_id, drawn_by) REFERENCES users(district_id, id),
  constraint call_back_draws_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint call_back_draws_district_id_town_id_fkey FOREIGN KEY (district_id, town_id) REFERENCES towns(district_id, id),
  constraint call_back_draws_check CHECK ((closed_from <= closed_until)),
  constraint call_back_draws_seed_check CHECK ((seed ~ '^[0-9a-f]{64}$'::text))
);
alter table public.call_back_draws enable row level security;
alter table public.call_back_draws force row level security;
create policy own_district on public.call_back_draws as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.call_back_draws to jieyou_app;
grant select on public.call_back_draws to jieyou_backup;

create table public.call_backs (
  district_id integer not null,
  draw_id uuid not null,
  "position" integer not null,
  case_id uuid not null,
  tries integer default 0 not null,
  came_of_it text,
  process text,
  result text,
  solved boolean,
  called_by uuid,
  called_at timestamp with time zone,
  event_id uuid,
  constraint call_backs_pkey PRIMARY KEY (district_id, draw_id, "position"),
  constraint call_backs_district_id_draw_id_case_id_key UNIQUE (district_id, draw_id, case_id),
  constraint call_backs_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint call_backs_district_id_draw_id_fkey FOREIGN KEY (district_id, draw_id) REFERENCES call_back_draws(district_id, id),
  constraint call_backs_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint call_backs_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint call_backs_came_of_it_check CHECK ((came_of_it = ANY (ARRAY['answered'::text, 'not-reached'::text, 'refused'::text]))),
  constraint call_backs_check CHECK ((num_nulls(process, result, solved) =
CASE
    WHEN (came_of_it = 'answered'::text) THEN 0
    ELSE 3
END)),
  constraint call_backs_check1 CHECK (((came_of_it IS NULL) = (called_at IS NULL))),
  constraint call_backs_process_check CHECK ((process = ANY (ARRAY['satisfied'::text, 'basically'::text, 'not'::text]))),
  constraint call_backs_result_check CHECK ((result = ANY (ARRAY['satisfied'::text, 'basically'::text, 'not'::text])))
);
CREATE INDEX call_backs_by_case ON public.call_backs USING btree (district_id, case_id);
alter table public.call_backs enable row level security;
alter table public.call_backs force row level security;
create policy own_district on public.call_backs as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.call_backs to jieyou_app;
grant select on public.call_backs to jieyou_backup;

create table public.case_notes (
  district_id integer not null,
  id uuid not null,
  case_id uuid not null,
  agency_id uuid,
  seq bigint generated always as identity not null,
  writer_id uuid not null,
  written_at timestamp with time zone not null,
  corrected_at timestamp with time zone,
  unit_name text not null,
  words text not null,
  constraint case_notes_pkey PRIMARY KEY (district_id, id),
  constraint case_notes_district_id_agency_id_fkey FOREIGN KEY (district_id, agency_id) REFERENCES agencies(district_id, id),
  constraint case_notes_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint case_notes_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint case_notes_district_id_writer_id_fkey FOREIGN KEY (district_id, writer_id) REFERENCES users(district_id, id)
);
CREATE INDEX case_notes_by_case ON public.case_notes USING btree (district_id, case_id, seq);
alter table public.case_notes enable row level security;
alter table public.case_notes force row level security;
create policy own_district on public.case_notes as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.case_notes to jieyou_eraser;
grant insert, select, update on public.case_notes to jieyou_app;
grant select on public.case_notes to jieyou_backup;
grant select on public.case_notes to jieyou_worker;

create table public.case_words (
  district_id integer not null,
  case_id uuid not null,
  words tsvector not null,
  in_blocks boolean default false not null,
  constraint case_words_pkey PRIMARY KEY (district_id, case_id),
  constraint case_words_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint case_words_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
CREATE INDEX case_words_waiting ON public.case_words USING btree (district_id, case_id) WHERE (NOT in_blocks);
alter table public.case_words enable row level security;
alter table public.case_words force row level security;
create policy own_district on public.case_words as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.case_words to jieyou_eraser;
grant insert, select on public.case_words to jieyou_app;
grant insert, select, update on public.case_words to jieyou_worker;
grant select on public.case_words to jieyou_backup;

create table public.cases (
  district_id integer not null,
  id uuid not null,
  number bigint generated always as identity not null,
  report_id uuid not null,
  status text not null,
  holder_kind text not null,
  holder_id uuid,
  deputy_id uuid,
  station_id uuid,
  town_id uuid,
  agency_id uuid,
  disputes integer default 0 not null,
  supervised boolean default false not null,
  answered_by text,
  clock_started_at timestamp with time zone,
  clock_count integer,
  clock_unit text,
  due_at timestamp with time zone,
  version integer default 1 not null,
  returns integer default 0 not null,
  urgent boolean default false not null,
  recused_kind text,
  recused_id uuid,
  clock_pauses jsonb default '[]'::jsonb not null,
  extended_until date,
  original_due_at timestamp with time zone,
  waiting_from text,
  waiting_since timestamp with time zone,
  waiting_until timestamp with time zone,
  askers text[] default '{}'::text[] not null,
  waited_days integer default 0 not null,
  extension_until date,
  extension_by uuid,
  decline_reason text,
  decline_words text,
  decline_by uuid,
  declined_by uuid[] default '{}'::uuid[] not null,
  appealed boolean default false not null,
  closed_at timestamp with time zone,
  closed_as text,
  merged_into uuid,
  planned_for date,
  urged text default 'no'::text not null,
  continues uuid,
  transferred_to integer,
  erase_wish text,
  erase_words text,
  erase_by uuid,
  erased boolean default false not null,
  category_id uuid,
  meeting_at timestamp with time zone,
  constraint cases_pkey PRIMARY KEY (district_id, id),
  constraint cases_category_fkey FOREIGN KEY (district_id, category_id) REFERENCES categories(district_id, id),
  constraint cases_continues_fkey FOREIGN KEY (district_id, continues) REFERENCES cases(district_id, id),
  constraint cases_district_id_agency_id_fkey FOREIGN KEY (district_id, agency_id) REFERENCES agencies(district_id, id),
  constraint cases_district_id_deputy_id_fkey FOREIGN KEY (district_id, deputy_id) REFERENCES deputies(district_id, id),
  constraint cases_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint cases_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id),
  constraint cases_district_id_station_id_fkey FOREIGN KEY (district_id, station_id) REFERENCES stations(district_id, id),
  constraint cases_district_id_town_id_fkey FOREIGN KEY (district_id, town_id) REFERENCES towns(district_id, id),
  constraint cases_merged_into_fkey FOREIGN KEY (district_id, merged_into) REFERENCES cases(district_id, id),
  constraint cases_answered_by_check CHECK ((answered_by = ANY (ARRAY['holder'::text, 'agency'::text]))),
  constraint cases_check CHECK (((holder_id IS NULL) = (holder_kind = 'district'::text))),
  constraint cases_check1 CHECK ((num_nulls(clock_started_at, clock_count, clock_unit, due_at) = ANY (ARRAY[0, 4]))),
  constraint cases_clock_unit_check CHECK ((clock_unit = ANY (ARRAY['working-days'::text, 'hours'::text, 'calendar-days'::text]))),
  constraint cases_closed_as_check CHECK ((closed_as = ANY (ARRAY['judged'::text, 'unjudged'::text, 'transferred'::text, 'imported'::text, 'erased'::text]))),
  constraint cases_decline_reason_check CHECK ((decline_reason = ANY (ARRAY['litigation'::text, 'arbitration'::text, 'petition-path'::text, 'no-content'::text, 'own-duplicate'::text]))),
  constraint cases_erase_check CHECK ((num_nulls(erase_wish, erase_words, erase_by) = ANY (ARRAY[0, 3]))),
  constraint cases_erase_wish_check CHECK ((erase_wish = ANY (ARRAY['resident'::text, 'law'::text]))),
  constraint cases_holder_kind_check CHECK ((holder_kind = ANY (ARRAY['deputy'::text, 'station'::text, 'town'::text, 'district'::text]))),
  constraint cases_recused_check CHECK (((recused_kind IS NULL) = (recused_id IS NULL))),
  constraint cases_recused_kind_check CHECK ((recused_kind = ANY (ARRAY['deputy'::text, 'station'::text, 'agency'::text]))),
  constraint cases_status_check CHECK ((status = ANY (ARRAY['quarantined'::text, 'received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text, 'closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text]))),
  constraint cases_urged_check CHECK ((urged = ANY (ARRAY['no'::text, 'reminded'::text, 'urged'::text, 'supervised'::text, 'listed'::text]))),
  constraint cases_waiting_check CHECK ((num_nulls(waiting_from, waiting_since, waiting_until) = ANY (ARRAY[0, 3]))),
  constraint cases_waiting_from_check CHECK ((waiting_from = ANY (ARRAY['accepted'::text, 'with-agency'::text])))
);
CREATE INDEX cases_by_category ON public.cases USING btree (district_id, category_id, number) WHERE (category_id IS NOT NULL);
CREATE INDEX cases_by_lead ON public.cases USING btree (district_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX cases_by_number ON public.cases USING btree (district_id, number);
CREATE UNIQUE INDEX cases_by_report ON public.cases USING btree (district_id, report_id) WHERE (closed_as IS DISTINCT FROM 'transferred'::text);
CREATE INDEX cases_closed_at ON public.cases USING btree (district_id, closed_at) WHERE (status = 'closed'::text);
CREATE INDEX cases_ended ON public.cases USING btree (district_id, status, (
CASE
    WHEN (closed_at IS NULL) THEN '-infinity'::timestamp with time zone
    ELSE closed_at
END), number) WHERE (status = ANY (ARRAY['closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text]));
CREATE INDEX cases_ended_by_agency ON public.cases USING btree (district_id, agency_id, status, (
CASE
    WHEN (closed_at IS NULL) THEN '-infinity'::timestamp with time zone
    ELSE closed_at
END), number) WHERE ((status = ANY (ARRAY['closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text])) AND (agency_id IS NOT NULL));
CREATE INDEX cases_ended_by_deputy ON public.cases USING btree (district_id, deputy_id, status, (
CASE
    WHEN (closed_at IS NULL) THEN '-infinity'::timestamp with time zone
    ELSE closed_at
END), number) WHERE ((status = ANY (ARRAY['closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text])) AND (deputy_id IS NOT NULL));
CREATE INDEX cases_ended_by_station ON public.cases USING btree (district_id, station_id, (
CASE
    WHEN (holder_kind = 'deputy'::text) THEN 'deputy'::text
    ELSE 'elsewhere'::text
END), status, (
CASE
    WHEN (closed_at IS NULL) THEN '-infinity'::timestamp with time zone
    ELSE closed_at
END), number) WHERE ((status = ANY (ARRAY['closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text])) AND (station_id IS NOT NULL));
CREATE INDEX cases_ended_by_town ON public.cases USING btree (district_id, town_id, status, (
CASE
    WHEN (closed_at IS NULL) THEN '-infinity'::timestamp with time zone
    ELSE closed_at
END), number) WHERE ((status = ANY (ARRAY['closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text])) AND (town_id IS NOT NULL));
CREATE INDEX cases_ended_with_deputy ON public.cases USING btree (district_id, holder_id, status, (
CASE
    WHEN (closed_at IS NULL) THEN '-infinity'::timestamp with time zone
    ELSE closed_at
END), number) WHERE ((status = ANY (ARRAY['closed'::text, 'declined'::text, 'withdrawn'::text, 'merged'::text])) AND (holder_kind = 'deputy'::text));
CREATE INDEX cases_erase_asked ON public.cases USING btree (district_id, number) WHERE (erase_by IS NOT NULL);
CREATE INDEX cases_erased ON public.cases USING btree (district_id, id) WHERE erased;
CREATE INDEX cases_extension_asked ON public.cases USING btree (district_id, town_id, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((status = 'with-agency'::text) AND (extension_until IS NOT NULL));
CREATE INDEX cases_listed ON public.cases USING btree (district_id, due_at) WHERE (urged = 'listed'::text);
CREATE INDEX cases_marked ON public.cases USING btree (district_id, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((urgent OR supervised) AND (status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text])));
CREATE INDEX cases_open ON public.cases USING btree (district_id, (
CASE
    WHEN (holder_kind = 'district'::text) THEN 'here'::text
    ELSE 'elsewhere'::text
END), status, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE (status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text]));
CREATE INDEX cases_open_by_agency ON public.cases USING btree (district_id, agency_id, status, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text])) AND (agency_id IS NOT NULL));
CREATE INDEX cases_open_by_deputy ON public.cases USING btree (district_id, deputy_id, (
CASE
    WHEN ((holder_kind = 'deputy'::text) AND (holder_id = deputy_id)) THEN 'here'::text
    ELSE 'elsewhere'::text
END), status, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text])) AND (deputy_id IS NOT NULL));
CREATE INDEX cases_open_by_holder ON public.cases USING btree (district_id, holder_id, status, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text])) AND (holder_id IS NOT NULL));
CREATE INDEX cases_open_by_station ON public.cases USING btree (district_id, station_id, (
CASE
    WHEN ((holder_kind = 'station'::text) AND (holder_id = station_id)) THEN 'here'::text
    WHEN (holder_kind = 'deputy'::text) THEN 'deputy'::text
    ELSE 'elsewhere'::text
END), status, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text])) AND (station_id IS NOT NULL));
CREATE INDEX cases_open_by_town ON public.cases USING btree (district_id, town_id, (
CASE
    WHEN ((holder_kind = 'town'::text) AND (holder_id = town_id)) THEN 'here'::text
    ELSE 'elsewhere'::text
END), status, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), id) WHERE ((status = ANY (ARRAY['received'::text, 'accepted'::text, 'with-agency'::text, 'returned'::text, 'waiting-for-resident'::text, 'answered'::text, 'disputed'::text])) AND (town_id IS NOT NULL));
CREATE INDEX cases_quarantined ON public.cases USING btree (district_id, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), number) WHERE (status = 'quarantined'::text);
CREATE INDEX cases_quarantined_by_station ON public.cases USING btree (district_id, station_id, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), number) WHERE ((status = 'quarantined'::text) AND (station_id IS NOT NULL));
CREATE INDEX cases_quarantined_by_town ON public.cases USING btree (district_id, town_id, (
CASE
    WHEN (due_at IS NULL) THEN 'infinity'::timestamp with time zone
    ELSE due_at
END), number) WHERE ((status = 'quarantined'::text) AND (town_id IS NOT NULL));
CREATE INDEX cases_transferred ON public.cases USING btree (district_id, report_id) WHERE (closed_as = 'transferred'::text);
CREATE INDEX cases_waiting ON public.cases USING btree (district_id, waiting_until) WHERE (waiting_until IS NOT NULL);
CREATE INDEX cases_with_meeting ON public.cases USING btree (district_id, meeting_at) WHERE (meeting_at IS NOT NULL);
alter table public.cases enable row level security;
alter table public.cases force row level security;
create policy own_district on public.cases as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.cases to jieyou_app;
grant insert, select, update on public.cases to jieyou_worker;
grant select on public.cases to jieyou_backup;
grant select on public.cases to jieyou_eraser;

create table public.categories (
  district_id integer not null,
  id uuid not null,
  parent_id uuid,
  name text not null,
  keywords text[] default '{}'::text[] not null,
  active_from date not null,
  retired_on date,
  constraint categories_pkey PRIMARY KEY (district_id, id),
  constraint categories_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint categories_district_id_parent_id_fkey FOREIGN KEY (district_id, parent_id) REFERENCES categories(district_id, id),
  constraint categories_check CHECK ((retired_on >= active_from))
);
CREATE UNIQUE INDEX categories_named ON public.categories USING btree (district_id, COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), name);
alter table public.categories enable row level security;
alter table public.categories force row level security;
create policy own_district on public.categories as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.categories to jieyou_app;
grant select on public.categories to jieyou_backup;

create table public.co_handlers (
  district_id integer not null,
  case_id uuid not null,
  agency_id uuid not null,
  due_at timestamp with time zone not null,
  given boolean default false not null,
  constraint co_handlers_pkey PRIMARY KEY (district_id, case_id, agency_id),
  constraint co_handlers_district_id_agency_id_fkey FOREIGN KEY (district_id, agency_id) REFERENCES agencies(district_id, id),
  constraint co_handlers_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint co_handlers_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
CREATE INDEX co_handlers_by_agency ON public.co_handlers USING btree (district_id, agency_id);
CREATE INDEX co_handlers_to_give ON public.co_handlers USING btree (district_id, agency_id) WHERE (NOT given);
alter table public.co_handlers enable row level security;
alter table public.co_handlers force row level security;
create policy own_district on public.co_handlers as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.co_handlers to jieyou_app;
grant delete, insert, select, update on public.co_handlers to jieyou_worker;
grant select on public.co_handlers to jieyou_backup;

create table public.codes (
  district_id integer not null,
  code text not null,
  kind text not null,
  unit_id uuid not null,
  revoked_at timestamp with time zone,
  replaced_by text,
  made_at timestamp with time zone,
  constraint codes_pkey PRIMARY KEY (district_id, code),
  constraint codes_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint codes_kind_check CHECK ((kind = ANY (ARRAY['point'::text, 'deputy'::text, 'station'::text, 'town'::text])))
);
CREATE INDEX codes_by_unit ON public.codes USING btree (district_id, unit_id) WHERE (revoked_at IS NULL);
alter table public.codes enable row level security;
alter table public.codes force row level security;
create policy own_district on public.codes as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.codes to jieyou_app;
grant select on public.codes to jieyou_backup;
grant select on public.codes to jieyou_worker;

create table public.demonstration_steps (
  district_id integer not null,
  step text not null,
  constraint demonstration_steps_pkey PRIMARY KEY (district_id, step),
  constraint demonstration_steps_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.demonstration_steps enable row level security;
alter table public.demonstration_steps force row level security;
create policy own_district on public.demonstration_steps as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.demonstration_steps to jieyou_app;
grant select on public.demonstration_steps to jieyou_backup;

create table public.departures (
  district_id integer not null,
  user_id uuid not null,
  successor_id uuid,
  words text not null,
  by_role text not null,
  by_id uuid not null,
  began_at timestamp with time zone not null,
  done_at timestamp with time zone,
  cases_moved integer default 0 not null,
  constraint departures_pkey PRIMARY KEY (district_id, user_id),
  constraint departures_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint departures_district_id_successor_id_fkey FOREIGN KEY (district_id, successor_id) REFERENCES deputies(district_id, id),
  constraint departures_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
alter table public.departures enable row level security;
alter table public.departures force row level security;
create policy own_district on public.departures as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.departures to jieyou_app;
grant select on public.departures to jieyou_backup;

create table public.deputies (
  district_id integer not null,
  id uuid not null,
  station_id uuid not null,
  name text not null,
  member_of text default ''::text not null,
  terms text default ''::text not null,
  introduction text default ''::text not null,
  receives text default ''::text not null,
  constraint deputies_pkey PRIMARY KEY (district_id, id),
  constraint deputies_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint deputies_district_id_station_id_fkey FOREIGN KEY (district_id, station_id) REFERENCES stations(district_id, id)
);
alter table public.deputies enable row level security;
alter table public.deputies force row level security;
create policy own_district on public.deputies as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.deputies to jieyou_app;
grant select on public.deputies to jieyou_backup;
grant select on public.deputies to jieyou_worker;

create table public.districts (
  id integer not null,
  prefix text not null,
  name text not null,
  host text,
  offset_minutes integer default 480 not null,
  is_demonstration boolean default false not null,
  origin text not null,
  constraint districts_pkey PRIMARY KEY (id),
  constraint districts_host_key UNIQUE (host),
  constraint districts_origin_key UNIQUE (origin),
  constraint districts_prefix_key UNIQUE (prefix),
  constraint districts_origin_check CHECK ((origin ~ '^[^[:space:]+]+$'::text)),
  constraint districts_prefix_check CHECK ((prefix ~ '^[0-9A-HJKMNP-TV-Z]{2}$'::text))
);
grant insert, select on public.districts to jieyou_app;
grant select on public.districts to jieyou_backup;
grant select on public.districts to jieyou_worker;

create table public.event_contents (
  district_id integer not null,
  event_id uuid not null,
  salt bytea not null,
  detail jsonb not null,
  constraint event_contents_pkey PRIMARY KEY (district_id, event_id),
  constraint event_contents_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint event_contents_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.event_contents enable row level security;
alter table public.event_contents force row level security;
create policy own_district on public.event_contents as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.event_contents to jieyou_eraser;
grant insert, select on public.event_contents to jieyou_app;
grant insert, select on public.event_contents to jieyou_worker;
grant select on public.event_contents to jieyou_backup;

create table public.events (
  district_id integer not null,
  id uuid not null,
  seq bigint generated always as identity not null,
  subject_kind text not null,
  subject_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid,
  from_status text,
  to_status text,
  commitment bytea not null,
  constraint events_pkey PRIMARY KEY (district_id, id),
  constraint events_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['resident'::text, 'system'::text, 'deputy'::text, 'station'::text, 'town'::text, 'district'::text, 'agency'::text, 'auditor'::text]))),
  constraint events_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['case'::text, 'place'::text, 'account'::text, 'rules'::text])))
);
CREATE INDEX events_by_seq ON public.events USING brin (seq) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX events_by_subject ON public.events USING btree (district_id, subject_id, seq);
alter table public.events enable row level security;
alter table public.events force row level security;
create policy own_district on public.events as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.events to jieyou_app;
grant insert, select on public.events to jieyou_worker;
grant select on public.events to jieyou_backup;
grant select on public.events to jieyou_eraser;

create table public.files (
  district_id integer not null,
  hash bytea not null,
  kind text not null,
  type text not null,
  bytes integer not null,
  width integer,
  height integer,
  seconds integer,
  thumbnail_hash bytea,
  constraint files_pkey PRIMARY KEY (district_id, hash),
  constraint files_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint files_bytes_check CHECK ((bytes > 0)),
  constraint files_check CHECK (
CASE kind
    WHEN 'photo'::text THEN ((num_nulls(width, height) = 0) AND (seconds IS NULL))
    ELSE ((num_nonnulls(width, height, thumbnail_hash) = 0) AND (seconds IS NOT NULL))
END),
  constraint files_hash_check CHECK ((octet_length(hash) = 32)),
  constraint files_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'recording'::text]))),
  constraint files_thumbnail_hash_check CHECK ((octet_length(thumbnail_hash) = 32)),
  constraint files_type_check CHECK ((type = ANY (ARRAY['image/jpeg'::text, 'audio/webm'::text, 'audio/ogg'::text, 'audio/mp4'::text, 'audio/wav'::text, 'audio/mpeg'::text, 'audio/aac'::text])))
);
CREATE INDEX files_by_thumbnail ON public.files USING btree (district_id, thumbnail_hash) WHERE (thumbnail_hash IS NOT NULL);
alter table public.files enable row level security;
alter table public.files force row level security;
create policy own_district on public.files as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.files to jieyou_eraser;
grant insert, select on public.files to jieyou_app;
grant insert, select on public.files to jieyou_worker;
grant select on public.files to jieyou_backup;

create table public.identities (
  district_id integer not null,
  report_id uuid not null,
  sealed bytea not null,
  constraint identities_pkey PRIMARY KEY (district_id, report_id),
  constraint identities_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint identities_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id)
);
alter table public.identities enable row level security;
alter table public.identities force row level security;
create policy own_district on public.identities as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.identities to jieyou_eraser;
grant insert, select on public.identities to jieyou_app;
grant select on public.identities to jieyou_backup;

create table public.identity_choices (
  district_id integer not null,
  report_id uuid not null,
  identity_kind text not null,
  constraint identity_choices_pkey PRIMARY KEY (district_id, report_id),
  constraint identity_choices_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint identity_choices_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id),
  constraint identity_choices_identity_kind_check CHECK ((identity_kind = ANY (ARRAY['anonymous'::text, 'station'::text, 'agency'::text])))
);
alter table public.identity_choices enable row level security;
alter table public.identity_choices force row level security;
create policy own_district on public.identity_choices as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.identity_choices to jieyou_eraser;
grant insert, select, update on public.identity_choices to jieyou_app;
grant select on public.identity_choices to jieyou_backup;
grant select on public.identity_choices to jieyou_worker;

create table public.invitations (
  district_id integer not null,
  id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (district_id, id),
  constraint invitations_district_id_token_hash_key UNIQUE (district_id, token_hash),
  constraint invitations_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint invitations_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
CREATE INDEX invitations_by_user ON public.invitations USING btree (district_id, user_id);
alter table public.invitations enable row level security;
alter table public.invitations force row level security;
create policy own_district on public.invitations as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.invitations to jieyou_app;
grant select on public.invitations to jieyou_backup;

create table public.judgements (
  district_id integer not null,
  event_id uuid not null,
  case_id uuid not null,
  process text not null,
  result text not null,
  solved boolean not null,
  assisted boolean default false not null,
  constraint judgements_pkey PRIMARY KEY (district_id, event_id),
  constraint judgements_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint judgements_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint judgements_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint judgements_process_check CHECK ((process = ANY (ARRAY['satisfied'::text, 'basically'::text, 'not'::text]))),
  constraint judgements_result_check CHECK ((result = ANY (ARRAY['satisfied'::text, 'basically'::text, 'not'::text])))
);
CREATE INDEX judgements_by_case ON public.judgements USING btree (district_id, case_id);
alter table public.judgements enable row level security;
alter table public.judgements force row level security;
create policy own_district on public.judgements as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.judgements to jieyou_app;
grant insert, select on public.judgements to jieyou_worker;
grant select on public.judgements to jieyou_backup;

create table public.ledger_checkpoints (
  district_id integer not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  constraint ledger_checkpoints_pkey PRIMARY KEY (district_id, size),
  constraint ledger_checkpoints_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint ledger_checkpoints_root_check CHECK ((octet_length(root) = 32)),
  constraint ledger_checkpoints_size_check CHECK ((size >= 0))
);
alter table public.ledger_checkpoints enable row level security;
alter table public.ledger_checkpoints force row level security;
create policy own_district on public.ledger_checkpoints as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.ledger_checkpoints to jieyou_worker;
grant select on public.ledger_checkpoints to jieyou_app;
grant select on public.ledger_checkpoints to jieyou_backup;

create table public.ledger_cosignatures (
  district_id integer not null,
  size bigint not null,
  witness text not null,
  line text not null,
  constraint ledger_cosignatures_pkey PRIMARY KEY (district_id, size, witness),
  constraint ledger_cosignatures_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint ledger_cosignatures_district_id_size_fkey FOREIGN KEY (district_id, size) REFERENCES ledger_checkpoints(district_id, size)
);
alter table public.ledger_cosignatures enable row level security;
alter table public.ledger_cosignatures force row level security;
create policy own_district on public.ledger_cosignatures as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.ledger_cosignatures to jieyou_app;
grant select on public.ledger_cosignatures to jieyou_backup;
grant select on public.ledger_cosignatures to jieyou_worker;

create table public.ledger_leaves (
  district_id integer not null,
  "position" bigint not null,
  event_id uuid,
  entry bytea not null,
  constraint ledger_leaves_pkey PRIMARY KEY (district_id, "position"),
  constraint ledger_leaves_district_id_event_id_key UNIQUE (district_id, event_id),
  constraint ledger_leaves_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint ledger_leaves_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint ledger_leaves_entry_check CHECK ((octet_length(entry) = 33)),
  constraint ledger_leaves_position_check CHECK (("position" >= 0))
);
alter table public.ledger_leaves enable row level security;
alter table public.ledger_leaves force row level security;
create policy own_district on public.ledger_leaves as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.ledger_leaves to jieyou_worker;
grant select on public.ledger_leaves to jieyou_app;
grant select on public.ledger_leaves to jieyou_backup;

create table public.ledger_queue (
  district_id integer not null,
  event_id uuid not null,
  constraint ledger_queue_pkey PRIMARY KEY (district_id, event_id),
  constraint ledger_queue_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint ledger_queue_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.ledger_queue enable row level security;
alter table public.ledger_queue force row level security;
create policy own_district on public.ledger_queue as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select on public.ledger_queue to jieyou_worker;
grant select on public.ledger_queue to jieyou_app;
grant select on public.ledger_queue to jieyou_backup;

create table public.ledger_ticks (
  district_id integer not null,
  tick bigint not null,
  constraint ledger_ticks_pkey PRIMARY KEY (district_id),
  constraint ledger_ticks_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.ledger_ticks enable row level security;
alter table public.ledger_ticks force row level security;
create policy own_district on public.ledger_ticks as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.ledger_ticks to jieyou_worker;
grant select on public.ledger_ticks to jieyou_app;
grant select on public.ledger_ticks to jieyou_backup;

create table public.ledger_tiles (
  district_id integer not null,
  level smallint not null,
  index bigint not null,
  hashes bytea not null,
  constraint ledger_tiles_pkey PRIMARY KEY (district_id, level, index),
  constraint ledger_tiles_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint ledger_tiles_hashes_check CHECK ((((octet_length(hashes) % 32) = 0) AND ((octet_length(hashes) >= 32) AND (octet_length(hashes) <= 8192)))),
  constraint ledger_tiles_index_check CHECK ((index >= 0)),
  constraint ledger_tiles_level_check CHECK ((level >= 0))
);
alter table public.ledger_tiles enable row level security;
alter table public.ledger_tiles force row level security;
create policy own_district on public.ledger_tiles as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.ledger_tiles to jieyou_worker;
grant select on public.ledger_tiles to jieyou_app;
grant select on public.ledger_tiles to jieyou_backup;

create table public.list_views (
  district_id integer not null,
  user_id uuid not null,
  id uuid not null,
  name text not null,
  filters jsonb not null,
  is_default boolean default false not null,
  created_at timestamp with time zone not null,
  constraint list_views_pkey PRIMARY KEY (district_id, user_id, id),
  constraint list_views_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint list_views_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
CREATE UNIQUE INDEX list_views_default ON public.list_views USING btree (district_id, user_id) WHERE is_default;
CREATE UNIQUE INDEX list_views_name ON public.list_views USING btree (district_id, user_id, name);
alter table public.list_views enable row level security;
alter table public.list_views force row level security;
create policy own_district on public.list_views as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.list_views to jieyou_app;
grant select on public.list_views to jieyou_backup;

create table public.meeting_calls (
  district_id integer not null,
  case_id uuid not null,
  agency_id uuid not null,
  answer text,
  constraint meeting_calls_pkey PRIMARY KEY (district_id, case_id, agency_id),
  constraint meeting_calls_district_id_agency_id_fkey FOREIGN KEY (district_id, agency_id) REFERENCES agencies(district_id, id),
  constraint meeting_calls_district_id_case_id_fkey FOREIGN KEY (district_id, case_id) REFERENCES cases(district_id, id),
  constraint meeting_calls_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint meeting_calls_answer_check CHECK ((answer = ANY (ARRAY['coming'::text, 'another-time'::text])))
);
CREATE INDEX meeting_calls_by_agency ON public.meeting_calls USING btree (district_id, agency_id);
alter table public.meeting_calls enable row level security;
alter table public.meeting_calls force row level security;
create policy own_district on public.meeting_calls as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.meeting_calls to jieyou_app;
grant delete, insert, select, update on public.meeting_calls to jieyou_worker;
grant select on public.meeting_calls to jieyou_backup;

create table public.memberships (
  district_id integer not null,
  id uuid not null,
  user_id uuid not null,
  role text not null,
  unit_id uuid,
  from_day date,
  until_day date,
  constraint memberships_pkey PRIMARY KEY (district_id, id),
  constraint memberships_district_id_user_id_role_unit_id_key UNIQUE NULLS NOT DISTINCT (district_id, user_id, role, unit_id),
  constraint memberships_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint memberships_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id),
  constraint memberships_check CHECK (((unit_id IS NULL) = (role = ANY (ARRAY['district'::text, 'auditor'::text])))),
  constraint memberships_days_check CHECK (((from_day IS NULL) OR (until_day IS NULL) OR (from_day <= until_day))),
  constraint memberships_role_check CHECK ((role = ANY (ARRAY['deputy'::text, 'station'::text, 'town'::text, 'district'::text, 'agency'::text, 'auditor'::text])))
);
CREATE INDEX memberships_by_unit ON public.memberships USING btree (district_id, role, unit_id);
alter table public.memberships enable row level security;
alter table public.memberships force row level security;
create policy own_district on public.memberships as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.memberships to jieyou_app;
grant select on public.memberships to jieyou_backup;
grant select on public.memberships to jieyou_worker;

create table public.note_mentions (
  district_id integer not null,
  note_id uuid not null,
  user_id uuid not null,
  constraint note_mentions_pkey PRIMARY KEY (district_id, note_id, user_id),
  constraint note_mentions_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint note_mentions_district_id_note_id_fkey FOREIGN KEY (district_id, note_id) REFERENCES case_notes(district_id, id) ON DELETE CASCADE,
  constraint note_mentions_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
CREATE INDEX note_mentions_by_user ON public.note_mentions USING btree (district_id, user_id);
alter table public.note_mentions enable row level security;
alter table public.note_mentions force row level security;
create policy own_district on public.note_mentions as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select on public.note_mentions to jieyou_app;
grant delete, select on public.note_mentions to jieyou_eraser;
grant select on public.note_mentions to jieyou_backup;
grant select on public.note_mentions to jieyou_worker;

create table public.notice_addresses (
  district_id integer not null,
  report_id uuid not null,
  kind text not null,
  sealed bytea not null,
  constraint notice_addresses_pkey PRIMARY KEY (district_id, report_id),
  constraint notice_addresses_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint notice_addresses_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id),
  constraint notice_addresses_kind_check CHECK ((kind = ANY (ARRAY['sms'::text, 'email'::text, 'wechat'::text])))
);
alter table public.notice_addresses enable row level security;
alter table public.notice_addresses force row level security;
create policy own_district on public.notice_addresses as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.notice_addresses to jieyou_app;
grant delete, select on public.notice_addresses to jieyou_eraser;
grant delete, select on public.notice_addresses to jieyou_worker;
grant select on public.notice_addresses to jieyou_backup;

create table public.notice_deliveries (
  district_id integer not null,
  id uuid not null,
  to_kind text not null,
  to_id uuid not null,
  channel text not null,
  case_id uuid not null,
  event_id uuid not null,
  kind text not null,
  made_at timestamp with time zone not null,
  due_at timestamp with time zone,
  attempts integer default 0 not null,
  constraint notice_deliveries_pkey PRIMARY KEY (district_id, id),
  constraint notice_deliveries_district_id_to_kind_to_id_channel_event_i_key UNIQUE (district_id, to_kind, to_id, channel, event_id, kind),
  constraint notice_deliveries_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint notice_deliveries_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'dingtalk'::text, 'wecom'::text]))),
  constraint notice_deliveries_to_kind_check CHECK ((to_kind = ANY (ARRAY['user'::text, 'deputy'::text, 'station'::text, 'town'::text, 'district'::text, 'agency'::text])))
);
CREATE INDEX notice_deliveries_by_time ON public.notice_deliveries USING btree (district_id, made_at);
CREATE INDEX notice_deliveries_due ON public.notice_deliveries USING btree (district_id, due_at) WHERE (due_at IS NOT NULL);
alter table public.notice_deliveries enable row level security;
alter table public.notice_deliveries force row level security;
create policy own_district on public.notice_deliveries as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.notice_deliveries to jieyou_worker;
grant select on public.notice_deliveries to jieyou_backup;

create table public.notice_wishes (
  district_id integer not null,
  user_id uuid not null,
  quiet_from smallint not null,
  quiet_until smallint not null,
  digest_hour smallint not null,
  pace jsonb not null,
  language text not null,
  constraint notice_wishes_pkey PRIMARY KEY (district_id, user_id),
  constraint notice_wishes_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint notice_wishes_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id),
  constraint notice_wishes_digest_hour_check CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
  constraint notice_wishes_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint notice_wishes_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
  constraint notice_wishes_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 23)))
);
alter table public.notice_wishes enable row level security;
alter table public.notice_wishes force row level security;
create policy own_district on public.notice_wishes as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.notice_wishes to jieyou_app;
grant select on public.notice_wishes to jieyou_backup;
grant select on public.notice_wishes to jieyou_worker;

create table public.notices (
  district_id integer not null,
  report_id uuid not null,
  event_id uuid not null,
  constraint notices_pkey PRIMARY KEY (district_id, report_id, event_id),
  constraint notices_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint notices_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES notice_addresses(district_id, report_id) ON DELETE CASCADE
);
alter table public.notices enable row level security;
alter table public.notices force row level security;
create policy own_district on public.notices as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select on public.notices to jieyou_worker;
grant delete, select on public.notices to jieyou_eraser;
grant select on public.notices to jieyou_backup;

create table public.outbox (
  district_id integer not null,
  event_id uuid not null,
  constraint outbox_pkey PRIMARY KEY (district_id, event_id),
  constraint outbox_district_id_event_id_fkey FOREIGN KEY (district_id, event_id) REFERENCES events(district_id, id),
  constraint outbox_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.outbox enable row level security;
alter table public.outbox force row level security;
create policy own_district on public.outbox as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select on public.outbox to jieyou_worker;
grant insert, select on public.outbox to jieyou_app;
grant select on public.outbox to jieyou_backup;

create table public.passkey_challenges (
  district_id integer not null,
  challenge text not null,
  user_id uuid,
  expires_at timestamp with time zone not null,
  constraint passkey_challenges_pkey PRIMARY KEY (district_id, challenge),
  constraint passkey_challenges_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint passkey_challenges_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
alter table public.passkey_challenges enable row level security;
alter table public.passkey_challenges force row level security;
create policy own_district on public.passkey_challenges as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select on public.passkey_challenges to jieyou_app;
grant select on public.passkey_challenges to jieyou_backup;

create table public.passkeys (
  district_id integer not null,
  id text not null,
  user_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  constraint passkeys_pkey PRIMARY KEY (district_id, id),
  constraint passkeys_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint passkeys_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
CREATE INDEX passkeys_by_user ON public.passkeys USING btree (district_id, user_id);
alter table public.passkeys enable row level security;
alter table public.passkeys force row level security;
create policy own_district on public.passkeys as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.passkeys to jieyou_app;
grant select on public.passkeys to jieyou_backup;

create table public.points (
  district_id integer not null,
  id uuid not null,
  kind text not null,
  name text not null,
  station_id uuid not null,
  deputy_id uuid,
  latitude double precision,
  longitude double precision,
  constraint points_pkey PRIMARY KEY (district_id, id),
  constraint points_district_id_deputy_id_fkey FOREIGN KEY (district_id, deputy_id) REFERENCES deputies(district_id, id),
  constraint points_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint points_district_id_station_id_fkey FOREIGN KEY (district_id, station_id) REFERENCES stations(district_id, id),
  constraint points_kind_check CHECK ((kind = ANY (ARRAY['station'::text, 'workplace'::text, 'market'::text, 'stairwell'::text, 'bus-stop'::text, 'kiosk'::text, 'other'::text]))),
  constraint points_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  constraint points_located_check CHECK (((latitude IS NULL) = (longitude IS NULL))),
  constraint points_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
);
alter table public.points enable row level security;
alter table public.points force row level security;
create policy own_district on public.points as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.points to jieyou_app;
grant select on public.points to jieyou_backup;
grant select on public.points to jieyou_worker;

create table public.presences (
  district_id integer not null,
  case_id uuid not null,
  user_id uuid not null,
  seen_at timestamp with time zone not null,
  constraint presences_pkey PRIMARY KEY (district_id, case_id, user_id),
  constraint presences_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint presences_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
alter table public.presences enable row level security;
alter table public.presences force row level security;
create policy own_district on public.presences as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.presences to jieyou_app;
grant select on public.presences to jieyou_backup;

create table public.readings (
  district_id integer not null,
  report_id uuid not null,
  attachment_id uuid not null,
  version integer not null,
  kind text not null,
  file_kind text not null,
  words text not null,
  confirmed boolean not null,
  read_by uuid,
  read_at timestamp with time zone not null,
  constraint readings_pkey PRIMARY KEY (district_id, report_id, attachment_id, version),
  constraint readings_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint readings_district_id_read_by_fkey FOREIGN KEY (district_id, read_by) REFERENCES users(district_id, id),
  constraint readings_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id),
  constraint readings_file_kind_check CHECK ((file_kind = ANY (ARRAY['photo'::text, 'recording'::text]))),
  constraint readings_kind_check CHECK ((kind = 'person'::text)),
  constraint readings_version_check CHECK ((version > 0))
);
alter table public.readings enable row level security;
alter table public.readings force row level security;
create policy own_district on public.readings as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.readings to jieyou_eraser;
grant insert, select on public.readings to jieyou_app;
grant select on public.readings to jieyou_backup;
grant select on public.readings to jieyou_worker;

create table public.recovery_codes (
  district_id integer not null,
  user_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (district_id, user_id, code_hash),
  constraint recovery_codes_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint recovery_codes_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
alter table public.recovery_codes enable row level security;
alter table public.recovery_codes force row level security;
create policy own_district on public.recovery_codes as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.recovery_codes to jieyou_app;
grant select on public.recovery_codes to jieyou_backup;

create table public.relay_leases (
  district_id integer not null,
  holder uuid not null,
  until timestamp with time zone not null,
  constraint relay_leases_pkey PRIMARY KEY (district_id),
  constraint relay_leases_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.relay_leases enable row level security;
alter table public.relay_leases force row level security;
create policy own_district on public.relay_leases as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.relay_leases to jieyou_worker;
grant select on public.relay_leases to jieyou_backup;

create table public.reply_templates (
  district_id integer not null,
  id uuid not null,
  keeper_kind text not null,
  keeper_id uuid,
  role text,
  category_id uuid,
  name text not null,
  words text not null,
  constraint reply_templates_pkey PRIMARY KEY (district_id, id),
  constraint reply_templates_district_id_category_id_fkey FOREIGN KEY (district_id, category_id) REFERENCES categories(district_id, id),
  constraint reply_templates_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint reply_templates_check CHECK (((keeper_kind = 'district'::text) = (keeper_id IS NULL))),
  constraint reply_templates_keeper_kind_check CHECK ((keeper_kind = ANY (ARRAY['station'::text, 'town'::text, 'district'::text]))),
  constraint reply_templates_role_check CHECK ((role = ANY (ARRAY['deputy'::text, 'station'::text, 'town'::text, 'district'::text, 'agency'::text])))
);
CREATE INDEX reply_templates_by_keeper ON public.reply_templates USING btree (district_id, keeper_kind, keeper_id);
alter table public.reply_templates enable row level security;
alter table public.reply_templates force row level security;
create policy own_district on public.reply_templates as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.reply_templates to jieyou_app;
grant select on public.reply_templates to jieyou_backup;

create table public.report_contents (
  district_id integer not null,
  report_id uuid not null,
  salt bytea not null,
  text text not null,
  place text not null,
  identity_kind text not null,
  about_addressee boolean default false not null,
  said_at timestamp with time zone,
  speaker text default 'self'::text not null,
  constraint report_contents_pkey PRIMARY KEY (district_id, report_id),
  constraint report_contents_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint report_contents_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id),
  constraint report_contents_identity_kind_check CHECK ((identity_kind = ANY (ARRAY['anonymous'::text, 'station'::text, 'agency'::text]))),
  constraint report_contents_speaker_check CHECK ((speaker = ANY (ARRAY['self'::text, 'household'::text, 'group'::text, 'business'::text])))
);
alter table public.report_contents enable row level security;
alter table public.report_contents force row level security;
create policy own_district on public.report_contents as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.report_contents to jieyou_eraser;
grant insert, select on public.report_contents to jieyou_app;
grant insert, select on public.report_contents to jieyou_worker;
grant select on public.report_contents to jieyou_backup;

create table public.reports (
  district_id integer not null,
  id uuid not null,
  code_hash bytea not null,
  content_mac bytea not null,
  channel text not null,
  point_id uuid,
  received_at timestamp with time zone not null,
  commitment bytea not null,
  constraint reports_pkey PRIMARY KEY (district_id, id),
  constraint reports_district_id_code_hash_key UNIQUE (district_id, code_hash),
  constraint reports_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint reports_district_id_point_id_fkey FOREIGN KEY (district_id, point_id) REFERENCES points(district_id, id),
  constraint reports_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'kiosk'::text, 'paper'::text, 'phone'::text, 'walk-in'::text, 'visit'::text, 'import'::text]))),
  constraint reports_received_at_check CHECK ((date_trunc('hour'::text, received_at) = received_at))
);
CREATE INDEX reports_by_time ON public.reports USING brin (received_at) WITH (pages_per_range='32', autosummarize='on');
alter table public.reports enable row level security;
alter table public.reports force row level security;
create policy own_district on public.reports as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select on public.reports to jieyou_app;
grant insert, select on public.reports to jieyou_worker;
grant select on public.reports to jieyou_backup;

create table public.routing_rules (
  district_id integer not null,
  id uuid not null,
  category_id uuid not null,
  town_id uuid,
  station_id uuid,
  agency_id uuid not null,
  co_agency_ids uuid[] default '{}'::uuid[] not null,
  constraint routing_rules_pkey PRIMARY KEY (district_id, id),
  constraint routing_rules_district_id_agency_id_fkey FOREIGN KEY (district_id, agency_id) REFERENCES agencies(district_id, id),
  constraint routing_rules_district_id_category_id_fkey FOREIGN KEY (district_id, category_id) REFERENCES categories(district_id, id),
  constraint routing_rules_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint routing_rules_district_id_station_id_fkey FOREIGN KEY (district_id, station_id) REFERENCES stations(district_id, id),
  constraint routing_rules_district_id_town_id_fkey FOREIGN KEY (district_id, town_id) REFERENCES towns(district_id, id),
  constraint routing_rules_check CHECK (((town_id IS NULL) OR (station_id IS NULL)))
);
CREATE UNIQUE INDEX routing_rules_one ON public.routing_rules USING btree (district_id, category_id, COALESCE(town_id, station_id, '00000000-0000-0000-0000-000000000000'::uuid));
alter table public.routing_rules enable row level security;
alter table public.routing_rules force row level security;
create policy own_district on public.routing_rules as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.routing_rules to jieyou_app;
grant select on public.routing_rules to jieyou_backup;

create table public.rule_sets (
  district_id integer not null,
  valid_from date not null,
  rules jsonb not null,
  constraint rule_sets_pkey PRIMARY KEY (district_id, valid_from),
  constraint rule_sets_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.rule_sets enable row level security;
alter table public.rule_sets force row level security;
create policy own_district on public.rule_sets as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.rule_sets to jieyou_app;
grant select on public.rule_sets to jieyou_backup;
grant select on public.rule_sets to jieyou_worker;

create table public.schema_migrations (
  file text not null,
  sha256 text not null,
  constraint schema_migrations_pkey PRIMARY KEY (file)
);
grant select on public.schema_migrations to jieyou_backup;

create table public.second_factor_roles (
  district_id integer not null,
  role text not null,
  constraint second_factor_roles_pkey PRIMARY KEY (district_id, role),
  constraint second_factor_roles_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint second_factor_roles_role_check CHECK ((role = ANY (ARRAY['deputy'::text, 'station'::text, 'town'::text, 'district'::text, 'agency'::text, 'auditor'::text])))
);
alter table public.second_factor_roles enable row level security;
alter table public.second_factor_roles force row level security;
create policy own_district on public.second_factor_roles as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select on public.second_factor_roles to jieyou_app;
grant select on public.second_factor_roles to jieyou_backup;

create table public.second_factors (
  district_id integer not null,
  user_id uuid not null,
  sealed bytea not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  constraint second_factors_pkey PRIMARY KEY (district_id, user_id),
  constraint second_factors_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint second_factors_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
alter table public.second_factors enable row level security;
alter table public.second_factors force row level security;
create policy own_district on public.second_factors as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.second_factors to jieyou_app;
grant select on public.second_factors to jieyou_backup;

create table public.sessions (
  district_id integer not null,
  token_hash bytea not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  id uuid default gen_random_uuid() not null,
  began_at timestamp with time zone default now() not null,
  last_used_at timestamp with time zone,
  device text default ''::text not null,
  strong boolean default false not null,
  constraint sessions_pkey PRIMARY KEY (district_id, token_hash),
  constraint sessions_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint sessions_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
CREATE INDEX sessions_by_user ON public.sessions USING btree (district_id, user_id);
alter table public.sessions enable row level security;
alter table public.sessions force row level security;
create policy own_district on public.sessions as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.sessions to jieyou_app;
grant select on public.sessions to jieyou_backup;

create table public.signposts (
  district_id integer not null,
  kind text not null,
  title text not null,
  note text not null,
  words text[] default '{}'::text[] not null,
  constraint signposts_pkey PRIMARY KEY (district_id, kind),
  constraint signposts_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.signposts enable row level security;
alter table public.signposts force row level security;
create policy own_district on public.signposts as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.signposts to jieyou_app;
grant select on public.signposts to jieyou_backup;

create table public.staff_addresses (
  district_id integer not null,
  user_id uuid not null,
  kind text not null,
  sealed bytea not null,
  refused_at timestamp with time zone,
  constraint staff_addresses_pkey PRIMARY KEY (district_id, user_id, kind),
  constraint staff_addresses_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint staff_addresses_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id),
  constraint staff_addresses_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'sms'::text])))
);
alter table public.staff_addresses enable row level security;
alter table public.staff_addresses force row level security;
create policy own_district on public.staff_addresses as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.staff_addresses to jieyou_app;
grant select on public.staff_addresses to jieyou_backup;
grant select, update on public.staff_addresses to jieyou_worker;

create table public.staff_notices (
  district_id integer not null,
  id uuid not null,
  seq bigint generated always as identity not null,
  user_id uuid not null,
  case_id uuid not null,
  event_id uuid not null,
  kind text not null,
  made_at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint staff_notices_pkey PRIMARY KEY (district_id, id),
  constraint staff_notices_district_id_user_id_event_id_kind_key UNIQUE (district_id, user_id, event_id, kind),
  constraint staff_notices_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint staff_notices_district_id_user_id_fkey FOREIGN KEY (district_id, user_id) REFERENCES users(district_id, id)
);
CREATE INDEX staff_notices_by_time ON public.staff_notices USING btree (district_id, made_at);
CREATE INDEX staff_notices_by_user ON public.staff_notices USING btree (district_id, user_id, seq DESC);
CREATE INDEX staff_notices_unread ON public.staff_notices USING btree (district_id, user_id, seq) WHERE (read_at IS NULL);
alter table public.staff_notices enable row level security;
alter table public.staff_notices force row level security;
create policy own_district on public.staff_notices as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.staff_notices to jieyou_worker;
grant select on public.staff_notices to jieyou_backup;
grant select, update on public.staff_notices to jieyou_app;

create table public.stations (
  district_id integer not null,
  id uuid not null,
  town_id uuid not null,
  kind text not null,
  name text not null,
  address text default ''::text not null,
  introduction text default ''::text not null,
  receives text default ''::text not null,
  constraint stations_pkey PRIMARY KEY (district_id, id),
  constraint stations_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint stations_district_id_town_id_fkey FOREIGN KEY (district_id, town_id) REFERENCES towns(district_id, id),
  constraint stations_kind_check CHECK ((kind = ANY (ARRAY['central'::text, 'station'::text, 'liaison-point'::text])))
);
alter table public.stations enable row level security;
alter table public.stations force row level security;
create policy own_district on public.stations as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.stations to jieyou_app;
grant select on public.stations to jieyou_backup;
grant select on public.stations to jieyou_worker;

create table public.submission_grounds (
  district_id integer not null,
  version bigint not null,
  constraint submission_grounds_pkey PRIMARY KEY (district_id),
  constraint submission_grounds_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.submission_grounds enable row level security;
alter table public.submission_grounds force row level security;
create policy own_district on public.submission_grounds as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.submission_grounds to jieyou_app;
grant select on public.submission_grounds to jieyou_backup;
grant select on public.submission_grounds to jieyou_worker;

create table public.towns (
  district_id integer not null,
  id uuid not null,
  name text not null,
  constraint towns_pkey PRIMARY KEY (district_id, id),
  constraint towns_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.towns enable row level security;
alter table public.towns force row level security;
create policy own_district on public.towns as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.towns to jieyou_app;
grant select on public.towns to jieyou_backup;
grant select on public.towns to jieyou_worker;

create table public.unit_robots (
  district_id integer not null,
  unit_kind text not null,
  unit_id uuid not null,
  kind text not null,
  sealed bytea not null,
  quiet_from smallint not null,
  quiet_until smallint not null,
  next_at timestamp with time zone,
  refused_at timestamp with time zone,
  refused_code text,
  constraint unit_robots_pkey PRIMARY KEY (district_id, unit_kind, unit_id, kind),
  constraint unit_robots_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint unit_robots_kind_check CHECK ((kind = ANY (ARRAY['dingtalk'::text, 'wecom'::text]))),
  constraint unit_robots_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 23))),
  constraint unit_robots_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 23))),
  constraint unit_robots_unit_kind_check CHECK ((unit_kind = ANY (ARRAY['deputy'::text, 'station'::text, 'town'::text, 'district'::text, 'agency'::text])))
);
alter table public.unit_robots enable row level security;
alter table public.unit_robots force row level security;
create policy own_district on public.unit_robots as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, insert, select, update on public.unit_robots to jieyou_app;
grant select on public.unit_robots to jieyou_backup;
grant select, update on public.unit_robots to jieyou_worker;

create table public.users (
  district_id integer not null,
  id uuid not null,
  login text not null,
  name text not null,
  password_hash text,
  active boolean default true not null,
  email text default ''::text not null,
  left_at timestamp with time zone,
  last_signed_in_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (district_id, id),
  constraint users_district_id_login_key UNIQUE (district_id, login),
  constraint users_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.users enable row level security;
alter table public.users force row level security;
create policy own_district on public.users as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant insert, select, update on public.users to jieyou_app;
grant select on public.users to jieyou_backup;
grant select on public.users to jieyou_worker;

create table public.voice_choices (
  district_id integer not null,
  report_id uuid not null,
  transcript_only boolean not null,
  constraint voice_choices_pkey PRIMARY KEY (district_id, report_id),
  constraint voice_choices_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id),
  constraint voice_choices_district_id_report_id_fkey FOREIGN KEY (district_id, report_id) REFERENCES reports(district_id, id)
);
alter table public.voice_choices enable row level security;
alter table public.voice_choices force row level security;
create policy own_district on public.voice_choices as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select on public.voice_choices to jieyou_eraser;
grant insert, select, update on public.voice_choices to jieyou_app;
grant select on public.voice_choices to jieyou_backup;
grant select on public.voice_choices to jieyou_worker;

create table public.word_blocks (
  district_id integer not null,
  word text collate "C" not null,
  block integer not null,
  cases smallint[] not null,
  constraint word_blocks_pkey PRIMARY KEY (district_id, word, block),
  constraint word_blocks_district_id_fkey FOREIGN KEY (district_id) REFERENCES districts(id)
);
alter table public.word_blocks enable row level security;
alter table public.word_blocks force row level security;
create policy own_district on public.word_blocks as permissive for all to public using ((district_id = (NULLIF(current_setting('app.district'::text, true), ''::text))::integer));
grant delete, select, update on public.word_blocks to jieyou_eraser;
grant insert, select, update on public.word_blocks to jieyou_worker;
grant select on public.word_blocks to jieyou_app;
grant select on public.word_blocks to jieyou_backup;

grant select on sequence public.events_seq_seq to jieyou_app;

CREATE OR REPLACE FUNCTION public.forget_identity(of_report uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
  delete from public.identities i
  using public.identity_choices c
  where i.report_id = of_report and c.district_id = i.district_id and c.report_id = i.report_id
    and c.identity_kind = 'anonymous'
$function$
;
grant execute on function forget_identity(uuid) to jieyou_app;
