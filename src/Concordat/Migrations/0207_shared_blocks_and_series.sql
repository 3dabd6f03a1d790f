-- Understand: a partnership may keep the police's own assessment beside its own, and blocks that both share stay in step.

alter table understand.strategic_assessment add column document text not null default 'partnership',
  add constraint ck_strategic_assessment_document check (document in ('partnership', 'police')),
  -- Merged with the police's, it is one document: the partnership's.
  add constraint ck_strategic_assessment_merged check (document = 'partnership' or standing = 'alone');
comment on column understand.strategic_assessment.document is 'Whose document it is';
drop index understand.uq_strategic_assessment_open;
create unique index uq_strategic_assessment_open on understand.strategic_assessment (partnership_id, year, document) where status in ('commissioned', 'draft', 'review', 'approved');

-- The words of a shared block, version by version. Written once.
create table understand.strategic_wording (
  partnership_id uuid not null constraint fk_strategic_wording_partnership references partnership.partnership,
  shared_id uuid not null, version integer not null, sentence text not null, by_id uuid not null, by_name text not null, at timestamptz not null,
  constraint pk_strategic_wording primary key (partnership_id, shared_id, version),
  constraint ck_strategic_wording_version check (version >= 1),
  constraint ck_strategic_wording_sentence check (length(sentence) between 1 and 2000)
);
alter table understand.strategic_wording enable row level security;
alter table understand.strategic_wording force row level security;
create policy reach on understand.strategic_wording using (platform.in_reach(partnership_id) and understand.reads_drafts())
  with check (platform.in_reach(partnership_id) and platform.has_role('analyst'));
grant select, insert on understand.strategic_wording to concordat_app;

alter table understand.strategic_block add column shared_id uuid, add column shared_version integer,
  add constraint ck_strategic_block_shared check ((shared_id is null) = (shared_version is null)),
  add constraint fk_strategic_block_wording foreign key (partnership_id, shared_id, shared_version) references understand.strategic_wording deferrable initially deferred;
create unique index uq_strategic_block_shared on understand.strategic_block (partnership_id, shared_id, assessment_id) where shared_id is not null;
comment on column understand.strategic_block.shared_version is 'Which version of the shared words it holds: the last while its assessment is written, the one approved afterwards';

-- Looked at when the work is done: every document that is still written holds the last version, and each holds the words of its version.
create function understand.keep_in_step() returns trigger language plpgsql as $$
begin
  if exists (select from understand.strategic_block b
      join understand.strategic_assessment a on a.partnership_id = b.partnership_id and a.id = b.assessment_id
      where b.partnership_id = new.partnership_id and b.shared_id = new.shared_id and a.status in ('commissioned', 'draft') and (
        b.shared_version <> (select max(w.version) from understand.strategic_wording w where w.partnership_id = b.partnership_id and w.shared_id = b.shared_id)
        or b.sentence <> (select w.sentence from understand.strategic_wording w where w.partnership_id = b.partnership_id and w.shared_id = b.shared_id and w.version = b.shared_version))) then
    raise exception 'The words of a shared block stand alike in every document that is still written.' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger keep_in_step after insert or update on understand.strategic_block deferrable initially deferred
  for each row when (new.shared_id is not null) execute function understand.keep_in_step();

-- Whose document it is does not change.
create function understand.keep_strategic_document() returns trigger language plpgsql as $$
begin
  if new.document <> old.document then raise exception 'Whose document an assessment is does not change.' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger keep_strategic_document before update on understand.strategic_assessment for each row execute function understand.keep_strategic_document();

-- Series: records that may be the work of the same people. The program proposes by place and time; an analyst confirms, and says what else links them.
create table understand.series (
  partnership_id uuid not null constraint fk_series_partnership references partnership.partnership,
  id uuid not null, number integer not null, theme_key text not null, title text not null, rule text not null, data_version integer not null, state text not null default 'proposed',
  method text, reason text, proposed_by_id uuid not null, proposed_by_name text not null, proposed_at timestamptz not null,
  decided_by_id uuid, decided_by_name text, decided_at timestamptz,
  constraint pk_series primary key (partnership_id, id),
  constraint uq_series_number unique (partnership_id, number),
  constraint ck_series_state check (state in ('proposed', 'confirmed', 'dismissed')),
  constraint ck_series_decided check ((state = 'proposed') = (decided_by_id is null) and (decided_by_id is null) = (decided_at is null)),
  constraint ck_series_method check (state <> 'confirmed' or btrim(coalesce(method, '')) <> ''),
  constraint ck_series_reason check (state <> 'dismissed' or btrim(coalesce(reason, '')) <> '')
);
comment on column understand.series.rule is 'By what place and time it was proposed, in words';

-- Who put which record in or took it out, when and why. What is in a series now is what was last said of each record.
create table understand.series_change (
  partnership_id uuid not null, series_id uuid not null, number integer not null, incident_id uuid not null, what text not null, reason text not null,
  by_id uuid not null, by_name text not null, at timestamptz not null,
  constraint pk_series_change primary key (partnership_id, series_id, number),
  constraint fk_series_change_series foreign key (partnership_id, series_id) references understand.series,
  constraint ck_series_change_what check (what in ('added', 'removed')),
  constraint ck_series_change_reason check (btrim(reason) <> '' and length(reason) <= 500)
);
create index ix_series_change_incident on understand.series_change (partnership_id, incident_id);

alter table understand.series enable row level security;
alter table understand.series force row level security;
alter table understand.series_change enable row level security;
alter table understand.series_change force row level security;
create policy read on understand.series for select using (platform.in_reach(partnership_id) and understand.reads_drafts());
create policy add on understand.series for insert with check (platform.in_reach(partnership_id) and platform.has_role('analyst') and proposed_by_id = platform.session_user_id() and state = 'proposed');
create policy change on understand.series for update using (platform.in_reach(partnership_id) and platform.has_role('analyst')) with check (decided_by_id = platform.session_user_id());
create policy read on understand.series_change for select using (platform.in_reach(partnership_id) and understand.reads_drafts());
create policy add on understand.series_change for insert with check (platform.in_reach(partnership_id) and platform.has_role('analyst') and by_id = platform.session_user_id());
grant select, insert on understand.series, understand.series_change to concordat_app;
grant update (state, method, reason, decided_by_id, decided_by_name, decided_at) on understand.series to concordat_app;

-- Decided once; and a record is put in or taken out only where that changes something.
create function understand.guard_series() returns trigger language plpgsql as $$
begin
  if old.state <> 'proposed' then raise exception 'A series is decided on once.' using errcode = 'restrict_violation'; end if;
  return new;
end $$;
create trigger guard before update on understand.series for each row execute function understand.guard_series();
create function understand.guard_series_change() returns trigger language plpgsql as $$
declare last text;
begin
  if (select s.state from understand.series s where s.partnership_id = new.partnership_id and s.id = new.series_id for share) = 'dismissed' then
    raise exception 'A dismissed series no longer changes.' using errcode = 'restrict_violation';
  end if;
  select c.what into last from understand.series_change c where c.partnership_id = new.partnership_id and c.series_id = new.series_id and c.incident_id = new.incident_id order by c.number desc limit 1;
  if coalesce(last, 'removed') = new.what then
    raise exception 'The record is % already.', case new.what when 'added' then 'in the series' else 'out of the series' end using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger guard before insert on understand.series_change for each row execute function understand.guard_series_change();
