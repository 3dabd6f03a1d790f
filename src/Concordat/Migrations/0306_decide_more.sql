-- Decide: criteria wait for the meeting that decided them to close; what is received from other areas is read by the page and the piece; a priority leaves its block.

-- Until the meeting closes, its decisions can still be undone.
create or replace function decide.guard_criteria() returns trigger language plpgsql as $$
declare met record;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then perform decide.refuse('Criteria begin as a draft.', 'criteria_state_order'); end if;
    return new;
  end if;
  if old.state <> 'draft' then perform decide.refuse('Criteria that were decided or discarded no longer change.', 'criteria_are_fixed'); end if;
  if new.state = 'adopted' then
    select m.state, m.held_on, m.group_id, i.decision into met from decide.item i join decide.meeting m on m.partnership_id = i.partnership_id and m.id = i.meeting_id
      where i.partnership_id = new.partnership_id and i.id = new.item_id;
    if met.decision is distinct from 'adopt' or met.group_id is distinct from new.group_id then
      perform decide.refuse('Criteria come into force by an adopted item of the same group.', 'criteria_by_decision');
    end if;
    if met.state is distinct from 'closed' then perform decide.refuse('The meeting that decided on the criteria has not closed.', 'criteria_before_close'); end if;
    -- No meeting changes its rules half way, and none before it.
    if new.in_force_from <= met.held_on then perform decide.refuse('Criteria hold from the day after the meeting at the earliest.', 'criteria_from_next_day'); end if;
    if not exists (select from decide.criterion c where c.partnership_id = new.partnership_id and c.version_id = new.id) then
      perform decide.refuse('A version has at least one criterion.', 'criteria_without_any');
    end if;
    if not decide.may_run() then perform decide.refuse('Whoever runs the meetings records the decision.', 'criteria_by_whom'); end if;
  end if;
  return new;
end $$;

-- Scores are changed, never taken away; a score that goes with its item goes without this grant.
revoke delete on decide.item_score from concordat_app;
drop policy remove on decide.item_score;

-- What other areas told this one, whole or one, all or what waits, from one place on and no more than asked for.
drop function decide.borders_received();
create function decide.borders_received(only_id uuid default null, only_open boolean default false, after integer default 0, most integer default null)
  returns table (id uuid, from_name text, title text, words text, state text, sent_at timestamptz, answer text, answered_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select b.id, b.from_name, b.title, b.words, b.state, b.sent_at, b.answer, b.answered_at from decide.border_item b
  where b.to_partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and not platform.has_role('administrator')
    and (only_id is null or b.id = only_id) and (not only_open or b.state in ('sent', 'taken up'))
  order by b.sent_at desc, b.id offset after limit most
$$;
drop function decide.proposals_received();
create function decide.proposals_received(only_id uuid default null, only_open boolean default false, after integer default 0, most integer default null)
  returns table (id uuid, district_id uuid, from_name text, name text, why text, block text, state text, proposed_at timestamptz, answer text, county_name text, answered_at timestamptz, agreement_on date)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.partnership_id, p.from_name, p.name, p.why, p.block, p.state, p.proposed_at, p.answer, p.county_name, p.answered_at, p.agreement_on
  from decide.tier_proposal p where p.county_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(p.partnership_id, p.county_id)
    and (only_id is null or p.id = only_id) and (not only_open or p.state = 'proposed')
  order by p.proposed_at desc, p.id offset after limit most
$$;
revoke all on function decide.borders_received(uuid, boolean, integer, integer), decide.proposals_received(uuid, boolean, integer, integer) from public;
grant execute on function decide.borders_received(uuid, boolean, integer, integer), decide.proposals_received(uuid, boolean, integer, integer) to concordat_app;

-- A priority that belongs to no block any more.
create policy remove on decide.priority_block for delete using (platform.in_reach(partnership_id) and decide.may_prepare());
grant delete on decide.priority_block to concordat_app;

-- What was refused, by rule and person: what kind of thing it was, and not which.
drop function decide.refused_attempts(integer);
create function decide.refused_attempts(most integer) returns table (at timestamptz, user_id uuid, subject text, code text)
  language sql stable security definer set search_path = pg_catalog as $$
  select e.at, e.user_id, e.subject, e.detail ->> 'code' from audit.entry e
  where e.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and decide.may_prepare()
    and e.action = 'refuse' and e.subject in ('control_strategy', 'matter', 'criteria_version', 'border_item', 'tier_proposal', 'area_tier', 'target') and e.detail ? 'code'
  order by e.sequence desc limit least(most, 500)
$$;
revoke all on function decide.refused_attempts(integer) from public;
grant execute on function decide.refused_attempts(integer) to concordat_app;
