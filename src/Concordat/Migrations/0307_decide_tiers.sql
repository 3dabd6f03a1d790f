-- Decide: the criminal justice board, district priorities that become part of the county's, and the targets of action groups.

-- The criminal justice board, to which the county group and others send what lies with the courts, the prosecutors and probation.
insert into decide.group_kind (key, name, usual_cycle, position) values ('justice-board', 'Criminal justice board', 'quarterly', 8);
insert into decide.agenda_template (kind_key, position, title, sentence) values ('justice-board', 1, 'Matters sent to the board', 'What groups sent, and what goes back to each.');

-- What the county took on becomes one of its priorities, or an issue from which it chooses them: both views stay, and each district is counted once.
alter table decide.strategy_issue drop constraint ck_strategy_issue_source,
  add constraint ck_strategy_issue_source check (source in ('assessment', 'entered', 'earlier strategy', 'district'));
create policy owner on decide.strategy_issue for select to current_user using (true);
create policy owner on decide.strategy_priority for select to current_user using (true);
alter table decide.tier_proposal add column county_priority_id uuid,
  add constraint fk_tier_proposal_county_priority foreign key (county_id, county_priority_id) references partnership.priority,
  add constraint ck_tier_proposal_county_priority check (county_priority_id is null or state in ('accepted', 'merged'));
comment on column decide.tier_proposal.county_priority_id is 'The priority of the county that it became part of; empty where the county made an issue of it';
create or replace function decide.guard_proposal() returns trigger language plpgsql as $$
declare whom text;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then perform decide.refuse('A proposal begins as proposed.', 'proposal_state_order'); end if;
    if not decide.are_joined(new.partnership_id, new.county_id) then perform decide.refuse('District and county have not both named each other.', 'proposal_not_joined'); end if;
    return new;
  end if;
  if (to_jsonb(new) - 'state' - 'answer' - 'county_name' - 'county_priority_id' - 'answered_at' - 'agreement_on') <> (to_jsonb(old) - 'state' - 'answer' - 'county_name' - 'county_priority_id' - 'answered_at' - 'agreement_on') then
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
drop function decide.move_proposal(uuid, text, text, text, timestamptz, date);
create function decide.move_proposal(proposal uuid, to_state text, reply text, named text, at timestamptz, agreement date, priority uuid default null) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not decide.may_answer_districts() then return false; end if;
  update decide.tier_proposal p set state = to_state, agreement_on = coalesce(agreement, p.agreement_on), county_priority_id = case when p.state = 'proposed' then priority else p.county_priority_id end,
      answer = case when p.state = 'proposed' then reply else p.answer end, county_name = case when p.state = 'proposed' then named else p.county_name end, answered_at = case when p.state = 'proposed' then at else p.answered_at end
    where p.id = proposal and p.county_id = platform.current_partnership() and decide.are_joined(p.partnership_id, p.county_id);
  return found;
end $$;
drop function decide.proposals_received(uuid, boolean, integer, integer);
create function decide.proposals_received(only_id uuid default null, only_open boolean default false, after integer default 0, most integer default null)
  returns table (id uuid, district_id uuid, from_name text, name text, why text, block text, state text, proposed_at timestamptz, answer text, county_name text, answered_at timestamptz, agreement_on date, county_priority_id uuid)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.partnership_id, p.from_name, p.name, p.why, p.block, p.state, p.proposed_at, p.answer, p.county_name, p.answered_at, p.agreement_on, p.county_priority_id
  from decide.tier_proposal p where p.county_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(p.partnership_id, p.county_id)
    and (only_id is null or p.id = only_id) and (not only_open or p.state = 'proposed')
  order by p.proposed_at desc, p.id offset after limit most
$$;
-- What the county took on, by its own priorities, with the districts behind each: a district counts once, however many proposals it made.
create function decide.county_figure() returns table (named text, districts integer, names text) language sql stable security definer set search_path = pg_catalog as $$
  select max(p.county_name), count(distinct p.partnership_id)::integer, string_agg(distinct p.from_name, ', ' order by p.from_name)
  from decide.tier_proposal p where p.county_id = platform.current_partnership() and not platform.has_role('administrator') and platform.current_purpose() <> ''
    and p.state in ('accepted', 'merged') and decide.are_joined(p.partnership_id, p.county_id)
  group by coalesce(p.county_priority_id::text, lower(p.county_name)) order by 1
$$;
-- Of a county's priorities a district sees which grew out of its own proposal, at once or by way of the county's strategy.
drop function decide.county_priorities(date);
create function decide.county_priorities(today date) returns table (id uuid, rank integer, name text, theme_key text, block text, is_ours boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.rank, p.name, p.theme_key, b.block, exists (select from decide.tier_proposal o where o.partnership_id = t.partnership_id and o.county_id = t.county_id and o.state in ('accepted', 'merged')
    and (o.county_priority_id = p.id or exists (select from decide.strategy_priority s join decide.strategy_issue i on i.partnership_id = s.partnership_id and i.id = s.issue_id
      where s.partnership_id = p.partnership_id and s.id = p.id and i.source = 'district' and i.source_url = '/decide/tiers/proposals/' || o.id)))
  from decide.area_tier t
  join partnership.priority p on p.partnership_id = t.county_id and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today)
  left join decide.priority_block b on b.partnership_id = p.partnership_id and b.priority_id = p.id
  where t.partnership_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(t.partnership_id, t.county_id) order by p.rank, p.name
$$;
revoke all on function decide.move_proposal(uuid, text, text, text, timestamptz, date, uuid), decide.proposals_received(uuid, boolean, integer, integer), decide.county_figure(), decide.county_priorities(date) from public;
grant execute on function decide.move_proposal(uuid, text, text, text, timestamptz, date, uuid), decide.proposals_received(uuid, boolean, integer, integer), decide.county_figure(), decide.county_priorities(date) to concordat_app;

-- What an action group is to reach in six months and in a year, and who receives its reports. Only the executive sets them, and what held before stays.
create table decide.group_target (
  partnership_id uuid not null, id uuid not null, group_id uuid not null, six_month text not null, yearly text not null, reports_to text not null, set_by uuid not null, set_at timestamptz not null,
  constraint pk_group_target primary key (partnership_id, id),
  constraint fk_group_target_group foreign key (partnership_id, group_id) references decide.meeting_group,
  constraint fk_group_target_member foreign key (partnership_id, set_by) references partnership.member,
  constraint ck_group_target_words check (six_month <> '' and yearly <> '' and reports_to <> '')
);
create index ix_group_target_group on decide.group_target (partnership_id, group_id);
alter table decide.group_target enable row level security;
alter table decide.group_target force row level security;
create policy read on decide.group_target for select using (platform.in_reach(partnership_id));
create policy add on decide.group_target for insert with check (platform.in_reach(partnership_id) and platform.has_role('executive') and set_by = platform.session_user_id()
  and exists (select from decide.meeting_group g where g.partnership_id = group_target.partnership_id and g.id = group_target.group_id and g.kind_key = 'action-group'));
grant select, insert on decide.group_target to concordat_app;
