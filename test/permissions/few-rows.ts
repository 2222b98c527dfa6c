/** A row of each kind that would take a long story of its own, in every district, so that every table has something to show. */
export const fewRows = `
with someone as (select district_id, min(id::text)::uuid as id from users group by 1),
     ended as (select distinct on (district_id) district_id, id, report_id from cases order by district_id, number),
     agency as (select district_id, min(id::text)::uuid as id from agencies group by 1),
     acts as (insert into bulk_acts (district_id, id, user_id, unit_kind, move, given, state, asked_at)
       select district_id, gen_random_uuid(), id, 'district', 'urge', '{}', 'done', now() from someone returning district_id, id),
     items as (insert into bulk_cases (district_id, act_id, case_id, place, version, state)
       select a.district_id, a.id, c.id, 1, 1, 'done' from acts a join ended c using (district_id)),
     consents as (insert into call_back_consents (district_id, report_id) select district_id, report_id from ended),
     draws as (insert into call_back_draws (district_id, id, closed_from, closed_until, tree_size, seed, drawn_from, drawn_by, drawn_at)
       select district_id, gen_random_uuid(), '2026-03-01', '2026-03-31', 1, repeat('0', 64), 1, id, now() from someone
       returning district_id, id),
     calls as (insert into call_backs (district_id, draw_id, position, case_id)
       select d.district_id, d.id, 1, c.id from draws d join ended c using (district_id)),
     notes as (insert into case_notes (district_id, id, case_id, writer_id, written_at, unit_name, words)
       select s.district_id, gen_random_uuid(), c.id, s.id, now(), '东街代表联络站', '再问问物业。'
       from someone s join ended c using (district_id) returning district_id, id),
     mentions as (insert into note_mentions (district_id, note_id, user_id)
       select n.district_id, n.id, s.id from notes n join someone s using (district_id)),
     kinds as (insert into categories (district_id, id, name, active_from)
       select district_id, gen_random_uuid(), '路灯照明', '2026-01-01' from someone returning district_id, id),
     routes as (insert into routing_rules (district_id, id, category_id, agency_id)
       select k.district_id, gen_random_uuid(), k.id, a.id from kinds k join agency a using (district_id)),
     templates as (insert into reply_templates (district_id, id, keeper_kind, name, words)
       select district_id, gen_random_uuid(), 'district', '已修好', '路灯修好了。' from someone),
     posts as (insert into signposts (district_id, kind, title, note) select district_id, 'petition', '信访', '请到信访局。' from someone),
     leaving as (insert into departures (district_id, user_id, words, by_role, by_id, began_at)
       select district_id, id, '届满', 'district', id, now() from someone),
     invited as (insert into invitations (district_id, id, user_id, token_hash, made_at, expires_at)
       select district_id, gen_random_uuid(), id, '\\x00', now(), now() from someone),
     views as (insert into list_views (district_id, user_id, id, name, filters, created_at)
       select district_id, id, gen_random_uuid(), '本周', '{}', now() from someone),
     challenges as (insert into passkey_challenges (district_id, challenge, expires_at)
       select district_id, 'challenge', now() from someone),
     keys as (insert into passkeys (district_id, id, user_id, public_key, counter, transports, name, made_at)
       select district_id, 'key', id, '\\x00', 0, '{}', '手机', now() from someone),
     recovery as (insert into recovery_codes (district_id, user_id, code_hash) select district_id, id, '\\x00' from someone),
     roles as (insert into second_factor_roles (district_id, role) select district_id, 'auditor' from someone),
     factors as (insert into second_factors (district_id, user_id, sealed) select district_id, id, '\\x00' from someone)
update cases c set urged = 'listed'
where (c.district_id, c.id) in (select district_id, max(id::text)::uuid from cases where status = 'accepted' group by 1)`
