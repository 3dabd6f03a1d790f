-- Understand: everybody who ever wrote in an assessment is kept, and none of them approves it; what is written and what is decided never pass each other.

alter table understand.strategic_block add column writers uuid[] not null default '{}';
alter table understand.strategic_entry add column writers uuid[] not null default '{}';
alter table understand.finding add column writers uuid[] not null default '{}';
comment on column understand.strategic_block.writers is 'Everybody who ever changed it';
comment on column understand.strategic_entry.writers is 'Everybody who ever changed it';
comment on column understand.finding.writers is 'Everybody who ever changed it, the author of its first words among them';

-- What is already held: the last writer is the one that is known. Papers that no longer change are filled in too, with no word of theirs touched.
do $$
declare t text;
begin
  foreach t in array array['strategic_block', 'strategic_entry', 'finding'] loop
    execute format('alter table understand.%I no force row level security', t);
    execute format('alter table understand.%I disable trigger user', t);
    execute format('update understand.%I set writers = array[edited_by_id]%s', t, case t when 'strategic_block' then ' where is_edited' else '' end);
    execute format('alter table understand.%I enable trigger user', t);
    execute format('alter table understand.%I force row level security', t);
  end loop;
end $$;

-- Whether a run that was made to check another found every figure the same.
alter table understand.pattern_run add column repeat_agrees boolean constraint ck_pattern_run_agrees check (repeat_agrees is null or repeats_run_id is not null);

create or replace function understand.strategic_refusal(a understand.strategic_assessment) returns text language sql stable as $$
  select case
    when exists (select from unnest(array['levels', 'change', 'why']) part where not exists (
      select from understand.strategic_block b where b.partnership_id = a.partnership_id and b.assessment_id = a.id and b.part = part
        and b.removed_at is null and btrim(b.sentence) <> '')) then 'A part is empty.'
    when not exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register = 'last-year' and e.removed_at is null)
      then 'How far last year''s plan was done is empty.'
    when not jsonb_path_exists(a.frozen, '$.Result.Issues[*] ? (@.IsRecommended == true)') then 'Nothing is recommended.'
    when not exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register = 'consultation' and e.removed_at is null
        and btrim(coalesce(e.content ->> 'method', '')) <> '' and btrim(coalesce(e.content ->> 'who', '')) <> '' and btrim(coalesce(e.content ->> 'on', '')) <> ''
        and btrim(coalesce(e.content ->> 'said', '')) <> '' and btrim(coalesce(e.content ->> 'done', '')) <> '') then 'Nobody was consulted.'
    when exists (select from understand.strategic_block b where b.partnership_id = a.partnership_id and b.assessment_id = a.id and a.approved_by_id = any (b.writers))
      or exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register <> 'plan' and a.approved_by_id = any (e.writers))
      then 'Who wrote part of it cannot approve it.'
  end $$;

-- As before, and the assessment is held while one of its parts is written: a decision waits for the words, and the words for a decision.
create or replace function understand.keep_strategic_parts() returns trigger language plpgsql as $$
declare state text;
begin
  select a.status into state from understand.strategic_assessment a where a.partnership_id = new.partnership_id and a.id = new.assessment_id for share;
  if state in ('commissioned', 'draft') or (tg_table_name = 'strategic_entry' and to_jsonb(new) ->> 'register' = 'plan' and state in ('review', 'approved')) then
    if not (platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair')) then
      raise exception 'Only an analyst, the co-ordinator or the chair writes here.' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  raise exception 'What belongs to an assessment that is no draft cannot be changed.' using errcode = 'restrict_violation';
end $$;

create or replace function understand.keep_findings() returns trigger language plpgsql as $$
declare state text;
begin
  select a.status into state from understand.tactical_assessment a where a.partnership_id = new.partnership_id and a.id = new.assessment_id for share;
  if state in ('approved', 'issued') then
    raise exception 'The findings of an approved assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create or replace function understand.keep_issued() returns trigger language plpgsql as $$
begin
  if old.status = 'issued' then
    raise exception 'An issued assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and old.frozen is not null and new.frozen is distinct from old.frozen then
    raise exception 'The text of an approved assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and new.status = 'approved' and old.status <> 'approved' and exists (select from understand.finding f
    where f.partnership_id = new.partnership_id and f.assessment_id = new.id and new.approved_by_id = any (f.writers)) then
    raise exception 'Who wrote part of an assessment cannot approve it.' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
