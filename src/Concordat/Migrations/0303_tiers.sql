-- Decide: areas with a county and districts. Priorities go up as proposals and come down to be reflected; an area without a county step has none of it, by its own setting.

create table decide.area_tier (
  partnership_id uuid not null constraint pk_area_tier primary key constraint fk_area_tier_partnership references partnership.partnership,
  tier text not null, county_id uuid constraint fk_area_tier_county references partnership.partnership,
  refresh_on date, assessment_on date, cycle_from date, changed_by uuid not null, changed_at timestamptz not null,
  constraint ck_area_tier_tier check (tier in ('unitary', 'district', 'county')),
  constraint ck_area_tier_county check ((tier = 'district') = (county_id is not null) and county_id is distinct from partnership_id)
);
comment on column decide.area_tier.refresh_on is 'The next yearly refresh of the area agreement';
comment on column decide.area_tier.assessment_on is 'The day by which the next strategic assessment is issued';
comment on column decide.area_tier.cycle_from is 'First day of the three-year cycle';

-- The districts a county takes: both have to name each other before anything passes.
create table decide.county_district (
  partnership_id uuid not null constraint fk_county_district_partnership references partnership.partnership,
  district_id uuid not null constraint fk_county_district_district references partnership.partnership, name text not null, from_on date not null, to_on date,
  constraint pk_county_district primary key (partnership_id, district_id, from_on),
  constraint ck_county_district_dates check (to_on is null or to_on >= from_on)
);
create table decide.priority_block (
  partnership_id uuid not null, priority_id uuid not null, block text not null,
  constraint pk_priority_block primary key (partnership_id, priority_id),
  constraint fk_priority_block_priority foreign key (partnership_id, priority_id) references partnership.priority,
  constraint ck_priority_block check (block in ('children and young people', 'safer and stronger', 'healthier and older', 'economic development and enterprise'))
);
create table decide.tier_proposal (
  partnership_id uuid not null constraint fk_tier_proposal_partnership references partnership.partnership,
  id uuid not null, county_id uuid not null constraint fk_tier_proposal_county references partnership.partnership, from_name text not null, priority_id uuid not null,
  name text not null, why text not null, block text, state text not null, proposed_by uuid not null, proposed_at timestamptz not null,
  answer text, county_name text, answered_at timestamptz, agreement_on date,
  constraint pk_tier_proposal primary key (partnership_id, id),
  constraint fk_tier_proposal_priority foreign key (partnership_id, priority_id) references partnership.priority,
  constraint fk_tier_proposal_member foreign key (partnership_id, proposed_by) references partnership.member,
  constraint ck_tier_proposal_state check (state in ('proposed', 'accepted', 'merged', 'returned', 'withdrawn')),
  constraint ck_tier_proposal_words check (name <> '' and why <> ''),
  -- The county's view stands beside the district's: a name of its own where it takes the priority on, a reason where it merges or returns it.
  constraint ck_tier_proposal_answer check ((state in ('accepted', 'merged', 'returned')) = (answered_at is not null)
    and (state in ('accepted', 'merged')) = (coalesce(county_name, '') <> '') and (state not in ('merged', 'returned') or coalesce(answer, '') <> '')),
  constraint ck_tier_proposal_agreement check (agreement_on is null or state in ('accepted', 'merged'))
);
create index ix_tier_proposal_county on decide.tier_proposal (county_id);
create unique index uq_tier_proposal_open on decide.tier_proposal (partnership_id, priority_id) where state = 'proposed';
-- How a district reflects a priority of the county.
create table decide.county_reflection (
  partnership_id uuid not null constraint fk_county_reflection_partnership references partnership.partnership,
  county_id uuid not null, county_priority_id uuid not null, county_name text not null, own_priority_id uuid, own_name text, words text not null, changed_by uuid not null, changed_at timestamptz not null,
  constraint pk_county_reflection primary key (partnership_id, county_priority_id),
  constraint fk_county_reflection_priority foreign key (partnership_id, own_priority_id) references partnership.priority,
  constraint ck_county_reflection_words check (words <> '' and (own_priority_id is null) = (own_name is null))
);

create table decide.tier_move (from_state text not null, to_state text not null, by_whom text not null, constraint pk_tier_move primary key (from_state, to_state));
insert into decide.tier_move values ('proposed', 'accepted', 'county'), ('proposed', 'merged', 'county'), ('proposed', 'returned', 'county'), ('proposed', 'withdrawn', 'district'), ('accepted', 'accepted', 'county'), ('merged', 'merged', 'county');
alter table decide.tier_move enable row level security;
alter table decide.tier_move force row level security;
create policy read on decide.tier_move for select using (platform.current_purpose() <> '');
create policy owner on decide.tier_move for select to current_user using (true);
grant select on decide.tier_move to concordat_app;

do $$
declare t text;
begin
  foreach t in array array['area_tier', 'county_district', 'priority_block', 'tier_proposal', 'county_reflection'] loop
    execute format('alter table decide.%I enable row level security', t);
    execute format('alter table decide.%I force row level security', t);
    execute format('create policy read on decide.%I for select using (platform.in_reach(partnership_id))', t);
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and decide.may_prepare())', t);
    execute format('create policy change on decide.%I for update using (platform.in_reach(partnership_id) and decide.may_prepare())', t);
    execute format('create policy owner on decide.%I for select to current_user using (true)', t);
  end loop;
end $$;
create policy owner_change on decide.tier_proposal for update to current_user using (true);
create policy owner on partnership.priority for select to current_user using (true);
grant select, insert, update on decide.area_tier, decide.priority_block, decide.county_reflection to concordat_app;
grant select, insert on decide.county_district, decide.tier_proposal to concordat_app;
grant update (to_on) on decide.county_district to concordat_app;
grant update (state) on decide.tier_proposal to concordat_app;

-- Whether a district and a county have each named the other.
create function decide.are_joined(district uuid, county uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select platform.current_partnership() in (district, county) and platform.current_purpose() <> ''
    and exists (select from decide.area_tier t where t.partnership_id = district and t.tier = 'district' and t.county_id = county)
    and exists (select from decide.area_tier t where t.partnership_id = county and t.tier = 'county')
    and exists (select from decide.county_district d where d.partnership_id = county and d.district_id = district and d.to_on is null)
$$;
-- The county strategy group answers; where none sits, whoever prepares the county's strategy.
create function decide.may_answer_districts() returns boolean language sql stable as $$
  select platform.current_purpose() <> '' and exists (select from decide.area_tier t where t.partnership_id = platform.current_partnership() and t.tier = 'county')
    and case when exists (select from decide.meeting_group g join decide.group_seat s on s.partnership_id = g.partnership_id and s.group_id = g.id and s.to_on is null
        where g.partnership_id = platform.current_partnership() and g.kind_key = 'county' and g.ended_on is null)
      then exists (select from decide.meeting_group g where g.partnership_id = platform.current_partnership() and g.kind_key = 'county' and g.ended_on is null and decide.answers_for(g.partnership_id, g.id))
      else decide.may_prepare() end
$$;
create function decide.guard_proposal() returns trigger language plpgsql as $$
declare whom text;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then perform decide.refuse('A proposal begins as proposed.', 'proposal_state_order'); end if;
    if not decide.are_joined(new.partnership_id, new.county_id) then perform decide.refuse('District and county have not both named each other.', 'proposal_not_joined'); end if;
    return new;
  end if;
  if (to_jsonb(new) - 'state' - 'answer' - 'county_name' - 'answered_at' - 'agreement_on') <> (to_jsonb(old) - 'state' - 'answer' - 'county_name' - 'answered_at' - 'agreement_on') then
    perform decide.refuse('What was proposed no longer changes.', 'proposal_is_fixed');
  end if;
  select by_whom into whom from decide.tier_move m where m.from_state = old.state and m.to_state = new.state;
  if whom is null then perform decide.refuse('The state of the proposal does not allow it.', 'proposal_state_order'); end if;
  if new.state = old.state and (to_jsonb(new) - 'agreement_on') <> (to_jsonb(old) - 'agreement_on') then perform decide.refuse('What was answered no longer changes.', 'proposal_is_fixed'); end if;
  if whom = 'district' and platform.current_partnership() is distinct from old.partnership_id
    or whom = 'county' and (platform.current_partnership() is distinct from old.county_id or not decide.may_answer_districts()) then
    perform decide.refuse('Somebody else answers for it.', 'proposal_by_whom');
  end if;
  return new;
end $$;
create trigger guard before insert or update on decide.tier_proposal for each row execute function decide.guard_proposal();

-- For the county: what its districts proposed, and how they reflect its priorities.
create function decide.proposals_received() returns table (id uuid, district_id uuid, from_name text, name text, why text, block text, state text, proposed_at timestamptz, answer text, county_name text, answered_at timestamptz, agreement_on date)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.partnership_id, p.from_name, p.name, p.why, p.block, p.state, p.proposed_at, p.answer, p.county_name, p.answered_at, p.agreement_on
  from decide.tier_proposal p where p.county_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(p.partnership_id, p.county_id) order by p.proposed_at desc, p.id
$$;
create function decide.move_proposal(proposal uuid, to_state text, reply text, named text, at timestamptz, agreement date) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not decide.may_answer_districts() then return false; end if;
  update decide.tier_proposal p set state = to_state, agreement_on = coalesce(agreement, p.agreement_on),
      answer = case when p.state = 'proposed' then reply else p.answer end, county_name = case when p.state = 'proposed' then named else p.county_name end, answered_at = case when p.state = 'proposed' then at else p.answered_at end
    where p.id = proposal and p.county_id = platform.current_partnership() and decide.are_joined(p.partnership_id, p.county_id);
  return found;
end $$;
create function decide.reflections_received() returns table (district_id uuid, county_priority_id uuid, own_name text, words text, changed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select r.partnership_id, r.county_priority_id, r.own_name, r.words, r.changed_at from decide.county_reflection r
  where r.county_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(r.partnership_id, r.county_id)
$$;
-- For a district: the county's name, calendar and present priorities.
create function decide.county_of() returns table (id uuid, name text, joined boolean, refresh_on date, assessment_on date, cycle_from date)
  language sql stable security definer set search_path = pg_catalog as $$
  select t.county_id, p.name, j.is_joined, case when j.is_joined then c.refresh_on end, case when j.is_joined then c.assessment_on end, case when j.is_joined then c.cycle_from end
  from decide.area_tier t join partnership.partnership p on p.id = t.county_id left join decide.area_tier c on c.partnership_id = t.county_id
  cross join lateral (select decide.are_joined(t.partnership_id, t.county_id) is_joined) j
  where t.partnership_id = platform.current_partnership() and platform.current_purpose() <> ''
$$;
create function decide.county_priorities(today date) returns table (id uuid, rank integer, name text, theme_key text, block text)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.rank, p.name, p.theme_key, b.block from decide.area_tier t
  join partnership.priority p on p.partnership_id = t.county_id and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today)
  left join decide.priority_block b on b.partnership_id = p.partnership_id and b.priority_id = p.id
  where t.partnership_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(t.partnership_id, t.county_id) order by p.rank, p.name
$$;
revoke all on function decide.are_joined(uuid, uuid), decide.proposals_received(), decide.move_proposal(uuid, text, text, text, timestamptz, date), decide.reflections_received(), decide.county_of(), decide.county_priorities(date) from public;
grant execute on function decide.are_joined(uuid, uuid), decide.proposals_received(), decide.move_proposal(uuid, text, text, text, timestamptz, date), decide.reflections_received(), decide.county_of(), decide.county_priorities(date) to concordat_app;
