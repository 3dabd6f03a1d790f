-- Act: who writes down a physical change, and the single point of contact of an area. Decide: which of a county's priorities grew out of a district's proposal.

-- From the day an intervention is an action, whoever may report on it writes its change down; before that, whoever plans.
create or replace function act.may_change_physical(of_intervention uuid) returns boolean language sql stable as $$
  select case when exists (select from act.intervention i where i.partnership_id = platform.current_partnership() and i.id = of_intervention)
    then exists (select from act.intervention i where i.partnership_id = platform.current_partnership() and i.id = of_intervention and act.may_report(i.agency_id, i.person_id))
    else exists (select from act.plan_line l join act.plan p on p.partnership_id = l.partnership_id and p.id = l.plan_id
      where l.partnership_id = platform.current_partnership() and l.id = of_intervention and act.may_plan(p.problem_id)) end $$;

-- A targeted subject is its own area's point of contact's, in the guard that says what may become of a record; the other keeps to what was nominated.
create or replace function act.guard_subject() returns trigger language plpgsql as $$
declare f text; move text := old.state || ' to ' || new.state;
  nomination text[] := array['kind', 'number', 'name', 'born_on', 'person_key', 'age_group', 'factors', 'lawful_reason', 'source', 'evidence', 'substantiated', 'evidenced', 'standard', 'scheme',
    'nominated_by_id', 'nominated_on', 'decider_id'];
begin
  if platform.serves_rights() then return new; end if;
  if act.is_locked(old) then raise exception 'The record is locked.' using errcode = 'check_violation', constraint = 'subject_is_locked'; end if;
  foreach f in array nomination loop
    if to_jsonb(new) -> f is distinct from to_jsonb(old) -> f then
      raise exception 'A nomination cannot be altered.' using errcode = 'check_violation', constraint = 'nomination_is_fixed';
    end if;
  end loop;
  if old.kind = 'targeted subject' then
    if not act.is_point(old.area) then raise exception 'Only the single point of contact of its area changes or closes it.' using errcode = 'insufficient_privilege', constraint = 'subject_is_the_points'; end if;
    if old.state <> new.state and move not in ('notified to adopted', 'adopted to planned', 'planned to monitored', 'notified to closed', 'adopted to closed', 'planned to closed', 'monitored to closed') then
      raise exception 'A targeted subject does not go from %.', move using errcode = 'check_violation', constraint = 'subject_state_order';
    end if;
    return new;
  end if;
  if old.state <> new.state and move not in ('nominated to adopted', 'nominated to declined', 'adopted to ended') then
    raise exception 'A potential offender does not go from %.', move using errcode = 'check_violation', constraint = 'subject_state_order';
  end if;
  if old.state = 'nominated' and new.state <> old.state and platform.session_user_id() is distinct from old.decider_id then
    raise exception 'Only the person asked decides, never the nominator.' using errcode = 'insufficient_privilege', constraint = 'subject_is_the_deciders';
  end if;
  if new.state = 'adopted' and new.review_on is distinct from old.review_on and (new.review_on <= share.today()
    or new.review_on > share.today() + case new.age_group when 'child' then 92 when 'young person' then 184 else 366 end) then
    raise exception 'The review lies too far ahead.' using errcode = 'check_violation', constraint = 'subject_review_too_late';
  end if;
  if old.state = 'adopted' and new.state = 'adopted' and new.review_on is distinct from old.review_on
    and (new.renewals <> old.renewals + 1 or not act.filled(new.renewal_evidence) or new.renewal_evidence is not distinct from old.renewal_evidence) then
    raise exception 'A renewal needs new evidence.' using errcode = 'check_violation', constraint = 'subject_renewal_without_evidence';
  end if;
  return new;
end $$;
create or replace function act.guard_known() returns trigger language plpgsql as $$
begin
  if not platform.serves_rights() and (new.known_to_police is distinct from old.known_to_police or new.known_to_others is distinct from old.known_to_others or new.area <> old.area) then
    raise exception 'A nomination cannot be altered.' using errcode = 'check_violation', constraint = 'nomination_is_fixed';
  end if;
  return new;
end $$;
drop function act.is_point();

-- Several proposals may stand behind one issue, by the name that the county gave them: each of their districts sees its own in the priority.
create or replace function decide.county_priorities(today date) returns table (id uuid, rank integer, name text, theme_key text, block text, is_ours boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.rank, p.name, p.theme_key, b.block, exists (select from decide.tier_proposal o where o.partnership_id = t.partnership_id and o.county_id = t.county_id and o.state in ('accepted', 'merged')
    and (o.county_priority_id = p.id or o.county_priority_id is null and exists (select from decide.strategy_priority s join decide.strategy_issue i on i.partnership_id = s.partnership_id and i.id = s.issue_id
      where s.partnership_id = p.partnership_id and s.id = p.id and lower(i.name) = lower(o.county_name))))
  from decide.area_tier t
  join partnership.priority p on p.partnership_id = t.county_id and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today)
  left join decide.priority_block b on b.partnership_id = p.partnership_id and b.priority_id = p.id
  where t.partnership_id = platform.current_partnership() and not platform.has_role('administrator') and decide.are_joined(t.partnership_id, t.county_id) order by p.rank, p.name
$$;
