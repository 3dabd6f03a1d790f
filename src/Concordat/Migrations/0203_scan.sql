-- Understand: the scan, which looks over all sets by the same rules each month and each quarter, and keeps every hit until somebody decides on it.

create function understand.may_decide_hits() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('analyst') or platform.has_role('co-ordinator') $$;

-- A rule is never altered: a new threshold is a new version from a day on. The program ships version 1 of each.
create table understand.scan_rule (
  partnership_id uuid not null constraint fk_scan_rule_partnership references partnership.partnership,
  rule text not null, version integer not null, threshold double precision not null, from_on date not null,
  reason text not null, made_by uuid not null, made_by_name text not null, made_at timestamptz not null,
  constraint pk_scan_rule primary key (partnership_id, rule, version),
  constraint ck_scan_rule_version check (version >= 2),
  constraint ck_scan_rule_threshold check (threshold > 0),
  constraint ck_scan_rule_reason check (btrim(reason) <> '')
);
comment on table understand.scan_rule is 'Versions from 2 on, set by the partnership; version 1 is the program''s own';

-- In whose name the scan runs by itself; the one named last holds.
create table understand.scan_keeper (
  partnership_id uuid not null constraint fk_scan_keeper_partnership references partnership.partnership,
  id uuid not null, user_id uuid not null, user_name text not null, named_at timestamptz not null,
  constraint pk_scan_keeper primary key (partnership_id, id),
  constraint fk_scan_keeper_member foreign key (partnership_id, user_id) references partnership.member
);

create table understand.scan (
  partnership_id uuid not null constraint fk_scan_partnership references partnership.partnership,
  id uuid not null, kind text not null, month integer not null, data_version integer not null, software_version text not null,
  rules jsonb not null, outcomes jsonb not null, made_by uuid not null, made_by_name text not null, made_at timestamptz not null,
  constraint pk_scan primary key (partnership_id, id),
  constraint ck_scan_kind check (kind in ('month', 'quarter', 'asked')),
  constraint ck_scan_quarter check (kind <> 'quarter' or month % 3 = 2)
);
comment on column understand.scan.month is 'The last month looked at: year times 12 plus month less 1';
-- Each month and each quarter is scanned once by itself; on demand as often as somebody asks.
create unique index uq_scan_period on understand.scan (partnership_id, kind, month) where kind <> 'asked';

create table understand.scan_hit (
  partnership_id uuid not null, id uuid not null, number integer not null, scan_id uuid not null, rule text not null, version integer not null,
  pattern text not null, month integer not null, theme_key text, place text,
  observed double precision, expected double precision, bound double precision,
  title text not null, sentence text not null, facts text[] not null, records_query text,
  state text not null default 'open', reason text, finding_id uuid, decided_by uuid, decided_by_name text, decided_at timestamptz,
  constraint pk_scan_hit primary key (partnership_id, id),
  constraint uq_scan_hit_number unique (partnership_id, number),
  constraint uq_scan_hit_pattern unique (partnership_id, pattern, month),
  constraint fk_scan_hit_scan foreign key (partnership_id, scan_id) references understand.scan,
  constraint fk_scan_hit_finding foreign key (partnership_id, finding_id) references understand.finding deferrable initially deferred,
  constraint ck_scan_hit_state check (state in ('open', 'taken up', 'dismissed')),
  constraint ck_scan_hit_words check (btrim(title) <> '' and btrim(sentence) <> ''),
  constraint ck_scan_hit_decided check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  constraint ck_scan_hit_reason check (state = 'open' or btrim(coalesce(reason, '')) <> '')
);
comment on column understand.scan_hit.pattern is 'What the hit is about (rule, theme, place), so that the same thing is not told twice';
create index ix_scan_hit_state on understand.scan_hit (partnership_id, state, number desc);

do $$
declare t text;
begin
  foreach t in array array['scan_rule', 'scan_keeper', 'scan', 'scan_hit'] loop
    execute format('alter table understand.%I enable row level security', t);
    execute format('alter table understand.%I force row level security', t);
    execute format('create policy read on understand.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;
create policy add on understand.scan_rule for insert with check (platform.in_reach(partnership_id) and platform.has_role('analyst') and made_by = platform.session_user_id());
create policy add on understand.scan_keeper for insert with check (platform.in_reach(partnership_id) and platform.has_role('analyst') and user_id = platform.session_user_id());
create policy add on understand.scan for insert with check (platform.in_reach(partnership_id) and understand.may_decide_hits() and made_by = platform.session_user_id());
create policy add on understand.scan_hit for insert with check (platform.in_reach(partnership_id) and understand.may_decide_hits() and state = 'open');
create policy change on understand.scan_hit for update using (platform.in_reach(partnership_id) and understand.may_decide_hits());
grant select, insert on understand.scan_rule, understand.scan_keeper, understand.scan, understand.scan_hit to concordat_app;
-- What was found stays as found; what can change, once, is what was decided on it.
grant update (state, reason, finding_id, decided_by, decided_by_name, decided_at) on understand.scan_hit to concordat_app;

create function understand.guard_hit() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then
    raise exception 'This hit is decided on already.' using errcode = 'check_violation', constraint = 'hit_is_decided';
  end if;
  if new.decided_by is distinct from platform.session_user_id() then
    raise exception 'Whoever decides is named.' using errcode = 'insufficient_privilege', constraint = 'hit_decided_by_oneself';
  end if;
  return new;
end $$;
create trigger guard before update on understand.scan_hit for each row execute function understand.guard_hit();

-- Asked by the program's clock, past the policies: only who keeps the scan of each partnership.
create policy owner on understand.scan_keeper for select to current_user using (true);
create function understand.scan_keepers() returns table (partnership_id uuid, user_id uuid) language sql stable security definer set search_path = understand, pg_catalog as $$
  select distinct on (k.partnership_id) k.partnership_id, k.user_id from understand.scan_keeper k where platform.is_worker() order by k.partnership_id, k.named_at desc $$;
