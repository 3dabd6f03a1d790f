-- Act: problems that split and close, plans with their outcomes, options, interventions and reviews, and the menu they are picked from.

create function act.filled(words text) returns boolean language sql immutable parallel safe
  as $$ select btrim(coalesce(words, ''), E' \t\r\n') <> '' $$;

-- A big problem splits into parts, each with an owner of its own.
alter table act.problem add column part_of_id uuid, add column state text not null default 'open',
  add constraint fk_problem_part_of foreign key (partnership_id, part_of_id) references act.problem deferrable initially deferred,
  add constraint ck_problem_state check (state in ('open', 'split', 'closed'));
alter table act.problem drop constraint uq_problem_item;
create unique index uq_problem_item on act.problem (partnership_id, item_id) where part_of_id is null;
grant update (state) on act.problem to concordat_app;

-- Who plans for a problem: its one owner, and those who run the meetings.
create function act.may_plan(problem uuid) returns boolean language sql stable as $$
  select act.may_run() or exists (select from act.problem p where p.partnership_id = platform.current_partnership() and p.id = problem and p.owner_id = platform.session_user_id()) $$;

create table act.menu_entry (
  partnership_id uuid not null constraint fk_menu_entry_partnership references partnership.partnership,
  id uuid not null, title text not null, kind text not null, agencies text not null, evidence text not null, risk text not null,
  cost_low_pence bigint, cost_high_pence bigint, retired_on date,
  constraint pk_menu_entry primary key (partnership_id, id),
  constraint uq_menu_entry_title unique (partnership_id, title),
  constraint ck_menu_entry_words check (act.filled(title) and act.filled(agencies) and act.filled(evidence) and act.filled(risk)),
  constraint ck_menu_entry_kind check (kind in ('enforcement', 'prevention', 'diversion', 'intelligence', 'reassurance')),
  constraint ck_menu_entry_cost check (cost_low_pence >= 0 and cost_high_pence >= cost_low_pence)
);

create table act.plan (
  partnership_id uuid not null constraint fk_plan_partnership references partnership.partnership,
  id uuid not null, problem_id uuid not null, state text not null, written_by_id uuid not null, begun_at timestamptz not null,
  definition text, area text, resources text, cause text,
  victim text, victim_why_not text, offender text, offender_why_not text, location text, location_why_not text,
  funder text, money_ends_on date, continues text, cost_after_pence bigint,
  review_on date, level text not null, commissioned_by_id uuid, began_on date,
  output text, result text, verdict text, closed_on date,
  constraint pk_plan primary key (partnership_id, id),
  constraint fk_plan_problem foreign key (partnership_id, problem_id) references act.problem,
  constraint ck_plan_state check (state in ('draft', 'put forward', 'running', 'closed')),
  constraint ck_plan_level check (level in ('bronze', 'silver', 'gold')),
  constraint ck_plan_verdict check (verdict in ('worked', 'partly worked', 'failed', 'not known')),
  -- Valid only with a defined problem, area and resources; each strand filled or said not to matter; a review date.
  constraint ck_plan_defined check (state = 'draft' or (act.filled(definition) and act.filled(area) and act.filled(resources))),
  constraint ck_plan_strands check (state = 'draft' or (act.filled(victim) <> act.filled(victim_why_not)
    and act.filled(offender) <> act.filled(offender_why_not) and act.filled(location) <> act.filled(location_why_not))),
  constraint ck_plan_review check (state = 'draft' or review_on is not null),
  constraint ck_plan_commissioned check ((commissioned_by_id is null) = (began_on is null) and (state in ('running', 'closed')) = (began_on is not null)),
  -- Nobody commissions what they wrote.
  constraint ck_plan_own check (commissioned_by_id is distinct from written_by_id),
  constraint ck_plan_cost_after check (cost_after_pence >= 0),
  constraint ck_plan_closed check ((state = 'closed') = (closed_on is not null) and (state <> 'closed' or (act.filled(output) and act.filled(result) and verdict is not null)))
);
create unique index uq_plan_open on act.plan (partnership_id, problem_id) where state <> 'closed';

create table act.plan_promise (
  partnership_id uuid not null, id uuid not null, problem_id uuid not null, by_on date not null, promised_by_id uuid not null, promised_at timestamptz not null,
  constraint pk_plan_promise primary key (partnership_id, id),
  constraint fk_plan_promise_problem foreign key (partnership_id, problem_id) references act.problem
);
create index ix_plan_promise_problem on act.plan_promise (partnership_id, problem_id);

create table act.plan_outcome (
  partnership_id uuid not null, id uuid not null, plan_id uuid not null, what text not null, measure text not null, baseline text, target text not null, by_on date not null,
  constraint pk_plan_outcome primary key (partnership_id, id),
  constraint fk_plan_outcome_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  constraint ck_plan_outcome_words check (act.filled(what) and act.filled(measure) and act.filled(target))
);
create index ix_plan_outcome_plan on act.plan_outcome (partnership_id, plan_id);

create table act.plan_option (
  partnership_id uuid not null, id uuid not null, plan_id uuid not null, title text not null, effect text not null, cost text not null, risk text not null, others text not null, is_chosen boolean not null,
  constraint pk_plan_option primary key (partnership_id, id),
  constraint fk_plan_option_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  constraint ck_plan_option_words check (act.filled(title) and act.filled(effect) and act.filled(cost) and act.filled(risk) and act.filled(others))
);
create index ix_plan_option_plan on act.plan_option (partnership_id, plan_id);

create table act.plan_line (
  partnership_id uuid not null, id uuid not null, plan_id uuid not null, outcome_id uuid not null, menu_entry_id uuid, replaces_id uuid,
  strand text not null, what text not null, kind text not null, term text not null, target text,
  agency_id uuid not null, person_id uuid not null, agreed_on date not null, due_on date not null, ended_on date, end_reason text,
  constraint pk_plan_line primary key (partnership_id, id),
  constraint fk_plan_line_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  constraint fk_plan_line_outcome foreign key (partnership_id, outcome_id) references act.plan_outcome deferrable initially deferred,
  constraint fk_plan_line_menu foreign key (partnership_id, menu_entry_id) references act.menu_entry,
  constraint fk_plan_line_replaces foreign key (partnership_id, replaces_id) references act.plan_line deferrable initially deferred,
  constraint fk_plan_line_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_plan_line_person foreign key (partnership_id, person_id) references partnership.member,
  constraint ck_plan_line_what check (act.filled(what)),
  constraint ck_plan_line_strand check (strand in ('victim', 'offender', 'location')),
  constraint ck_plan_line_kind check (kind in ('enforcement', 'prevention', 'diversion', 'intelligence', 'reassurance')),
  constraint ck_plan_line_term check (term in ('short', 'medium', 'long')),
  constraint ck_plan_line_due check (due_on >= agreed_on),
  constraint ck_plan_line_ended check ((ended_on is null) = not act.filled(end_reason))
);
create index ix_plan_line_plan on act.plan_line (partnership_id, plan_id);

-- One agency's part in one intervention: who does what, and what it takes. Money in pence, time in whole hours.
create table act.plan_part (
  partnership_id uuid not null, id uuid not null, plan_id uuid not null, line_id uuid not null, agency_id uuid not null, leads boolean not null, what text not null,
  source text not null, planned_hours integer not null, actual_hours integer not null, planned_pence bigint not null, spent_pence bigint not null, assets text,
  constraint pk_plan_part primary key (partnership_id, id),
  constraint uq_plan_part_agency unique (partnership_id, line_id, agency_id) deferrable initially deferred,
  constraint fk_plan_part_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  constraint fk_plan_part_line foreign key (partnership_id, line_id) references act.plan_line on delete cascade deferrable initially deferred,
  constraint fk_plan_part_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_plan_part_what check (act.filled(what)),
  constraint ck_plan_part_source check (source in ('own budget', 'in kind', 'outside money')),
  constraint ck_plan_part_figures check (planned_hours >= 0 and actual_hours >= 0 and planned_pence >= 0 and spent_pence >= 0)
);
create unique index uq_plan_part_lead on act.plan_part (partnership_id, line_id) where leads;
create index ix_plan_part_plan on act.plan_part (partnership_id, plan_id);

create table act.plan_level (
  partnership_id uuid not null, id uuid not null, plan_id uuid not null, level text not null, from_on date not null, reason text not null, by_id uuid not null, at timestamptz not null,
  constraint pk_plan_level primary key (partnership_id, id),
  constraint fk_plan_level_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  constraint ck_plan_level_level check (level in ('bronze', 'silver', 'gold')),
  constraint ck_plan_level_reason check (act.filled(reason))
);
create index ix_plan_level_plan on act.plan_level (partnership_id, plan_id);

create table act.plan_review (
  partnership_id uuid not null, id uuid not null, plan_id uuid not null, held_on date not null, next_on date not null, summary text not null, by_id uuid not null, at timestamptz not null,
  constraint pk_plan_review primary key (partnership_id, id),
  constraint fk_plan_review_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  constraint ck_plan_review_next check (next_on > held_on),
  constraint ck_plan_review_summary check (act.filled(summary))
);
create index ix_plan_review_plan on act.plan_review (partnership_id, plan_id);

create table act.plan_review_line (
  partnership_id uuid not null, review_id uuid not null, line_id uuid not null, decision text not null, reason text not null,
  constraint pk_plan_review_line primary key (partnership_id, review_id, line_id),
  constraint fk_plan_review_line_review foreign key (partnership_id, review_id) references act.plan_review deferrable initially deferred,
  constraint fk_plan_review_line_line foreign key (partnership_id, line_id) references act.plan_line deferrable initially deferred,
  constraint ck_plan_review_line_decision check (decision in ('kept', 'added', 'removed', 'altered')),
  constraint ck_plan_review_line_reason check (act.filled(reason))
);

-- A planned intervention at work is an action like those a meeting agreed.
alter table act.intervention alter column meeting_id drop not null, add column plan_id uuid,
  add constraint fk_intervention_plan foreign key (partnership_id, plan_id) references act.plan deferrable initially deferred,
  add constraint ck_intervention_origin check (meeting_id is not null or plan_id is not null);

-- Rules that need more than one row, or say who.
create function act.guard_plan() returns trigger language plpgsql as $$
declare move text := old.state || ' to ' || new.state; f text;
  described text[] := array['definition', 'area', 'resources', 'cause', 'victim', 'victim_why_not', 'offender', 'offender_why_not', 'location', 'location_why_not',
    'funder', 'money_ends_on', 'continues', 'cost_after_pence', 'problem_id', 'written_by_id', 'begun_at'];
begin
  if old.state <> new.state and move not in ('draft to put forward', 'put forward to draft', 'put forward to running', 'running to closed', 'closed to running') then
    raise exception 'A plan does not go from %.', move using errcode = 'check_violation', constraint = 'plan_state_order';
  end if;
  if old.state <> 'draft' then
    foreach f in array described loop
      if to_jsonb(new) -> f is distinct from to_jsonb(old) -> f then
        raise exception 'The plan is no longer a draft.' using errcode = 'check_violation', constraint = 'plan_is_frozen';
      end if;
    end loop;
  end if;
  if old.state = 'draft' and new.state = 'put forward' then
    if not exists (select from act.plan_outcome o where o.partnership_id = new.partnership_id and o.plan_id = new.id) then
      raise exception 'A plan needs an outcome.' using errcode = 'check_violation', constraint = 'plan_without_outcome';
    end if;
    if not exists (select from act.plan_line l where l.partnership_id = new.partnership_id and l.plan_id = new.id and l.ended_on is null) then
      raise exception 'A plan needs an intervention.' using errcode = 'check_violation', constraint = 'plan_without_intervention';
    end if;
    if (select count(*) < 2 or count(*) filter (where is_chosen) <> 1 from act.plan_option o where o.partnership_id = new.partnership_id and o.plan_id = new.id) then
      raise exception 'A plan compares at least two options and chooses one.' using errcode = 'check_violation', constraint = 'plan_without_options';
    end if;
    if (exists (select from act.plan_part p where p.partnership_id = new.partnership_id and p.plan_id = new.id and p.source = 'outside money'))
      and not (act.filled(new.funder) and new.money_ends_on is not null and act.filled(new.continues) and new.cost_after_pence is not null) then
      raise exception 'Outside money needs an exit strategy.' using errcode = 'check_violation', constraint = 'plan_without_exit';
    end if;
  end if;
  if move = 'put forward to running' and (not act.may_run() or new.commissioned_by_id is distinct from platform.session_user_id()
    or exists (select from act.problem p where p.partnership_id = new.partnership_id and p.id = new.problem_id and p.owner_id = new.commissioned_by_id)) then
    raise exception 'A chair or co-ordinator who neither wrote the plan nor answers for it commissions it.' using errcode = 'insufficient_privilege', constraint = 'plan_is_own';
  end if;
  return new;
end $$;
create trigger guard before update on act.plan for each row execute function act.guard_plan();

create function act.guard_plan_child() returns trigger language plpgsql as $$
declare child record; parent text;
begin
  if tg_op = 'DELETE' then child := old; else child := new; end if;
  select state into parent from act.plan p where p.partnership_id = child.partnership_id and p.id = child.plan_id for share;
  -- Outcomes and options are settled in the draft; interventions and their parts go on changing by review while it runs.
  if parent = 'draft' or (parent = 'running' and tg_op <> 'DELETE' and tg_table_name in ('plan_line', 'plan_part', 'plan_level', 'plan_review')) then return child; end if;
  raise exception 'The plan is no longer a draft.' using errcode = 'check_violation', constraint = 'plan_is_frozen';
end $$;
create function act.guard_review_line() returns trigger language plpgsql as $$
begin
  if not exists (select from act.plan_line l join act.plan_review r on r.partnership_id = l.partnership_id and r.plan_id = l.plan_id
    where l.partnership_id = new.partnership_id and l.id = new.line_id and r.id = new.review_id) then
    raise exception 'The intervention is of another plan.' using errcode = 'check_violation', constraint = 'review_of_another_plan';
  end if;
  return null;
end $$;
create constraint trigger guard after insert on act.plan_review_line deferrable initially deferred for each row execute function act.guard_review_line();

create function act.may_change_plan(plan uuid) returns boolean language sql stable as $$
  select exists (select from act.plan p where p.partnership_id = platform.current_partnership() and p.id = plan and act.may_plan(p.problem_id)) $$;

do $$
declare t text;
begin
  foreach t in array array['menu_entry', 'plan', 'plan_promise', 'plan_outcome', 'plan_option', 'plan_line', 'plan_part', 'plan_level', 'plan_review', 'plan_review_line'] loop
    execute format('alter table act.%I enable row level security', t);
    execute format('alter table act.%I force row level security', t);
    execute format('create policy read on act.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
  foreach t in array array['plan_outcome', 'plan_option', 'plan_line', 'plan_part', 'plan_level', 'plan_review'] loop
    execute format('create trigger guard before insert or update or delete on act.%I for each row execute function act.guard_plan_child()', t);
    execute format('create policy add on act.%I for insert with check (platform.in_reach(partnership_id) and act.may_change_plan(plan_id))', t);
    execute format('create policy change on act.%I for update using (platform.in_reach(partnership_id) and act.may_change_plan(plan_id))', t);
    execute format('create policy remove on act.%I for delete using (platform.in_reach(partnership_id) and act.may_change_plan(plan_id))', t);
  end loop;
end $$;
create policy add on act.plan for insert with check (platform.in_reach(partnership_id) and act.may_plan(problem_id) and state = 'draft' and written_by_id = platform.session_user_id());
create policy change on act.plan for update using (platform.in_reach(partnership_id) and act.may_plan(problem_id));
create policy add on act.plan_promise for insert with check (platform.in_reach(partnership_id) and act.may_plan(problem_id) and promised_by_id = platform.session_user_id());
create policy add on act.plan_review_line for insert with check (platform.in_reach(partnership_id)
  and exists (select from act.plan_review r where r.partnership_id = plan_review_line.partnership_id and r.id = review_id and act.may_change_plan(r.plan_id)));
create function act.may_keep_menu() returns boolean language sql stable parallel safe as $$ select platform.has_role('co-ordinator') or platform.has_role('analyst') $$;
create policy add on act.menu_entry for insert with check (platform.in_reach(partnership_id) and act.may_keep_menu());
create policy change on act.menu_entry for update using (platform.in_reach(partnership_id) and act.may_keep_menu());
grant select, insert, update on act.menu_entry, act.plan to concordat_app;
grant select, insert on act.plan_promise, act.plan_level, act.plan_review, act.plan_review_line to concordat_app;
grant select, insert, update, delete on act.plan_outcome, act.plan_option, act.plan_line, act.plan_part to concordat_app;

-- The owner of a problem puts its planned interventions to work, and ends them at a review.
drop policy add on act.intervention;
create policy add on act.intervention for insert with check (platform.in_reach(partnership_id) and (act.may_run() or (plan_id is not null and act.may_plan(problem_id))));
drop policy change on act.intervention;
create policy change on act.intervention for update using (platform.in_reach(partnership_id) and (act.may_report(agency_id, person_id) or act.may_plan(problem_id)));
drop policy add on act.progress;
create policy add on act.progress for insert with check (platform.in_reach(partnership_id) and by_id = platform.session_user_id()
  and exists (select from act.intervention i where i.partnership_id = progress.partnership_id and i.id = progress.intervention_id
    and (act.may_report(i.agency_id, i.person_id) or act.may_plan(i.problem_id))));
