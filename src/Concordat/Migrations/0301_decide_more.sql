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

-- Groups that meet, as data: what kind, how often, who sits in them, and what they are for.
create table decide.group_kind (
  key text not null constraint pk_group_kind primary key, name text not null, usual_cycle text not null, position integer not null
);
-- What the agenda of a kind of group has beside the standing item.
create table decide.agenda_template (
  kind_key text not null constraint fk_agenda_template_kind references decide.group_kind, position integer not null, title text not null, sentence text not null,
  constraint pk_agenda_template primary key (kind_key, position), constraint ck_agenda_template check (position > 0)
);
grant select on decide.group_kind, decide.agenda_template to concordat_app;
insert into decide.group_kind (key, name, usual_cycle, position) values
  ('executive', 'Executive or strategy group', 'quarterly', 1), ('joint-action-group', 'Joint Action Group', 'monthly', 2), ('divisional-tasking', 'Divisional tasking meeting', 'fortnightly', 3),
  ('performance-forum', 'Performance forum', 'quarterly', 4), ('county', 'County strategy group', 'quarterly', 5), ('action-group', 'Action group of a priority', 'monthly', 6), ('panel', 'Specialist panel', 'when needed', 7);
insert into decide.agenda_template (kind_key, position, title, sentence) values
  ('executive', 1, 'Priorities and who answers for them', 'How each priority stands, told by the one person who answers for it.'),
  ('executive', 2, 'Blockages and good practice', 'What groups could not settle themselves, and what others should copy.'),
  ('divisional-tasking', 1, 'Bids', 'What is asked for, for which problem, and what it should bring.'),
  ('performance-forum', 1, 'Results against targets', 'Where results differ from what was expected, and why.'),
  ('performance-forum', 2, 'Blockages and good practice', 'What stands in the way of actions, and what worked.'),
  ('county', 1, 'Priorities proposed by districts', 'What districts put forward for the whole county.'),
  ('action-group', 1, 'Progress against the six-month and the yearly target', 'What was done for the priority, and what is next.');

create table decide.meeting_group (
  partnership_id uuid not null constraint fk_meeting_group_partnership references partnership.partnership,
  id uuid not null, kind_key text not null constraint fk_meeting_group_kind references decide.group_kind, name text not null, cycle text not null, quorum_agencies integer not null,
  terms text not null, priority_id uuid, begun_on date not null, ended_on date,
  constraint pk_meeting_group primary key (partnership_id, id),
  constraint uq_meeting_group_name unique (partnership_id, name),
  constraint fk_meeting_group_priority foreign key (partnership_id, priority_id) references partnership.priority,
  constraint ck_meeting_group_name check (name <> '' and terms <> ''),
  constraint ck_meeting_group_cycle check (cycle in ('weekly', 'fortnightly', 'monthly', 'quarterly', 'six-monthly', 'yearly', 'when needed')),
  constraint ck_meeting_group_quorum check (quorum_agencies between 1 and 50),
  constraint ck_meeting_group_dates check (ended_on is null or ended_on >= begun_on),
  -- An action group serves a priority.
  constraint ck_meeting_group_priority check ((kind_key = 'action-group') = (priority_id is not null))
);
create table decide.group_seat (
  partnership_id uuid not null, id uuid not null, group_id uuid not null, agency_id uuid not null, part text not null, user_id uuid, from_on date not null, to_on date,
  constraint pk_group_seat primary key (partnership_id, id),
  constraint fk_group_seat_group foreign key (partnership_id, group_id) references decide.meeting_group deferrable initially deferred,
  constraint fk_group_seat_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_group_seat_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_group_seat_part check (part in ('chair', 'member', 'deputy', 'secretary')),
  constraint ck_group_seat_chair check (part <> 'chair' or user_id is not null),
  constraint ck_group_seat_dates check (to_on is null or to_on >= from_on)
);
comment on column decide.group_seat.user_id is 'Who holds the seat; empty for a seat that anybody of the body may take';
create unique index uq_group_seat_chair on decide.group_seat (partnership_id, group_id) where part = 'chair' and to_on is null;
create index ix_group_seat_group on decide.group_seat (partnership_id, group_id);

alter table decide.meeting add column group_id uuid, add column starts_at time, add column place text,
  add constraint fk_meeting_group foreign key (partnership_id, group_id) references decide.meeting_group;
-- An item of the template is only taken, like the standing one; an item is carried over with a reason.
alter table decide.item drop constraint ck_item_origin, drop constraint ck_item_decision,
  add constraint ck_item_origin check (origin in ('standing', 'assessment', 'deferred', 'member', 'template')),
  add constraint ck_item_decision check (case decision
    when 'adopt' then origin <> 'standing' and owner_id is not null and reason is null and deferred_until is null
    when 'do not adopt' then origin <> 'standing' and owner_id is null and coalesce(reason, '') <> '' and deferred_until is null
    when 'defer' then origin <> 'standing' and owner_id is null and deferred_until is not null
    when 'noted' then origin in ('standing', 'template') and owner_id is null and reason is null and deferred_until is null
    else decision is null and owner_id is null and reason is null and deferred_until is null end);

-- The pack of a meeting: the same for everybody at the same time, and who has opened it.
create table decide.meeting_pack (
  partnership_id uuid not null, meeting_id uuid not null, number integer not null, published_at timestamptz not null, published_by uuid not null, content jsonb not null,
  constraint pk_meeting_pack primary key (partnership_id, meeting_id, number),
  constraint fk_meeting_pack_meeting foreign key (partnership_id, meeting_id) references decide.meeting,
  constraint ck_meeting_pack_number check (number > 0)
);
create table decide.pack_opening (
  partnership_id uuid not null, meeting_id uuid not null, number integer not null, user_id uuid not null, agency_id uuid not null, opened_at timestamptz not null,
  constraint pk_pack_opening primary key (partnership_id, meeting_id, number, user_id),
  constraint fk_pack_opening_pack foreign key (partnership_id, meeting_id, number) references decide.meeting_pack
);
create function decide.guard_pack() returns trigger language plpgsql as $$
begin
  if not exists (select from decide.item i where i.partnership_id = new.partnership_id and i.meeting_id = new.meeting_id and i.origin = 'standing' and i.position = 0) then
    perform decide.refuse('The agenda must start with data, changes and resulting actions.', 'agenda_without_standing_item');
  end if;
  if exists (select from decide.meeting m where m.partnership_id = new.partnership_id and m.id = new.meeting_id and m.state = 'closed') then
    perform decide.refuse('The meeting is closed: its record can no longer change.', 'meeting_is_closed');
  end if;
  return new;
end $$;
create trigger guard before insert on decide.meeting_pack for each row execute function decide.guard_pack();

-- Approved minutes go to everybody entitled to them, each with the day they opened them.
create table decide.minutes_copy (
  partnership_id uuid not null, meeting_id uuid not null, user_id uuid not null, sent_at timestamptz not null, sent_by uuid not null, opened_at timestamptz,
  constraint pk_minutes_copy primary key (partnership_id, meeting_id, user_id),
  constraint fk_minutes_copy_meeting foreign key (partnership_id, meeting_id) references decide.meeting,
  constraint fk_minutes_copy_member foreign key (partnership_id, user_id) references partnership.member
);
create function decide.guard_minutes_copy() returns trigger language plpgsql as $$
begin
  if not exists (select from decide.meeting m where m.partnership_id = new.partnership_id and m.id = new.meeting_id and m.minutes_approved_at is not null) then
    perform decide.refuse('Minutes are circulated once they are approved.', 'minutes_not_approved');
  end if;
  return new;
end $$;
create trigger guard before insert on decide.minutes_copy for each row execute function decide.guard_minutes_copy();

-- Private addresses of calendars. Only a hash is kept, and what an address gives is kind, time and place.
create table decide.calendar_key (
  partnership_id uuid not null, id uuid not null, user_id uuid not null, secret_hash bytea not null, made_at timestamptz not null, revoked_at timestamptz,
  constraint pk_calendar_key primary key (partnership_id, id),
  constraint uq_calendar_key_hash unique (secret_hash),
  constraint fk_calendar_key_member foreign key (partnership_id, user_id) references partnership.member
);
create function decide.calendar_of(hash bytea, today date) returns table (id uuid, kind text, held_on date, starts_at time, place text)
  language sql stable security definer set search_path = pg_catalog as $$
  select m.id, coalesce(t.name, m.group_name), m.held_on, m.starts_at, m.place
  from decide.calendar_key k
  join partnership.member p on p.partnership_id = k.partnership_id and p.user_id = k.user_id and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today)
  join decide.meeting m on m.partnership_id = k.partnership_id and m.held_on >= today - 31
  left join decide.meeting_group g on g.partnership_id = m.partnership_id and g.id = m.group_id
  left join decide.group_kind t on t.key = g.kind_key
  where k.secret_hash = hash and k.revoked_at is null
    and (m.group_id is null or m.chair_id = k.user_id or exists (select from decide.group_seat s where s.partnership_id = m.partnership_id and s.group_id = m.group_id
      and (s.user_id = k.user_id or s.user_id is null and s.agency_id = p.agency_id) and s.from_on <= m.held_on and (s.to_on is null or s.to_on >= m.held_on)))
  order by m.held_on, m.id
$$;
create function decide.calendar_is_valid(hash bytea, today date) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from decide.calendar_key k
    join partnership.member p on p.partnership_id = k.partnership_id and p.user_id = k.user_id and p.valid_from <= today and (p.valid_to is null or p.valid_to >= today)
    where k.secret_hash = hash and k.revoked_at is null)
$$;
revoke all on function decide.calendar_of(bytea, date), decide.calendar_is_valid(bytea, date) from public;
grant execute on function decide.calendar_of(bytea, date), decide.calendar_is_valid(bytea, date) to concordat_app;
-- The owner answers for the calendar, where no session says whose partnership it is.
create policy owner on decide.calendar_key for select to current_user using (true);
create policy owner on decide.meeting for select to current_user using (true);
create policy owner on decide.meeting_group for select to current_user using (true);
create policy owner on decide.group_seat for select to current_user using (true);
create policy owner on partnership.member for select to current_user using (true);

do $$
declare t text;
begin
  foreach t in array array['meeting_group', 'group_seat', 'meeting_pack', 'pack_opening', 'minutes_copy', 'calendar_key'] loop
    execute format('alter table decide.%I enable row level security', t);
    execute format('alter table decide.%I force row level security', t);
  end loop;
  foreach t in array array['meeting_group', 'group_seat', 'meeting_pack', 'pack_opening', 'minutes_copy'] loop
    execute format('create policy read on decide.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
  foreach t in array array['meeting_group', 'group_seat'] loop
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and decide.may_prepare())', t);
    execute format('create policy change on decide.%I for update using (platform.in_reach(partnership_id) and decide.may_prepare())', t);
  end loop;
  foreach t in array array['meeting_pack', 'minutes_copy'] loop
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and decide.may_run())', t);
  end loop;
end $$;
create policy add on decide.pack_opening for insert with check (platform.in_reach(partnership_id) and user_id = platform.session_user_id());
create policy open on decide.minutes_copy for update using (platform.in_reach(partnership_id) and user_id = platform.session_user_id());
create policy own on decide.calendar_key using (platform.in_reach(partnership_id) and user_id = platform.session_user_id());
grant select, insert, update on decide.meeting_group, decide.group_seat to concordat_app;
grant select, insert on decide.meeting_pack, decide.pack_opening, decide.minutes_copy, decide.calendar_key to concordat_app;
grant update (opened_at) on decide.minutes_copy to concordat_app;
grant update (revoked_at) on decide.calendar_key to concordat_app;
-- The catalogue is the same for every partnership and changes by migration alone.
do $$
declare t text;
begin
  foreach t in array array['group_kind', 'agenda_template'] loop
    execute format('alter table decide.%I enable row level security', t);
    execute format('alter table decide.%I force row level security', t);
    execute format('create policy read on decide.%I for select using (platform.current_purpose() <> '''')', t);
    execute format('create policy owner on decide.%I for select to current_user using (true)', t);
  end loop;
end $$;

-- Matters a group passes on: a bid to the tasking meeting, a blockage or good practice for the executive, a referral to a panel.
create table decide.matter (
  partnership_id uuid not null constraint fk_matter_partnership references partnership.partnership,
  id uuid not null, kind text not null, state text not null, title text not null, words text not null,
  plan text, resource text, benefit text, from_on date, to_on date, action_id uuid, group_id uuid,
  raised_by uuid not null, raised_agency uuid not null, raised_at timestamptz not null, answer text, answered_by uuid, answered_at timestamptz,
  constraint pk_matter primary key (partnership_id, id),
  constraint fk_matter_group foreign key (partnership_id, group_id) references decide.meeting_group,
  constraint fk_matter_raiser foreign key (partnership_id, raised_by) references partnership.member,
  constraint ck_matter_kind check (kind in ('bid', 'blockage', 'good practice', 'referral')),
  constraint ck_matter_words check (title <> '' and words <> ''),
  -- A bid has a problem, a plan, a resource, a period and a benefit.
  constraint ck_matter_bid check (kind <> 'bid' or (coalesce(plan, '') <> '' and coalesce(resource, '') <> '' and coalesce(benefit, '') <> '' and from_on is not null and to_on >= from_on)),
  constraint ck_matter_group check ((kind in ('bid', 'referral')) = (group_id is not null)),
  constraint ck_matter_answer check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null)
    and (state not in ('approved', 'refused', 'answered', 'returned', 'finished') or coalesce(answer, '') <> ''))
);
comment on column decide.matter.action_id is 'The action it was raised from; no reference, for an open meeting may still take an action off its list';
create index ix_matter_kind on decide.matter (partnership_id, kind, state);
-- Which state follows which, for each kind.
create table decide.matter_move (kind text not null, from_state text not null, to_state text not null, by_whom text not null, constraint pk_matter_move primary key (kind, from_state, to_state));
grant select on decide.matter_move to concordat_app;
insert into decide.matter_move (kind, from_state, to_state, by_whom)
  select k, 'raised', s, w from unnest(array['blockage', 'good practice']) k, (values ('answered', 'executive'), ('withdrawn', 'raiser')) v(s, w)
  union all select k, 'answered', 'raised', 'raiser' from unnest(array['blockage', 'good practice']) k
  union all values ('bid', 'draft', 'submitted', 'raiser'), ('bid', 'draft', 'withdrawn', 'raiser'), ('bid', 'submitted', 'withdrawn', 'raiser'), ('bid', 'submitted', 'approved', 'group'), ('bid', 'submitted', 'refused', 'group'),
    ('referral', 'sent', 'accepted', 'group'), ('referral', 'sent', 'returned', 'group'), ('referral', 'sent', 'withdrawn', 'raiser'), ('referral', 'accepted', 'finished', 'group'), ('referral', 'accepted', 'returned', 'group');
alter table decide.matter_move enable row level security;
alter table decide.matter_move force row level security;
create policy read on decide.matter_move for select using (platform.current_purpose() <> '');
create policy owner on decide.matter_move for select to current_user using (true);

-- Whoever sits in a group answers for it; in a group without seats the chair and the co-ordinator do.
create function decide.answers_for(partnership uuid, of_group uuid) returns boolean language sql stable as $$
  select case when exists (select from decide.group_seat s where s.partnership_id = partnership and s.group_id = of_group and s.to_on is null)
    then exists (select from decide.group_seat s where s.partnership_id = partnership and s.group_id = of_group and (s.to_on is null or s.to_on >= current_date)
      and (s.user_id = platform.session_user_id() or s.user_id is null and s.agency_id = platform.current_agency()))
    else decide.may_run() end
$$;
create function decide.guard_matter() returns trigger language plpgsql as $$
declare whom text;
begin
  if tg_op = 'INSERT' then
    if new.state <> (case new.kind when 'bid' then 'draft' when 'referral' then 'sent' else 'raised' end) then perform decide.refuse('A matter begins in its first state.', 'matter_state_order'); end if;
    return new;
  end if;
  if new.state = old.state then
    if new is distinct from old and (old.state <> 'draft' or platform.session_user_id() is distinct from old.raised_by) then perform decide.refuse('What was put forward can no longer change.', 'matter_is_fixed'); end if;
    return new;
  end if;
  select by_whom into whom from decide.matter_move m where m.kind = old.kind and m.from_state = old.state and m.to_state = new.state;
  if whom is null then perform decide.refuse('The state of the matter does not allow it.', 'matter_state_order'); end if;
  if (to_jsonb(new) - 'state' - 'answer' - 'answered_by' - 'answered_at') <> (to_jsonb(old) - 'state' - 'answer' - 'answered_by' - 'answered_at') then
    perform decide.refuse('What was put forward can no longer change.', 'matter_is_fixed');
  end if;
  if whom = 'raiser' and platform.session_user_id() is distinct from old.raised_by or whom = 'executive' and not platform.has_role('executive')
    or whom = 'group' and not decide.answers_for(old.partnership_id, old.group_id) then
    perform decide.refuse('Somebody else answers for it.', 'matter_by_whom');
  end if;
  -- Nobody decides on what they put forward themselves.
  if whom <> 'raiser' and platform.session_user_id() = old.raised_by then perform decide.refuse('Nobody decides on what they put forward.', 'matter_own'); end if;
  return new;
end $$;
create trigger guard before insert or update on decide.matter for each row execute function decide.guard_matter();
alter table decide.matter enable row level security;
alter table decide.matter force row level security;
create policy read on decide.matter for select using (platform.in_reach(partnership_id));
create policy add on decide.matter for insert with check (platform.in_reach(partnership_id) and raised_by = platform.session_user_id());
create policy change on decide.matter for update using (platform.in_reach(partnership_id));
grant select, insert, update on decide.matter to concordat_app;
