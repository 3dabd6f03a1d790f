-- Understand: the tactical assessment lives as the strategic one does: issued, superseded by a later version of its month, withdrawn with a reason.

alter table understand.tactical_assessment
  add column review_on date, add column closed_at timestamptz, add column closed_reason text, add column closed_by_id uuid, add column closed_by_name text,
  drop constraint ck_tactical_assessment_status, drop constraint ck_tactical_assessment_frozen;
comment on column understand.tactical_assessment.review_on is 'By when somebody looks whether it still holds; null for papers of a time before it was asked';
comment on column understand.tactical_assessment.closed_at is 'When it was superseded or withdrawn';

-- What is held already: of several issued versions of a month the last one stands.
alter table understand.tactical_assessment no force row level security;
alter table understand.tactical_assessment disable trigger user;
update understand.tactical_assessment a set status = 'superseded', closed_at = later.issued_at, closed_reason = 'Version ' || later.number || ' took its place.', closed_by_id = later.issued_by_id, closed_by_name = later.issued_by_name
from (select distinct on (partnership_id, month) * from understand.tactical_assessment where status = 'issued' order by partnership_id, month, number desc) later
where a.partnership_id = later.partnership_id and a.month = later.month and a.number < later.number and a.status = 'issued';
alter table understand.tactical_assessment enable trigger user;
alter table understand.tactical_assessment force row level security;

alter table understand.tactical_assessment
  add constraint ck_tactical_assessment_status check (status in ('draft', 'review', 'approved', 'issued', 'superseded', 'withdrawn')),
  add constraint ck_tactical_assessment_frozen check ((status in ('approved', 'issued', 'superseded', 'withdrawn')) = (frozen is not null)),
  add constraint ck_tactical_assessment_closed check (status not in ('superseded', 'withdrawn') or (closed_at is not null and btrim(coalesce(closed_reason, '')) <> '' and closed_by_name is not null));
-- One version of a month in work, one issued.
create unique index uq_tactical_assessment_open on understand.tactical_assessment (partnership_id, month) where status in ('draft', 'review', 'approved');
create unique index uq_tactical_assessment_issued on understand.tactical_assessment (partnership_id, month) where status = 'issued';

create or replace function understand.keep_issued() returns trigger language plpgsql as $$
begin
  if old.status in ('superseded', 'withdrawn') then
    raise exception 'A superseded or withdrawn assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    if old.status = 'issued' then raise exception 'An issued assessment cannot be changed.' using errcode = 'restrict_violation'; end if;
    return old;
  end if;
  if old.frozen is not null and (new.frozen is distinct from old.frozen or new.number <> old.number or new.month <> old.month or new.run_id <> old.run_id or new.author_id <> old.author_id
      or new.review_on is distinct from old.review_on or new.approved_by_id is distinct from old.approved_by_id or new.approved_at is distinct from old.approved_at) then
    raise exception 'The text of an approved assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if old.status = 'issued' and (new.status = 'issued' or new.issued_by_id is distinct from old.issued_by_id or new.issued_at is distinct from old.issued_at) then
    raise exception 'An issued assessment cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if new.status = old.status then return new; end if;
  if not ((old.status, new.status) in (('draft', 'review'), ('review', 'draft'), ('review', 'approved'), ('approved', 'issued'), ('issued', 'superseded'), ('issued', 'withdrawn'))) then
    raise exception 'An assessment that is % cannot become %.', old.status, new.status using errcode = 'restrict_violation';
  end if;
  if new.status = 'approved' then
    if exists (select from understand.finding f where f.partnership_id = new.partnership_id and f.assessment_id = new.id and new.approved_by_id = any (f.writers)) then
      raise exception 'Who wrote part of an assessment cannot approve it.' using errcode = 'restrict_violation';
    end if;
    if not (platform.has_role('chair') or platform.has_role('co-ordinator')) or new.approved_by_id is distinct from platform.session_user_id() then
      raise exception 'Only the chair or the co-ordinator approves an assessment.' using errcode = 'insufficient_privilege';
    end if;
  end if;
  if new.status in ('issued', 'superseded') and not (platform.has_role('co-ordinator') or platform.has_role('analyst')) then
    raise exception 'Only the co-ordinator or an analyst issues an assessment.' using errcode = 'insufficient_privilege';
  end if;
  if new.status = 'withdrawn' and not (platform.has_role('chair') or platform.has_role('co-ordinator')) then
    raise exception 'Only the chair or the co-ordinator withdraws an assessment.' using errcode = 'insufficient_privilege';
  end if;
  if new.status in ('superseded', 'withdrawn') and new.closed_by_id is distinct from platform.session_user_id() then
    raise exception 'Whoever supersedes or withdraws an assessment is named.' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create or replace function understand.keep_findings() returns trigger language plpgsql as $$
declare state text;
begin
  select a.status into state from understand.tactical_assessment a where a.partnership_id = new.partnership_id and a.id = new.assessment_id for share;
  if state <> 'draft' then
    raise exception 'The findings of an assessment that is no draft cannot be changed.' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- A finding may cross the border of the area: with which neighbour, and what they should know.
alter table understand.finding add column border_area text, add column border_words text,
  add constraint ck_finding_border check ((border_area is null) = (border_words is null) and btrim(coalesce(border_area, 'x')) <> '' and btrim(coalesce(border_words, 'x')) <> ''
    and length(border_area) <= 100 and length(border_words) <= 1000);

-- The words as they stood at the first draft and each time they were sent for review.
create table understand.tactical_draft (
  partnership_id uuid not null, assessment_id uuid not null, number integer not null, at timestamptz not null, by_id uuid not null, by_name text not null, words jsonb not null,
  constraint pk_tactical_draft primary key (partnership_id, assessment_id, number),
  constraint fk_tactical_draft_assessment foreign key (partnership_id, assessment_id) references understand.tactical_assessment
);
alter table understand.tactical_draft enable row level security;
alter table understand.tactical_draft force row level security;
create policy reach on understand.tactical_draft using (platform.in_reach(partnership_id) and understand.reads_drafts());
grant select, insert on understand.tactical_draft to concordat_app;
