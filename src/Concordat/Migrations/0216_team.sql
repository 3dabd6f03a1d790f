-- Understand: the analysts' team. Who can do what, who stands in for whom, the posts and who holds them, and the work assigned with its hours. Data about staff:
-- analysts and the co-ordinator keep and read it; executives read totals that name nobody.

create table understand.team_skill (
  partnership_id uuid not null, id uuid not null, person_id uuid not null, skill text not null, level text not null, checked_on date not null,
  recorded_by_id uuid not null, recorded_at timestamptz not null,
  constraint pk_team_skill primary key (partnership_id, id),
  constraint fk_team_skill_person foreign key (partnership_id, person_id) references partnership.member,
  constraint ck_team_skill_words check (length(btrim(skill)) between 1 and 80),
  constraint ck_team_skill_level check (level in ('learning', 'able', 'expert', 'no longer')),
  constraint ck_team_skill_day check (checked_on <= (recorded_at at time zone 'Europe/London')::date)
);
comment on table understand.team_skill is 'A level as checked on a day; the latest check of a person and skill holds, earlier ones stay';

create table understand.team_cover (
  partnership_id uuid not null, id uuid not null, person_id uuid not null, stand_in_id uuid, work text not null, from_on date not null, to_on date not null,
  recorded_by_id uuid not null, recorded_at timestamptz not null, removed_at timestamptz,
  constraint pk_team_cover primary key (partnership_id, id),
  constraint fk_team_cover_person foreign key (partnership_id, person_id) references partnership.member,
  constraint fk_team_cover_stand_in foreign key (partnership_id, stand_in_id) references partnership.member,
  constraint ck_team_cover_words check (length(btrim(work)) between 1 and 120),
  constraint ck_team_cover_days check (from_on <= to_on),
  constraint ck_team_cover_other check (stand_in_id <> person_id)
);
comment on column understand.team_cover.stand_in_id is 'Null while nobody is found: a gap';

create table understand.team_post (
  partnership_id uuid not null, id uuid not null, title text not null, since date not null, until date, recorded_by_id uuid not null, recorded_at timestamptz not null,
  constraint pk_team_post primary key (partnership_id, id),
  constraint fk_team_post_by foreign key (partnership_id, recorded_by_id) references partnership.member,
  constraint ck_team_post_words check (length(btrim(title)) between 1 and 120),
  constraint ck_team_post_days check (until >= since)
);
create unique index uq_team_post_title on understand.team_post (partnership_id, lower(title)) where until is null;

create table understand.team_holding (
  partnership_id uuid not null, id uuid not null, post_id uuid not null, holder_id uuid not null, since date not null, until date, recorded_by_id uuid not null, recorded_at timestamptz not null,
  constraint pk_team_holding primary key (partnership_id, id),
  constraint fk_team_holding_post foreign key (partnership_id, post_id) references understand.team_post,
  constraint fk_team_holding_holder foreign key (partnership_id, holder_id) references partnership.member,
  constraint ck_team_holding_days check (until >= since)
);
create unique index uq_team_holding_open on understand.team_holding (partnership_id, post_id) where until is null;

create table understand.team_work (
  partnership_id uuid not null, id uuid not null, title text not null, kind text not null, person_id uuid not null, since date not null, until date,
  recorded_by_id uuid not null, recorded_at timestamptz not null,
  constraint pk_team_work primary key (partnership_id, id),
  constraint fk_team_work_person foreign key (partnership_id, person_id) references partnership.member,
  constraint ck_team_work_words check (length(btrim(title)) between 1 and 120),
  constraint ck_team_work_kind check (kind in ('crime', 'reassurance', 'products', 'data', 'other')),
  constraint ck_team_work_days check (until >= since)
);
comment on column understand.team_work.kind is 'reassurance is low-priority crime and disorder that makes people afraid: assigned to a named analyst and counted apart from crime';

create table understand.team_hours (
  partnership_id uuid not null, id uuid not null, work_id uuid not null, worked_on date not null, hours numeric(4, 2) not null, recorded_by_id uuid not null, recorded_at timestamptz not null, removed_at timestamptz,
  constraint pk_team_hours primary key (partnership_id, id),
  constraint fk_team_hours_work foreign key (partnership_id, work_id) references understand.team_work,
  constraint ck_team_hours_hours check (hours > 0 and hours <= 24),
  constraint ck_team_hours_day check (worked_on <= (recorded_at at time zone 'Europe/London')::date)
);
create index ix_team_hours_work on understand.team_hours (partnership_id, work_id, worked_on);

create function understand.keeps_team() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('analyst') or platform.has_role('co-ordinator') $$;

-- Reassurance work is a named analyst's; nobody holds a post before it is there, or twice at once; hours lie within their work.
create function understand.guard_team_work() returns trigger language plpgsql as $$
begin
  if new.kind = 'reassurance' and not exists (select from partnership.member m where m.partnership_id = new.partnership_id and m.user_id = new.person_id and 'analyst' = any (m.roles)) then
    raise exception 'Reassurance work is assigned to an analyst.' using errcode = 'check_violation', constraint = 'team_work_analyst';
  end if;
  return new;
end $$;
create trigger guard before insert on understand.team_work for each row execute function understand.guard_team_work();
create function understand.guard_team_holding() returns trigger language plpgsql as $$
begin
  if exists (select from understand.team_post p where p.partnership_id = new.partnership_id and p.id = new.post_id and (new.since < p.since or p.until is not null))
    or exists (select from understand.team_holding h where h.partnership_id = new.partnership_id and h.post_id = new.post_id and h.id <> new.id and (h.until is null or h.until >= new.since) and (new.until is null or h.since <= new.until)) then
    raise exception 'Somebody holds the post in those days, or it is not there.' using errcode = 'check_violation', constraint = 'team_holding_order';
  end if;
  return new;
end $$;
create trigger guard before insert on understand.team_holding for each row execute function understand.guard_team_holding();

do $$
declare t text;
begin
  foreach t in array array['team_skill', 'team_cover', 'team_post', 'team_holding', 'team_work', 'team_hours'] loop
    execute format('alter table understand.%I enable row level security', t);
    execute format('alter table understand.%I force row level security', t);
    execute format('create policy read on understand.%I for select using (platform.in_reach(partnership_id) and understand.keeps_team())', t);
    execute format('create policy add on understand.%I for insert with check (platform.in_reach(partnership_id) and understand.keeps_team() and recorded_by_id = platform.session_user_id())', t);
    execute format('create policy owner on understand.%I for select to current_user using (true)', t);
    execute format('grant select, insert on understand.%I to concordat_app', t);
  end loop;
  foreach t in array array['team_post', 'team_holding', 'team_work'] loop
    execute format('create policy change on understand.%I for update using (platform.in_reach(partnership_id) and understand.keeps_team() and until is null) with check (platform.in_reach(partnership_id))', t);
    execute format('grant update (until) on understand.%I to concordat_app', t);
  end loop;
  foreach t in array array['team_cover', 'team_hours'] loop
    execute format('create policy change on understand.%I for update using (platform.in_reach(partnership_id) and understand.keeps_team() and removed_at is null) with check (platform.in_reach(partnership_id))', t);
    execute format('grant update (removed_at) on understand.%I to concordat_app', t);
  end loop;
end $$;

-- Totals for those who may not read the rest: hours by kind and month, posts and the days for which they are held. Nobody is named.
create function understand.reads_team_totals() returns boolean language sql stable parallel safe
  as $$ select platform.current_purpose() <> '' and (understand.keeps_team() or platform.has_role('executive')) $$;
create function understand.team_hours_by_kind() returns table (kind text, month integer, hours numeric) language sql stable security definer set search_path = understand, pg_catalog as $$
  select w.kind, (extract(year from h.worked_on) * 12 + extract(month from h.worked_on) - 1)::integer, sum(h.hours) from team_hours h join team_work w on w.partnership_id = h.partnership_id and w.id = h.work_id
  where h.partnership_id = platform.current_partnership() and h.removed_at is null and understand.reads_team_totals() group by 1, 2 $$;
create function understand.team_posts_on(day date) returns table (posts integer, vacant integer, median_days double precision) language sql stable security definer set search_path = understand, pg_catalog as $$
  select count(*)::integer, (count(*) filter (where h.id is null))::integer, percentile_cont(0.5) within group (order by day - h.since)
  from team_post p left join team_holding h on h.partnership_id = p.partnership_id and h.post_id = p.id and h.since <= day and (h.until is null or h.until >= day)
  where p.partnership_id = platform.current_partnership() and understand.reads_team_totals() and p.since <= day and (p.until is null or p.until >= day) $$;
revoke all on function understand.team_hours_by_kind(), understand.team_posts_on(date) from public;
grant execute on function understand.team_hours_by_kind(), understand.team_posts_on(date) to concordat_app;
