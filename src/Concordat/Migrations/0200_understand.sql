-- Understand: saved runs of analyses, tactical assessments and their findings.

create schema understand;
grant usage on schema understand to concordat_app;

-- A run is written once and never changed: a figure in an issued paper must always open the same run.
create table understand.pattern_run (
  partnership_id uuid not null constraint fk_pattern_run_partnership references partnership.partnership,
  id uuid not null, method text not null, parameters jsonb not null, seed integer not null,
  data_version integer not null, software_version text not null, result jsonb not null,
  made_by uuid not null, made_at timestamptz not null, repeats_run_id uuid,
  constraint pk_pattern_run primary key (partnership_id, id),
  constraint fk_pattern_run_repeats foreign key (partnership_id, repeats_run_id) references understand.pattern_run
);
create index ix_pattern_run_made_at on understand.pattern_run (partnership_id, made_at);
alter table understand.pattern_run enable row level security;
alter table understand.pattern_run force row level security;
create policy reach on understand.pattern_run using (platform.in_reach(partnership_id));

create table understand.tactical_assessment (
  partnership_id uuid not null, id uuid not null, month integer not null, number integer not null,
  run_id uuid not null, status text not null,
  author_id uuid not null, author_name text not null, started_at timestamptz not null,
  sent_at timestamptz, approved_by_id uuid, approved_by_name text, approved_at timestamptz,
  issued_by_id uuid, issued_by_name text, issued_at timestamptz, frozen jsonb,
  constraint pk_tactical_assessment primary key (partnership_id, id),
  constraint fk_tactical_assessment_run foreign key (partnership_id, run_id) references understand.pattern_run,
  constraint uq_tactical_assessment_number unique (partnership_id, month, number),
  constraint ck_tactical_assessment_status check (status in ('draft', 'review', 'approved', 'issued')),
  constraint ck_tactical_assessment_own check (approved_by_id is null or approved_by_id <> author_id),
  constraint ck_tactical_assessment_frozen check ((status in ('approved', 'issued')) = (frozen is not null))
);
comment on column understand.tactical_assessment.month is 'Year times 12 plus month less 1';
alter table understand.tactical_assessment enable row level security;
alter table understand.tactical_assessment force row level security;
create policy reach on understand.tactical_assessment using (platform.in_reach(partnership_id));

create table understand.finding (
  partnership_id uuid not null, id uuid not null, assessment_id uuid not null, position integer not null,
  section text not null, title text not null, sentence text not null, facts text[] not null, evidence jsonb not null,
  is_proposed boolean not null, is_own_words boolean not null, removed_at timestamptz,
  edited_by_id uuid not null, edited_by_name text not null, edited_at timestamptz not null,
  constraint pk_finding primary key (partnership_id, id),
  constraint fk_finding_assessment foreign key (partnership_id, assessment_id) references understand.tactical_assessment,
  constraint ck_finding_sentence check (length(sentence) between 1 and 1000)
);
create index ix_finding_assessment on understand.finding (partnership_id, assessment_id, position);
alter table understand.finding enable row level security;
alter table understand.finding force row level security;
create policy reach on understand.finding using (platform.in_reach(partnership_id));

grant select, insert on understand.pattern_run to concordat_app;
grant select, insert, update on understand.tactical_assessment, understand.finding to concordat_app;

-- Frozen means frozen, whatever the program says.
create function understand.keep_issued() returns trigger language plpgsql as $$
begin
  if old.status = 'issued' then
    raise exception 'An issued assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'UPDATE' and old.frozen is not null and new.frozen is distinct from old.frozen then
    raise exception 'The text of an approved assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_issued before update or delete on understand.tactical_assessment
  for each row execute function understand.keep_issued();

create function understand.keep_findings() returns trigger language plpgsql as $$
begin
  if exists (select 1 from understand.tactical_assessment a
             where a.partnership_id = new.partnership_id and a.id = new.assessment_id and a.status in ('approved', 'issued')) then
    raise exception 'The findings of an approved assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_findings before insert or update on understand.finding
  for each row execute function understand.keep_findings();
