-- Rights of the people concerned, retention, and the confidentiality terms that a member accepts before seeing anything.

create schema rights;
grant usage on schema rights to concordat_app;

-- Two purposes may reach what is closed: a person's own rights, and weeding what is no longer needed.
create or replace function platform.serves_rights() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('information governance') and platform.current_purpose() in ('rights of a person', 'retention') $$;

-- The terms of confidentiality. Version 1 is the program's own; a partnership's words are versions from 2 on.
create table partnership.confidentiality_terms (
  partnership_id uuid not null constraint fk_confidentiality_terms_partnership references partnership.partnership,
  number integer not null, words text not null, written_by_id uuid not null, written_at timestamptz not null,
  constraint pk_confidentiality_terms primary key (partnership_id, number),
  constraint ck_confidentiality_terms_number check (number > 1),
  constraint ck_confidentiality_terms_words check (share.filled(words))
);
create table partnership.confidentiality_answer (
  partnership_id uuid not null, id uuid not null, user_id uuid not null, terms_number integer not null, accepted boolean not null, at timestamptz not null,
  constraint pk_confidentiality_answer primary key (partnership_id, id),
  constraint fk_confidentiality_answer_member foreign key (partnership_id, user_id) references partnership.member deferrable initially deferred
);
create index ix_confidentiality_answer_user on partnership.confidentiality_answer (partnership_id, user_id, at);
alter table partnership.confidentiality_terms enable row level security;
alter table partnership.confidentiality_terms force row level security;
alter table partnership.confidentiality_answer enable row level security;
alter table partnership.confidentiality_answer force row level security;
-- Read before a partnership is chosen, as one's own membership is.
create policy own on partnership.confidentiality_terms for select using (platform.in_reach(partnership_id)
  or exists (select from partnership.member m where m.partnership_id = confidentiality_terms.partnership_id and m.user_id = platform.session_user_id()));
create policy add on partnership.confidentiality_terms for insert with check (platform.in_reach(partnership_id) and platform.has_role('information governance')
  and written_by_id = platform.session_user_id());
create policy own on partnership.confidentiality_answer for select using (user_id = platform.session_user_id()
  or (platform.in_reach(partnership_id) and platform.has_role('information governance')));
-- Everybody answers for themselves; where a partnership is set up with people who answered already, that is copied in.
create policy add on partnership.confidentiality_answer for insert with check (platform.in_reach(partnership_id)
  and (user_id = platform.session_user_id() or platform.current_purpose() = 'set up the partnership'));
grant select, insert on partnership.confidentiality_terms, partnership.confidentiality_answer to concordat_app;

-- Whether somebody has accepted the present terms within a year.
create function partnership.has_accepted_terms(partnership uuid, person uuid) returns boolean language sql stable parallel safe as $$
  select coalesce((select a.accepted and a.at > now() - interval '1 year'
      and a.terms_number = coalesce((select max(t.number) from partnership.confidentiality_terms t where t.partnership_id = partnership), 1)
    from partnership.confidentiality_answer a where a.partnership_id = partnership and a.user_id = person order by a.at desc, a.id desc limit 1), false) $$;

-- Requests of people about their own data. Who it is about is protected, and destroyed when what is held of them is.
create table rights.request (
  partnership_id uuid not null constraint fk_request_partnership references partnership.partnership,
  id uuid not null, number integer not null, kind text not null, state text not null,
  received_on date not null, due_on date not null, extended_because text, identity_checked_on date,
  person bytea, recorded_by_id uuid not null, recorded_at timestamptz not null, searched_at timestamptz,
  outcome text, refusal_code text, reason text, answered_on date, answered_by_id uuid,
  constraint pk_request primary key (partnership_id, id),
  constraint uq_request_number unique (partnership_id, number),
  constraint ck_request_kind check (kind in ('access', 'correction', 'restriction', 'erasure')),
  constraint ck_request_state check (state in ('open', 'answered')),
  constraint ck_request_due check (due_on > received_on),
  constraint ck_request_outcome check (outcome in ('met', 'met in part', 'refused', 'withdrawn')),
  constraint ck_request_answered check ((state = 'answered') = (outcome is not null and answered_on is not null and answered_by_id is not null)),
  constraint ck_request_reason check (outcome is null or outcome = 'met' or share.filled(reason)),
  constraint ck_request_refusal check ((outcome is not distinct from 'refused') = (refusal_code is not null)),
  -- Nobody's information is handed out, changed or destroyed before it is known who asks.
  constraint ck_request_identity check (outcome is null or outcome in ('refused', 'withdrawn') or identity_checked_on is not null),
  constraint ck_request_days check (answered_on is null or answered_on >= received_on)
);
comment on column rights.request.person is 'Who asks and the words to search by, protected under the key ring; null once erased';
comment on column rights.request.due_on is 'One calendar month after receipt; two more where extended';
create index ix_request_due on rights.request (partnership_id, state, due_on);

-- Proof of what was erased, corrected or restricted: where and how much, never what.
create table rights.proof (
  partnership_id uuid not null, id uuid not null, request_id uuid, decision_id uuid, act text not null, place text not null,
  count_before integer not null, count_after integer not null, at timestamptz not null, by_id uuid not null,
  constraint pk_proof primary key (partnership_id, id),
  constraint ck_proof_act check (act in ('erase', 'correct', 'restrict', 'release', 'weed')),
  constraint ck_proof_counts check (count_before >= 0 and count_after >= 0),
  constraint ck_proof_cause check ((request_id is null) <> (decision_id is null))
);
create index ix_proof_request on rights.proof (partnership_id, request_id);

-- How long each kind of record is kept, where the partnership has set it apart from its agreements.
create table rights.retention_rule (
  partnership_id uuid not null constraint fk_retention_rule_partnership references partnership.partnership,
  kind text not null, years integer not null, reason text not null, set_by_id uuid not null, set_at timestamptz not null,
  constraint pk_retention_rule primary key (partnership_id, kind),
  constraint ck_retention_rule_kind check (kind in ('partner records', 'disclosure', 'rights request')),
  constraint ck_retention_rule_years check (years between 1 and 100),
  constraint ck_retention_rule_reason check (share.filled(reason))
);

-- What was decided on something whose time was up, or nearly.
create table rights.retention_decision (
  partnership_id uuid not null constraint fk_retention_decision_partnership references partnership.partnership,
  id uuid not null, kind text not null, item text not null, title text not null, outcome text not null, reason text not null, next_review_on date,
  decided_by_id uuid not null, decided_at timestamptz not null, job_id uuid, count_before integer, count_after integer, done_at timestamptz,
  constraint pk_retention_decision primary key (partnership_id, id),
  constraint ck_retention_decision_kind check (kind in ('partner records', 'disclosure', 'rights request')),
  constraint ck_retention_decision_outcome check (outcome in ('keep', 'weed')),
  constraint ck_retention_decision_reason check (share.filled(reason)),
  constraint ck_retention_decision_keep check ((outcome = 'keep') = (next_review_on is not null)),
  constraint ck_retention_decision_next check (next_review_on is null or next_review_on > (decided_at at time zone 'Europe/London')::date),
  constraint ck_retention_decision_done check ((done_at is null) = (count_before is null) and (done_at is null) = (count_after is null))
);
create index ix_retention_decision_item on rights.retention_decision (partnership_id, kind, item);

do $$ declare t text; begin
  foreach t in array array['request', 'proof', 'retention_rule', 'retention_decision'] loop
    execute format('alter table rights.%I enable row level security', t);
    execute format('alter table rights.%I force row level security', t);
    execute format('create policy reach on rights.%I using (platform.in_reach(partnership_id) and platform.has_role(''information governance''))', t);
  end loop;
end $$;
grant select, insert, update on rights.request, rights.retention_rule, rights.retention_decision to concordat_app;
grant delete on rights.request to concordat_app;
grant select, insert on rights.proof to concordat_app;

-- The owner, under forced security, sees nothing either. For whoever serves rights, functions of the owner reach every table of the partnership, and no other's.
create function platform.open_to_rights() returns void language plpgsql as $$
declare t record;
begin
  for t in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'partnership_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname not in ('audit', 'pg_catalog', 'information_schema')
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'serve_rights') loop
    execute format('create policy serve_rights on %I.%I to current_user using (platform.serves_rights() and partnership_id = platform.current_partnership())', t.nspname, t.relname);
  end loop;
end $$;
revoke all on function platform.open_to_rights() from public;

-- The columns in which words may stand: not keys, not the audit (which holds no content), and not what is searched by other means.
create function rights.word_columns() returns table (place text, schema_name text, table_name text, column_name text, kind text, keys text[]) language sql stable as $$
  select n.nspname || '.' || c.relname, n.nspname::text, c.relname::text, a.attname::text,
    case a.atttypid when 'jsonb'::regtype then 'json' when 'text[]'::regtype then 'list' else 'text' end,
    array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary order by k.attnum)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
  where c.relkind = 'r' and c.relrowsecurity and n.nspname not in ('audit', 'pg_catalog', 'information_schema')
    and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'partnership_id')
    and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey))
    and (n.nspname, c.relname) not in (('share', 'disclosure'), ('share', 'disclosure_complaint'))
    and a.attname not in ('sha256', 'content_hash', 'shape')
$$;
-- A word as a pattern of LIKE, and as one of a regular expression, that finds it and nothing else.
create function rights.like_pattern(word text) returns text language sql immutable as $$ select '%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%' $$;
create function rights.plain_pattern(word text) returns text language sql immutable as $$ select regexp_replace(word, '([^[:alnum:][:space:]])', '\\\1', 'g') $$;

-- Every place of the partnership where one of the words stands.
create function rights.find(words text[]) returns table (place text, column_name text, row_key text, content text)
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare t record; patterns text[] := array(select rights.like_pattern(w) from unnest(words) w where btrim(w) <> '');
begin
  if not platform.serves_rights() then raise exception 'Only for the rights of a person.' using errcode = 'insufficient_privilege'; end if;
  for t in select c.place, c.schema_name, c.table_name, c.keys, string_agg(format('(%L, w.%I::text)', c.column_name, c.column_name), ', ' order by c.column_name) as cells
    from rights.word_columns() c group by 1, 2, 3, 4 order by 1 loop
    return query execute format(
      'select %L::text, cell.name, jsonb_build_object(%s)::text, cell.content from %I.%I w cross join lateral (values %s) cell (name, content)
       where w.partnership_id = platform.current_partnership() and cell.content ilike any($1)',
      t.place, (select string_agg(format('%L, w.%I', k, k), ', ') from unnest(t.keys) k), t.schema_name, t.table_name, t.cells) using patterns;
  end loop;
  -- Accounts belong to no partnership; those of its members are in reach.
  return query select 'platform.user'::text, 'email'::text, jsonb_build_object('id', u.id)::text, u.email::text from platform."user" u
    where u.email ilike any(patterns) and exists (select from partnership.member m where m.partnership_id = platform.current_partnership() and m.user_id = u.id);
end $$;

-- Files as sent, with a word in them as it stands, in capitals or in small letters; across the joint of two pieces too.
create function rights.find_in_files(words text[]) returns table (file_id uuid, name text) language sql stable security definer set search_path = pg_catalog as $$
  select distinct f.id, f.name from platform.stored_file f join platform.file_piece p on p.partnership_id = f.partnership_id and p.file_id = f.id
  left join platform.file_piece n on n.partnership_id = p.partnership_id and n.file_id = p.file_id and n.number = p.number + 1
  cross join unnest(words) w cross join lateral (values (w), (upper(w)), (lower(w)), (initcap(w))) v (form)
  where platform.serves_rights() and f.partnership_id = platform.current_partnership() and btrim(w) <> ''
    and position(convert_to(v.form, 'UTF8') in p.bytes || substring(coalesce(n.bytes, ''::bytea) from 1 for 512)) > 0
$$;

-- Takes words out of one cell, or puts others in their place, past the rules that keep closed records from changing. Returns how many rows changed.
create function rights.replace_words(target text, target_column text, row_key jsonb, words text[], replacement text) returns integer
  language plpgsql security definer set search_path = pg_catalog as $$
declare c record; pattern text; put text; cell text; changed integer;
begin
  if not platform.serves_rights() then raise exception 'Only for the rights of a person.' using errcode = 'insufficient_privilege'; end if;
  select * into c from rights.word_columns() w where w.place = target and w.column_name = target_column;
  if c is null then return 0; end if;
  select string_agg(case c.kind when 'json' then rights.plain_pattern(btrim(to_jsonb(w)::text, '"')) else rights.plain_pattern(w) end, '|' order by length(w) desc)
    into pattern from unnest(words) w where btrim(w) <> '';
  put := replace(case c.kind when 'json' then btrim(to_jsonb(replacement)::text, '"') else replacement end, '\', '\\');
  cell := case c.kind when 'text' then format('regexp_replace(%I::text, $1, $2, ''gi'')', c.column_name)
    when 'json' then format('regexp_replace(%I::text, $1, $2, ''gi'')::jsonb', c.column_name)
    else format('array(select regexp_replace(x, $1, $2, ''gi'') from unnest(%I) with ordinality u (x, n) order by n)', c.column_name) end;
  -- Closed minutes, issued papers and signed versions refuse every change; this one the law asks for.
  execute format('alter table %I.%I disable trigger user', c.schema_name, c.table_name);
  execute format('update %I.%I w set %I = %s where w.partnership_id = platform.current_partnership() and jsonb_build_object(%s) = $3', c.schema_name, c.table_name, c.column_name, cell,
    (select string_agg(format('%L, w.%I', k, k), ', ') from unnest(c.keys) k)) using pattern, put, row_key;
  get diagnostics changed = row_count;
  execute format('alter table %I.%I enable trigger user', c.schema_name, c.table_name);
  return changed;
end $$;

-- The bytes of a stored file go; that there was one, and its length, stay.
create function rights.erase_file(target uuid) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare gone integer;
begin
  if not platform.serves_rights() then raise exception 'Only for the rights of a person.' using errcode = 'insufficient_privilege'; end if;
  delete from platform.file_piece where partnership_id = platform.current_partnership() and file_id = target;
  get diagnostics gone = row_count;
  update platform.stored_file set name = '[erased]' where partnership_id = platform.current_partnership() and id = target;
  return gone;
end $$;

-- Years to keep partners' records, as the agreements in force say; the shortest where they differ, null where none says it in figures or words.
create function rights.agreed_years() returns integer language sql stable as $$
  select min(coalesce(array_position(array['one','two','three','four','five','six','seven','eight','nine','ten','eleven','twelve'], said.n), case when said.n ~ '^\d{1,2}$' then said.n::integer end))
  from share.agreement_version v join share.agreement_clause c on c.partnership_id = v.partnership_id and c.agreement_id = v.agreement_id and c.version_number = v.number and c.key = 'retention'
  cross join lateral (select lower((regexp_match(c.text, '\m(\w+) years', 'i'))[1]) as n) said
  where v.partnership_id = platform.current_partnership() and v.stage = 'for signature' and share.state_allows_reading(share.version_state(v, share.today()))
$$;
create function rights.years_for(kind text) returns integer language sql stable as $$
  select coalesce((select r.years from rights.retention_rule r where r.partnership_id = platform.current_partnership() and r.kind = years_for.kind),
    case years_for.kind when 'partner records' then rights.agreed_years() end, case years_for.kind when 'partner records' then 7 when 'disclosure' then 6 else 2 end)
$$;

-- What is kept, until when, and who made it (and so may not be the one who reviews it). Open data of the police is everybody's and not weeded.
create function rights.held() returns table (kind text, item text, title text, ended_on date, due_on date, records bigint, authors uuid[])
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not platform.serves_rights() then raise exception 'Only for retention.' using errcode = 'insufficient_privilege'; end if;
  return query
  with own as (
    select i.set_number, i.month / 12 as y, i.return_id, count(*) as n from share.incident i
      where i.partnership_id = platform.current_partnership() and not i.is_open group by 1, 2, 3
    union all
    select r.set_number, coalesce(r.month, r.period_first) / 12, r.return_id, count(*) from share.record r where r.partnership_id = platform.current_partnership() group by 1, 2, 3),
  all_held as (
    select 'partner records'::text as kind, o.set_number || '-' || o.y as item, 'Set ' || o.set_number || ', records of ' || o.y as title, make_date(o.y, 12, 31) as ended_on, sum(o.n)::bigint as records,
      array(select distinct u from share.return t cross join lateral unnest(array[t.sent_by, t.submitted_by, t.decided_by]) u
        where t.partnership_id = platform.current_partnership() and t.id = any(array_agg(o.return_id)) and u is not null) as authors
      from own o group by o.set_number, o.y
    union all
    select 'disclosure', d.id::text, 'D-' || d.number, (d.ended_at at time zone 'Europe/London')::date, 1, array_remove(array[d.requester_id, d.recipient_id, d.decider_id, d.decided_by_id], null)
      from share.disclosure d where d.partnership_id = platform.current_partnership() and d.ended_at is not null
    union all
    select 'rights request', q.id::text, 'R-' || q.number, q.answered_on, 1, array[q.recorded_by_id, q.answered_by_id]
      from rights.request q where q.partnership_id = platform.current_partnership() and q.state = 'answered')
  select h.kind, h.item, h.title, h.ended_on,
    coalesce((select k.next_review_on from rights.retention_decision k where k.partnership_id = platform.current_partnership() and k.kind = h.kind and k.item = h.item and k.outcome = 'keep'
      order by k.decided_at desc limit 1), (h.ended_on + make_interval(years => rights.years_for(h.kind)))::date), h.records, h.authors
  from all_held h;
end $$;

-- Nobody reviews what they made themselves.
create function rights.guard_decision() returns trigger language plpgsql as $$
begin
  if exists (select from rights.held() h where h.kind = new.kind and h.item = new.item and new.decided_by_id = any(h.authors)) then
    raise exception 'Somebody else than its author reviews it.' using errcode = 'insufficient_privilege', constraint = 'retention_review_is_anothers';
  end if;
  return new;
end $$;
create trigger guard before insert on rights.retention_decision for each row execute function rights.guard_decision();

-- Weeds one item that was decided on; the counts are of the same statement's transaction.
create function rights.weed(decision uuid, out count_before bigint, out count_after bigint) language plpgsql security definer set search_path = pg_catalog as $$
declare d rights.retention_decision; s smallint; y integer; me uuid := platform.current_partnership();
begin
  if not platform.serves_rights() then raise exception 'Only for retention.' using errcode = 'insufficient_privilege'; end if;
  select * into d from rights.retention_decision x where x.partnership_id = me and x.id = decision and x.outcome = 'weed' for update;
  if d is null then raise exception 'There is no decision to weed it.' using errcode = 'insufficient_privilege'; end if;
  if d.done_at is not null then count_before := d.count_before; count_after := d.count_after; return; end if;
  select coalesce(sum(h.records), 0) into count_before from rights.held() h where h.kind = d.kind and h.item = d.item;
  if d.kind = 'disclosure' then
    delete from share.disclosure x where x.partnership_id = me and x.id = d.item::uuid;
  elsif d.kind = 'rights request' then
    delete from rights.request x where x.partnership_id = me and x.id = d.item::uuid;
  else
    s := split_part(d.item, '-', 1)::smallint; y := split_part(d.item, '-', 2)::integer;
    delete from share.incident x where x.partnership_id = me and not x.is_open and x.set_number = s and x.month / 12 = y;
    delete from share.return_row x where x.partnership_id = me and x.set_number = s and exists (select from share.record r where r.partnership_id = me and r.return_id = x.return_id
      and r.row_number = x.row_number and coalesce(r.month, r.period_first) / 12 = y);
    delete from share.record x where x.partnership_id = me and x.set_number = s and coalesce(x.month, x.period_first) / 12 = y;
  end if;
  select coalesce(sum(h.records), 0) into count_after from rights.held() h where h.kind = d.kind and h.item = d.item;
  update rights.retention_decision x set count_before = weed.count_before, count_after = weed.count_after, done_at = now() where x.partnership_id = me and x.id = decision;
end $$;

do $$ declare f text; begin
  foreach f in array array['rights.find(text[])', 'rights.find_in_files(text[])', 'rights.replace_words(text, text, jsonb, text[], text)', 'rights.erase_file(uuid)', 'rights.held()', 'rights.weed(uuid)'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to concordat_app', f);
  end loop;
end $$;
select platform.open_to_rights();
