-- Act: problems with their one owner, the actions under way, and what was reported of each.
-- References within the stage are checked at commit: a save writes a record and its parts in any order.

create schema act;
grant usage on schema act to concordat_app;

create table act.problem (
  partnership_id uuid not null constraint fk_problem_partnership references partnership.partnership,
  id uuid not null, number integer not null, title text not null, sentence text not null,
  priority_name text, theme_key text, evidence jsonb,
  meeting_id uuid not null, item_id uuid not null, adopted_on date not null, owner_id uuid not null,
  constraint pk_problem primary key (partnership_id, id),
  constraint uq_problem_number unique (partnership_id, number),
  constraint uq_problem_item unique (partnership_id, item_id),
  constraint fk_problem_owner foreign key (partnership_id, owner_id) references partnership.member
);

create table act.hand_over (
  partnership_id uuid not null, id uuid not null, problem_id uuid not null, owner_id uuid not null, from_on date not null,
  recorded_by_id uuid not null, recorded_at timestamptz not null,
  constraint pk_hand_over primary key (partnership_id, id),
  constraint fk_hand_over_problem foreign key (partnership_id, problem_id) references act.problem deferrable initially deferred,
  constraint fk_hand_over_owner foreign key (partnership_id, owner_id) references partnership.member
);
create index ix_hand_over_problem on act.hand_over (partnership_id, problem_id);

create table act.intervention (
  partnership_id uuid not null, id uuid not null, meeting_id uuid not null, item_title text not null, problem_id uuid,
  what text not null, kind text not null, agency_id uuid not null, person_id uuid not null,
  agreed_on date not null, due_on date not null,
  state text not null, reason text, finished_on date,
  constraint pk_intervention primary key (partnership_id, id),
  constraint fk_intervention_problem foreign key (partnership_id, problem_id) references act.problem deferrable initially deferred,
  constraint fk_intervention_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_intervention_person foreign key (partnership_id, person_id) references partnership.member,
  constraint ck_intervention_kind check (kind in ('enforcement', 'prevention', 'diversion', 'intelligence', 'reassurance')),
  constraint ck_intervention_due check (due_on >= agreed_on),
  constraint ck_intervention_state check (state in ('to do', 'under way', 'done', 'cannot be done')),
  constraint ck_intervention_done check ((state = 'done') = (finished_on is not null)),
  constraint ck_intervention_finished check (finished_on is null or finished_on >= agreed_on),
  constraint ck_intervention_reason check ((state = 'cannot be done') = (coalesce(reason, '') <> ''))
);
create index ix_intervention_person on act.intervention (partnership_id, person_id);
create index ix_intervention_agency on act.intervention (partnership_id, agency_id, due_on);
create index ix_intervention_meeting on act.intervention (partnership_id, meeting_id);
create index ix_intervention_problem on act.intervention (partnership_id, problem_id);

create table act.progress (
  partnership_id uuid not null, id uuid not null, intervention_id uuid not null, state text not null, note text not null,
  at timestamptz not null, by_id uuid not null,
  constraint pk_progress primary key (partnership_id, id),
  constraint fk_progress_intervention foreign key (partnership_id, intervention_id) references act.intervention deferrable initially deferred,
  constraint ck_progress_state check (state in ('to do', 'under way', 'done', 'cannot be done'))
);
create index ix_progress_intervention on act.progress (partnership_id, intervention_id);

-- Who may report on an action: its owner, the working members of the agency that took it on, and those who run the meetings.
create function act.may_report(agency uuid, person uuid) returns boolean language sql stable parallel safe as $$
  select platform.has_role('chair') or platform.has_role('co-ordinator') or person = platform.session_user_id()
    or (agency = platform.current_agency() and (platform.has_role('practitioner') or platform.has_role('analyst'))) $$;
create function act.may_run() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('chair') or platform.has_role('co-ordinator') $$;

do $$
declare t text;
begin
  foreach t in array array['problem', 'hand_over', 'intervention', 'progress'] loop
    execute format('alter table act.%I enable row level security', t);
    execute format('alter table act.%I force row level security', t);
    execute format('create policy read on act.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
  foreach t in array array['problem', 'hand_over', 'intervention'] loop
    execute format('create policy add on act.%I for insert with check (platform.in_reach(partnership_id) and act.may_run())', t);
  end loop;
end $$;
create policy change on act.problem for update using (platform.in_reach(partnership_id) and act.may_run());
create policy change on act.intervention for update using (platform.in_reach(partnership_id) and act.may_report(agency_id, person_id));
create policy add on act.progress for insert with check (platform.in_reach(partnership_id) and by_id = platform.session_user_id()
  and exists (select from act.intervention i where i.partnership_id = progress.partnership_id and i.id = progress.intervention_id
    and act.may_report(i.agency_id, i.person_id)));

grant select, insert on act.problem, act.hand_over, act.intervention, act.progress to concordat_app;
-- What was agreed stays as agreed; what can change is where it stands, and who answers for a problem.
grant update (owner_id) on act.problem to concordat_app;
grant update (state, reason, finished_on) on act.intervention to concordat_app;
