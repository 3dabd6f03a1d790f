-- Decide: the control strategy, by which the executive chooses few priorities from many issues, with who said what and why.

create table decide.control_strategy (
  partnership_id uuid not null constraint fk_control_strategy_partnership references partnership.partnership,
  id uuid not null, number integer not null, period_from date not null, period_to date not null, state text not null,
  source_title text, source_url text, begun_by uuid not null, begun_at timestamptz not null,
  in_force_from date, decided_by uuid, decided_at timestamptz, decision_note text,
  constraint pk_control_strategy primary key (partnership_id, id),
  constraint uq_control_strategy_number unique (partnership_id, number),
  constraint ck_control_strategy_period check (period_to > period_from),
  constraint ck_control_strategy_state check (state in ('draft', 'scoring', 'choosing', 'decided', 'superseded', 'discarded')),
  constraint ck_control_strategy_decided check ((state in ('decided', 'superseded')) = (in_force_from is not null)
    and (in_force_from is null) = (decided_by is null) and (in_force_from is null) = (decided_at is null)),
  constraint ck_control_strategy_in_force check (in_force_from between period_from and period_to)
);
-- One strategy at a time is prepared, and one is the last decided.
create unique index uq_control_strategy_open on decide.control_strategy (partnership_id) where state in ('draft', 'scoring', 'choosing');
create unique index uq_control_strategy_decided on decide.control_strategy (partnership_id) where state = 'decided';

create table decide.strategy_issue (
  partnership_id uuid not null, id uuid not null, strategy_id uuid not null, position integer not null,
  name text not null, sentence text not null, theme_key text, source text not null, source_url text,
  rank integer, outcome text, reason text, decided_by uuid, decided_at timestamptz,
  constraint pk_strategy_issue primary key (partnership_id, id),
  constraint fk_strategy_issue_strategy foreign key (partnership_id, strategy_id) references decide.control_strategy deferrable initially deferred,
  constraint uq_strategy_issue_name unique (partnership_id, strategy_id, name),
  constraint ck_strategy_issue_name check (name <> '' and sentence <> ''),
  constraint ck_strategy_issue_source check (source in ('assessment', 'entered', 'earlier strategy')),
  constraint ck_strategy_issue_rank check (rank > 0),
  -- What was not chosen keeps its reason.
  constraint ck_strategy_issue_outcome check (case outcome
    when 'chosen' then decided_by is not null and decided_at is not null
    when 'not chosen' then decided_by is not null and decided_at is not null and coalesce(reason, '') <> ''
    else outcome is null and reason is null and decided_by is null and decided_at is null end)
);
create table decide.issue_score (
  partnership_id uuid not null, issue_id uuid not null, user_id uuid not null, agency_id uuid not null, score smallint not null, at timestamptz not null,
  constraint pk_issue_score primary key (partnership_id, issue_id, user_id),
  constraint fk_issue_score_issue foreign key (partnership_id, issue_id) references decide.strategy_issue deferrable initially deferred,
  constraint fk_issue_score_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_issue_score check (score between 0 and 10)
);
create table decide.issue_note (
  partnership_id uuid not null, id uuid not null, issue_id uuid not null, user_id uuid not null, kind text not null, words text not null, at timestamptz not null,
  constraint pk_issue_note primary key (partnership_id, id),
  constraint fk_issue_note_issue foreign key (partnership_id, issue_id) references decide.strategy_issue deferrable initially deferred,
  constraint ck_issue_note_kind check (kind in ('discussion', 'dissent')),
  constraint ck_issue_note_words check (words <> '')
);
create table decide.strategy_priority (
  partnership_id uuid not null, id uuid not null, strategy_id uuid not null, issue_id uuid not null, rank integer not null,
  name text not null, theme_key text not null, owner_id uuid not null, weight integer not null, from_on date not null, review_on date not null,
  prevention text not null, intelligence text not null, enforcement text not null,
  replaces_id uuid, begun_because text, begun_by uuid not null, ended_on date, ended_because text, ended_by uuid,
  constraint pk_strategy_priority primary key (partnership_id, id),
  constraint fk_strategy_priority_strategy foreign key (partnership_id, strategy_id) references decide.control_strategy deferrable initially deferred,
  constraint fk_strategy_priority_issue foreign key (partnership_id, issue_id) references decide.strategy_issue deferrable initially deferred,
  constraint fk_strategy_priority_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint ck_strategy_priority_weight check (weight between 1 and 100),
  constraint ck_strategy_priority_rank check (rank > 0),
  constraint ck_strategy_priority_dates check (review_on > from_on and (ended_on is null or ended_on >= from_on - 1)),
  constraint ck_strategy_priority_lines check (prevention <> '' and intelligence <> '' and enforcement <> ''),
  constraint ck_strategy_priority_ended check ((ended_on is null) = (coalesce(ended_because, '') = '') and (ended_on is null) = (ended_by is null))
);
comment on column decide.strategy_priority.weight is 'Points beside the other priorities: 20 counts twice as much as 10';
comment on column decide.strategy_priority.ended_on is 'Last day, when it was ended or changed within the year';
-- An issue has one priority at a time.
create unique index uq_strategy_priority_issue on decide.strategy_priority (partnership_id, issue_id) where ended_on is null;
create table decide.collection_question (
  partnership_id uuid not null, id uuid not null, priority_id uuid not null, question text not null, agency_id uuid not null, due_on date not null,
  constraint pk_collection_question primary key (partnership_id, id),
  constraint fk_collection_question_priority foreign key (partnership_id, priority_id) references decide.strategy_priority deferrable initially deferred,
  constraint fk_collection_question_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_collection_question check (question <> '')
);
create index ix_strategy_issue_strategy on decide.strategy_issue (partnership_id, strategy_id);
create index ix_strategy_priority_strategy on decide.strategy_priority (partnership_id, strategy_id);
create index ix_collection_question_priority on decide.collection_question (partnership_id, priority_id);

create function decide.may_prepare() returns boolean language sql stable parallel safe
  as $$ select decide.may_run() or platform.has_role('executive') $$;

create function decide.refuse(words text, rule text) returns void language plpgsql as $$
begin raise exception '%', words using errcode = 'check_violation', constraint = rule; end $$;

-- The order of states, what each needs, and that only the executive decides.
create function decide.guard_strategy() returns trigger language plpgsql as $$
begin
  if new.state = old.state then
    if new is distinct from old then perform decide.refuse('A strategy changes its state and nothing else.', 'strategy_is_fixed'); end if;
    return new;
  end if;
  if not ((old.state, new.state) in (('draft', 'scoring'), ('scoring', 'choosing'), ('choosing', 'decided'), ('decided', 'superseded'))
    or new.state = 'discarded' and old.state in ('draft', 'scoring', 'choosing')) then
    perform decide.refuse('A strategy goes from draft to scoring to choosing to decided.', 'strategy_state_order');
  end if;
  if new.state in ('decided', 'superseded') and not platform.has_role('executive') then
    perform decide.refuse('Only the executive decides the control strategy.', 'strategy_executive_only');
  end if;
  if new.state = 'decided' then
    if exists (select from decide.strategy_issue i where i.partnership_id = new.partnership_id and i.strategy_id = new.id and i.outcome is null) then
      perform decide.refuse('An issue is neither chosen nor not chosen.', 'issue_is_undecided');
    end if;
    if not exists (select from decide.strategy_priority p where p.partnership_id = new.partnership_id and p.strategy_id = new.id) then
      perform decide.refuse('A strategy has at least one priority.', 'strategy_without_priority');
    end if;
    if exists (select from decide.strategy_priority p where p.partnership_id = new.partnership_id and p.strategy_id = new.id
      and not exists (select from decide.collection_question q where q.partnership_id = p.partnership_id and q.priority_id = p.id)) then
      perform decide.refuse('A priority has at least one collection question.', 'priority_without_question');
    end if;
  end if;
  return new;
end $$;
create trigger guard before update on decide.control_strategy for each row execute function decide.guard_strategy();

-- What may be written under a strategy in which state.
create function decide.guard_strategy_part() returns trigger language plpgsql as $$
declare part jsonb; parent text; strategy uuid;
begin
  part := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  strategy := coalesce(part ->> 'strategy_id',
    (select i.strategy_id::text from decide.strategy_issue i where i.partnership_id = (part ->> 'partnership_id')::uuid and i.id = (part ->> 'issue_id')::uuid),
    (select p.strategy_id::text from decide.strategy_priority p where p.partnership_id = (part ->> 'partnership_id')::uuid and p.id = (part ->> 'priority_id')::uuid))::uuid;
  select state into parent from decide.control_strategy s where s.partnership_id = (part ->> 'partnership_id')::uuid and s.id = strategy for share;
  if tg_table_name = 'issue_score' and parent <> 'scoring' or tg_table_name = 'issue_note' and parent not in ('scoring', 'choosing')
    or tg_table_name = 'strategy_issue' and tg_op = 'INSERT' and parent not in ('draft', 'scoring')
    or tg_table_name = 'strategy_issue' and tg_op = 'UPDATE' and parent not in ('scoring', 'choosing')
    or tg_op = 'DELETE' and parent <> 'choosing' or parent in ('superseded', 'discarded') then
    perform decide.refuse('The state of the strategy does not allow it.', 'strategy_state');
  end if;
  if tg_table_name = 'strategy_priority' and parent <> 'choosing' then
    if parent <> 'decided' then perform decide.refuse('The state of the strategy does not allow it.', 'strategy_state'); end if;
    if not platform.has_role('executive') then perform decide.refuse('Only the executive changes priorities.', 'strategy_executive_only'); end if;
    if tg_op = 'INSERT' and coalesce(part ->> 'begun_because', '') = '' then perform decide.refuse('A change within the year has a reason.', 'change_without_reason'); end if;
    if tg_op = 'UPDATE' and (to_jsonb(new) - 'ended_on' - 'ended_because' - 'ended_by') <> (to_jsonb(old) - 'ended_on' - 'ended_because' - 'ended_by') then
      perform decide.refuse('A decided priority is ended and another takes its place.', 'priority_is_fixed');
    end if;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger guard before insert or update on decide.strategy_issue for each row execute function decide.guard_strategy_part();
create trigger guard before insert or update on decide.issue_score for each row execute function decide.guard_strategy_part();
create trigger guard before insert on decide.issue_note for each row execute function decide.guard_strategy_part();
create trigger guard before insert or update or delete on decide.strategy_priority for each row execute function decide.guard_strategy_part();
create trigger guard before insert or delete on decide.collection_question for each row execute function decide.guard_strategy_part();

-- A priority added within the year brings its question in the same transaction.
create function decide.guard_question() returns trigger language plpgsql as $$
begin
  if exists (select from decide.strategy_priority p where p.partnership_id = new.partnership_id and p.id = new.id)
    and not exists (select from decide.collection_question q where q.partnership_id = new.partnership_id and q.priority_id = new.id) then
    perform decide.refuse('A priority has at least one collection question.', 'priority_without_question');
  end if;
  return null;
end $$;
create constraint trigger question after insert on decide.strategy_priority deferrable initially deferred for each row execute function decide.guard_question();

-- The list of priorities that every stage reads follows the strategy in force, and nothing else writes it once a strategy was decided.
create function decide.follow_strategy() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.state = 'decided' and old.state = 'choosing' then
    update partnership.priority set valid_to = new.in_force_from - 1
      where partnership_id = new.partnership_id and (valid_to is null or valid_to >= new.in_force_from);
    insert into partnership.priority (partnership_id, id, rank, name, theme_key, owner_id, valid_from)
      select p.partnership_id, p.id, p.rank, p.name, p.theme_key, p.owner_id, greatest(p.from_on, new.in_force_from)
      from decide.strategy_priority p where p.partnership_id = new.partnership_id and p.strategy_id = new.id;
  end if;
  return null;
end $$;
create trigger follow after update on decide.control_strategy for each row execute function decide.follow_strategy();
-- The one before steps back first, or two would be the last decided.
create function decide.supersede() returns trigger language plpgsql as $$
begin
  if new.state = 'decided' and old.state = 'choosing' then
    update decide.control_strategy set state = 'superseded' where partnership_id = new.partnership_id and state = 'decided';
  end if;
  return new;
end $$;
create trigger supersede before update on decide.control_strategy for each row execute function decide.supersede();
create function decide.follow_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare parent text;
begin
  select state into parent from decide.control_strategy s where s.partnership_id = new.partnership_id and s.id = new.strategy_id;
  if parent = 'decided' and tg_op = 'INSERT' then
    insert into partnership.priority (partnership_id, id, rank, name, theme_key, owner_id, valid_from)
      values (new.partnership_id, new.id, new.rank, new.name, new.theme_key, new.owner_id, new.from_on);
  elsif parent = 'decided' then
    update partnership.priority set valid_to = new.ended_on where partnership_id = new.partnership_id and id = new.id;
  end if;
  return null;
end $$;
create trigger follow after insert or update on decide.strategy_priority for each row execute function decide.follow_change();

drop policy reach on partnership.priority;
create policy read on partnership.priority for select using (platform.in_reach(partnership_id));
-- Before the first strategy a partnership starts with the priorities it was set up with.
create policy add on partnership.priority for insert with check (platform.in_reach(partnership_id) and (current_user <> 'concordat_app'
  or platform.has_role('administrator') and not exists (select from decide.control_strategy s where s.state in ('decided', 'superseded'))));
create policy change on partnership.priority for update using (platform.in_reach(partnership_id) and current_user <> 'concordat_app');
revoke update on partnership.priority from concordat_app;

do $$
declare t text;
begin
  foreach t in array array['control_strategy', 'strategy_issue', 'issue_score', 'issue_note', 'strategy_priority', 'collection_question'] loop
    execute format('alter table decide.%I enable row level security', t);
    execute format('alter table decide.%I force row level security', t);
    execute format('create policy read on decide.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
  foreach t in array array['control_strategy', 'strategy_issue', 'strategy_priority', 'collection_question'] loop
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and decide.may_prepare())', t);
    execute format('create policy change on decide.%I for update using (platform.in_reach(partnership_id) and decide.may_prepare())', t);
    execute format('create policy remove on decide.%I for delete using (platform.in_reach(partnership_id) and decide.may_prepare())', t);
  end loop;
  -- Everybody scores and speaks for themselves alone.
  foreach t in array array['issue_score', 'issue_note'] loop
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and user_id = platform.session_user_id())', t);
    execute format('create policy change on decide.%I for update using (platform.in_reach(partnership_id) and user_id = platform.session_user_id())', t);
  end loop;
end $$;
grant select, insert, update on decide.control_strategy, decide.strategy_issue, decide.issue_score, decide.strategy_priority to concordat_app;
grant select, insert on decide.issue_note, decide.collection_question to concordat_app;
grant delete on decide.strategy_priority, decide.collection_question to concordat_app;
