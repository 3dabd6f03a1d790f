-- Understand: the strategic assessment of a year: commissioned, written in blocks, reviewed, approved by somebody else, issued, superseded.

-- Who reads a product before it is issued.
create function understand.reads_drafts() returns boolean language sql stable as $$
  select platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair')
    or platform.has_role('practitioner') or platform.has_role('information governance') $$;

create table understand.strategic_assessment (
  partnership_id uuid not null constraint fk_strategic_assessment_partnership references partnership.partnership,
  id uuid not null, year integer not null, number integer not null, to_month integer not null, years integer not null,
  structure text not null, standing text not null, steering_group text not null, owner_id uuid not null, review_on date not null, residents integer,
  matrix jsonb not null, length_reason text, job_id uuid, run_id uuid, breaks_in_run text, status text not null,
  author_id uuid not null, author_name text not null, started_at timestamptz not null, sent_at timestamptz,
  approved_by_id uuid, approved_by_name text, approved_at timestamptz, issued_by_id uuid, issued_by_name text, issued_at timestamptz,
  closed_at timestamptz, closed_reason text, frozen jsonb,
  constraint pk_strategic_assessment primary key (partnership_id, id),
  constraint uq_strategic_assessment_number unique (partnership_id, year, number),
  constraint fk_strategic_assessment_run foreign key (partnership_id, run_id) references understand.pattern_run,
  constraint fk_strategic_assessment_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint ck_strategic_assessment_year check (year between 1998 and 2200),
  constraint ck_strategic_assessment_years check (years between 3 and 10),
  constraint ck_strategic_assessment_structure check (structure in ('crime-type', 'priorities', 'supplier', 'problem')),
  constraint ck_strategic_assessment_standing check (standing in ('alone', 'with the police')),
  constraint ck_strategic_assessment_residents check (residents > 0),
  constraint ck_strategic_assessment_status check (status in ('commissioned', 'draft', 'review', 'approved', 'issued', 'superseded', 'withdrawn')),
  constraint ck_strategic_assessment_own check (approved_by_id is null or approved_by_id <> author_id),
  constraint ck_strategic_assessment_run check (status = 'commissioned' or run_id is not null),
  constraint ck_strategic_assessment_withdrawn check (status <> 'withdrawn' or btrim(coalesce(closed_reason, '')) <> ''),
  constraint ck_strategic_assessment_frozen check ((status in ('approved', 'issued', 'superseded', 'withdrawn')) = (frozen is not null))
);
comment on column understand.strategic_assessment.to_month is 'Year times 12 plus month less 1';
-- One area, one assessment a year in work, one issued.
create unique index uq_strategic_assessment_open on understand.strategic_assessment (partnership_id, year) where status in ('commissioned', 'draft', 'review', 'approved');

create table understand.strategic_block (
  partnership_id uuid not null, id uuid not null, assessment_id uuid not null, key text not null, position integer not null,
  part text not null, theme text, side text not null, supplier text not null, exhibit text not null, sentence text not null, facts text[] not null,
  is_own_words boolean not null, is_edited boolean not null, removed_at timestamptz,
  edited_by_id uuid not null, edited_by_name text not null, edited_at timestamptz not null,
  constraint pk_strategic_block primary key (partnership_id, id),
  constraint uq_strategic_block_key unique (partnership_id, assessment_id, key),
  constraint fk_strategic_block_assessment foreign key (partnership_id, assessment_id) references understand.strategic_assessment,
  constraint ck_strategic_block_part check (part in ('levels', 'change', 'why', 'last-year', 'recommended')),
  constraint ck_strategic_block_sentence check (length(sentence) between 1 and 2000)
);

-- One line of a register kept beside the blocks: consultation, references, breaks, causes and so on; its fields as the register names them.
create table understand.strategic_entry (
  partnership_id uuid not null, id uuid not null, assessment_id uuid not null, register text not null, position integer not null,
  content jsonb not null, removed_at timestamptz, edited_by_id uuid not null, edited_by_name text not null, edited_at timestamptz not null,
  constraint pk_strategic_entry primary key (partnership_id, id),
  constraint fk_strategic_entry_assessment foreign key (partnership_id, assessment_id) references understand.strategic_assessment,
  constraint ck_strategic_entry_content check (jsonb_typeof(content) = 'object')
);
create index ix_strategic_entry_assessment on understand.strategic_entry (partnership_id, assessment_id, register, position);

-- The words as they stood at the first draft and each time they were sent for review.
create table understand.strategic_draft (
  partnership_id uuid not null, assessment_id uuid not null, number integer not null, at timestamptz not null, by_id uuid not null, by_name text not null, words jsonb not null,
  constraint pk_strategic_draft primary key (partnership_id, assessment_id, number),
  constraint fk_strategic_draft_assessment foreign key (partnership_id, assessment_id) references understand.strategic_assessment
);

alter table understand.strategic_assessment enable row level security;
alter table understand.strategic_assessment force row level security;
create policy reach on understand.strategic_assessment
  using (platform.in_reach(partnership_id) and (status in ('issued', 'superseded', 'withdrawn') or understand.reads_drafts()));

do $$
declare t text;
begin
  foreach t in array array['strategic_block', 'strategic_entry', 'strategic_draft'] loop
    execute format('alter table understand.%I enable row level security', t);
    execute format('alter table understand.%I force row level security', t);
    -- What is kept while writing is for those who read drafts; others read the frozen paper.
    execute format('create policy reach on understand.%I using (platform.in_reach(partnership_id) and understand.reads_drafts())', t);
  end loop;
end $$;

grant select, insert, update on understand.strategic_assessment, understand.strategic_block, understand.strategic_entry to concordat_app;
grant select, insert on understand.strategic_draft to concordat_app;

-- What keeps an assessment from being approved, as one sentence; null for nothing. The program says more of it, and earlier.
create function understand.strategic_refusal(a understand.strategic_assessment) returns text language sql stable as $$
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
    when exists (select from understand.strategic_block b where b.partnership_id = a.partnership_id and b.assessment_id = a.id and b.is_edited and b.edited_by_id = a.approved_by_id)
      or exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register <> 'plan' and e.edited_by_id = a.approved_by_id)
      then 'Who wrote part of it cannot approve it.'
  end $$;

create function understand.keep_strategic() returns trigger language plpgsql as $$
declare refusal text;
begin
  if tg_op = 'DELETE' then raise exception 'A strategic assessment is never deleted.' using errcode = 'restrict_violation'; end if;
  if tg_op = 'INSERT' then
    if not platform.has_role('analyst') then raise exception 'Only an analyst writes an assessment.' using errcode = 'insufficient_privilege'; end if;
    return new;
  end if;
  if old.status in ('superseded', 'withdrawn') then
    raise exception 'A superseded or withdrawn assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if old.frozen is not null and (new.frozen is distinct from old.frozen or new.number <> old.number or new.year <> old.year or new.author_id <> old.author_id
      or new.structure <> old.structure or new.approved_by_id is distinct from old.approved_by_id or new.approved_at is distinct from old.approved_at) then
    raise exception 'The text of an approved assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if new.status <> old.status then
    if not ((old.status, new.status) in (('commissioned', 'draft'), ('draft', 'review'), ('review', 'draft'), ('review', 'approved'), ('approved', 'issued'), ('issued', 'superseded'), ('issued', 'withdrawn'))) then
      raise exception 'An assessment that is % cannot become %.', old.status, new.status using errcode = 'restrict_violation';
    end if;
    if new.status = 'approved' then
      if not (platform.has_role('chair') or platform.has_role('co-ordinator')) or new.approved_by_id is distinct from platform.session_user_id() then
        raise exception 'Only the chair or the co-ordinator approves an assessment.' using errcode = 'insufficient_privilege';
      end if;
      refusal := understand.strategic_refusal(new);
      if refusal is not null then raise exception '%', refusal using errcode = 'restrict_violation'; end if;
    end if;
  elsif old.status = 'issued' then
    raise exception 'An issued assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_strategic before insert or update or delete on understand.strategic_assessment
  for each row execute function understand.keep_strategic();

-- Blocks and registers change while a draft is written; the project plan until the assessment is issued.
create function understand.keep_strategic_parts() returns trigger language plpgsql as $$
declare state text;
begin
  select a.status into state from understand.strategic_assessment a where a.partnership_id = new.partnership_id and a.id = new.assessment_id;
  if state in ('commissioned', 'draft') or (tg_table_name = 'strategic_entry' and to_jsonb(new) ->> 'register' = 'plan' and state in ('review', 'approved')) then
    if not (platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair')) then
      raise exception 'Only an analyst, the co-ordinator or the chair writes here.' using errcode = 'insufficient_privilege';
    end if;
    return new;
  end if;
  raise exception 'What belongs to an assessment that is no draft cannot be changed.' using errcode = 'restrict_violation';
end $$;
create trigger keep_strategic_parts before insert or update on understand.strategic_block for each row execute function understand.keep_strategic_parts();
create trigger keep_strategic_parts before insert or update on understand.strategic_entry for each row execute function understand.keep_strategic_parts();
