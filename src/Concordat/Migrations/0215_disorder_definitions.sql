-- Understand: what the partnership itself calls disorder, in its own words and by the themes and sets that count it; a version holds from a day until the next begins, and is never altered.

create table understand.disorder_definition (
  partnership_id uuid not null constraint fk_disorder_definition_partnership references partnership.partnership,
  id uuid not null, name text not null, made_by_id uuid not null, made_by_name text not null, made_at timestamptz not null,
  constraint pk_disorder_definition primary key (partnership_id, id),
  constraint fk_disorder_definition_by foreign key (partnership_id, made_by_id) references partnership.member,
  constraint ck_disorder_definition_name check (length(btrim(name)) between 1 and 100)
);
create unique index uq_disorder_definition_name on understand.disorder_definition (partnership_id, lower(name));

create table understand.disorder_version (
  partnership_id uuid not null, definition_id uuid not null, number integer not null,
  words text not null, themes text[] not null, sets integer[] not null, why text not null,
  proposed_by_id uuid not null, proposed_by_name text not null, proposed_at timestamptz not null,
  from_on date, decided_by_id uuid, decided_by_name text, decided_at timestamptz, dropped_because text,
  constraint pk_disorder_version primary key (partnership_id, definition_id, number),
  constraint fk_disorder_version_definition foreign key (partnership_id, definition_id) references understand.disorder_definition,
  constraint fk_disorder_version_by foreign key (partnership_id, proposed_by_id) references partnership.member,
  constraint ck_disorder_version_number check (number > 0),
  constraint ck_disorder_version_words check (length(btrim(words)) between 1 and 2000 and length(btrim(why)) between 1 and 500),
  constraint ck_disorder_version_counts check (cardinality(themes) > 0 and sets <@ array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
  constraint ck_disorder_version_decided check (case when decided_at is null then decided_by_id is null and decided_by_name is null and from_on is null and dropped_because is null
    else decided_by_id is not null and decided_by_name is not null and (from_on is null) <> (dropped_because is null) end),
  constraint ck_disorder_version_dropped check (dropped_because is null or length(btrim(dropped_because)) between 1 and 500)
);
comment on column understand.disorder_version.sets is 'Numbers of the sets that count; empty for all';
comment on column understand.disorder_version.from_on is 'First day on which it holds; it ends the day before the next version begins';
-- One proposal at a time, and no two versions from one day.
create unique index uq_disorder_version_open on understand.disorder_version (partnership_id, definition_id) where decided_at is null;
create unique index uq_disorder_version_from on understand.disorder_version (partnership_id, definition_id, from_on);

create function understand.guard_disorder_version() returns trigger language plpgsql as $$
begin
  if old.decided_at is not null then
    raise exception 'A version that was decided on does not change.' using errcode = 'restrict_violation', constraint = 'disorder_version_is_fixed';
  end if;
  if new.decided_by_id is distinct from platform.session_user_id() or not (platform.has_role('co-ordinator') or platform.has_role('executive')) then
    raise exception 'The co-ordinator or the executive decides.' using errcode = 'insufficient_privilege';
  end if;
  if new.from_on is not null and new.decided_by_id = old.proposed_by_id then
    raise exception 'Nobody puts their own proposal in force.' using errcode = 'check_violation', constraint = 'disorder_version_own';
  end if;
  if exists (select from understand.disorder_version v where v.partnership_id = new.partnership_id and v.definition_id = new.definition_id and v.from_on is not null
    and (new.from_on <= v.from_on or new.from_on < share.today())) then
    raise exception 'A new version begins today or later, and after the one before it.' using errcode = 'check_violation', constraint = 'disorder_version_order';
  end if;
  return new;
end $$;
create trigger guard before update on understand.disorder_version for each row execute function understand.guard_disorder_version();

alter table understand.disorder_definition enable row level security;
alter table understand.disorder_definition force row level security;
alter table understand.disorder_version enable row level security;
alter table understand.disorder_version force row level security;
create policy read on understand.disorder_definition for select using (platform.in_reach(partnership_id));
create policy read on understand.disorder_version for select using (platform.in_reach(partnership_id));
create policy add on understand.disorder_definition for insert
  with check (platform.in_reach(partnership_id) and made_by_id = platform.session_user_id() and (platform.has_role('analyst') or platform.has_role('co-ordinator')));
create policy add on understand.disorder_version for insert
  with check (platform.in_reach(partnership_id) and proposed_by_id = platform.session_user_id() and decided_at is null and (platform.has_role('analyst') or platform.has_role('co-ordinator')));
create policy change on understand.disorder_version for update using (platform.in_reach(partnership_id));
grant select, insert on understand.disorder_definition, understand.disorder_version to concordat_app;
grant update (from_on, decided_by_id, decided_by_name, decided_at, dropped_because) on understand.disorder_version to concordat_app;
