-- Decide: tasking criteria by version, the scores of items, and items that a neighbouring area is told of.

-- Criteria of a group: prepared, then put in force by the group's own decision; from then on they never change.
create table decide.criteria_version (
  partnership_id uuid not null constraint fk_criteria_version_partnership references partnership.partnership,
  id uuid not null, group_id uuid, number integer not null, state text not null, is_required boolean not null,
  begun_by uuid not null, begun_at timestamptz not null, item_id uuid, in_force_from date, recorded_by uuid,
  constraint pk_criteria_version primary key (partnership_id, id),
  constraint uq_criteria_version_number unique nulls not distinct (partnership_id, group_id, number),
  constraint fk_criteria_version_group foreign key (partnership_id, group_id) references decide.meeting_group,
  constraint fk_criteria_version_item foreign key (partnership_id, item_id) references decide.item,
  constraint ck_criteria_version_state check (state in ('draft', 'adopted', 'discarded')),
  constraint ck_criteria_version_adopted check ((state = 'adopted') = (item_id is not null) and (state = 'adopted') = (in_force_from is not null) and (state = 'adopted') = (recorded_by is not null))
);
comment on column decide.criteria_version.group_id is 'Empty for the Joint Action Group where it was not set up';
comment on column decide.criteria_version.item_id is 'The adopted item by which the group decided them';
create unique index uq_criteria_version_draft on decide.criteria_version (partnership_id, group_id) nulls not distinct where state = 'draft';
create table decide.criterion (
  partnership_id uuid not null, id uuid not null, version_id uuid not null, position integer not null, name text not null, words text not null, met_from smallint not null,
  constraint pk_criterion primary key (partnership_id, id),
  constraint fk_criterion_version foreign key (partnership_id, version_id) references decide.criteria_version deferrable initially deferred,
  constraint uq_criterion_name unique (partnership_id, version_id, name),
  constraint ck_criterion_words check (name <> '' and words <> ''),
  constraint ck_criterion_met check (met_from between 1 and 5)
);
comment on column decide.criterion.met_from is 'The score, 1 to 5, from which the criterion is met';
create table decide.item_score (
  partnership_id uuid not null, item_id uuid not null, criterion_id uuid not null, score smallint not null, scored_by uuid not null, scored_at timestamptz not null,
  constraint pk_item_score primary key (partnership_id, item_id, criterion_id),
  constraint fk_item_score_item foreign key (partnership_id, item_id) references decide.item on delete cascade deferrable initially deferred,
  constraint fk_item_score_criterion foreign key (partnership_id, criterion_id) references decide.criterion,
  constraint ck_item_score check (score between 0 and 5)
);

-- The version whose criteria hold for a group on a day.
create function decide.criteria_on(partnership uuid, of_group uuid, day date) returns uuid language sql stable as $$
  select id from decide.criteria_version v where v.partnership_id = partnership and v.group_id is not distinct from of_group and v.state = 'adopted' and v.in_force_from <= day
  order by v.in_force_from desc, v.number desc limit 1
$$;

create function decide.guard_criteria() returns trigger language plpgsql as $$
declare met record;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then perform decide.refuse('Criteria begin as a draft.', 'criteria_state_order'); end if;
    return new;
  end if;
  if old.state <> 'draft' then perform decide.refuse('Criteria that were decided or discarded no longer change.', 'criteria_are_fixed'); end if;
  if new.state = 'adopted' then
    select m.held_on, m.group_id, i.decision into met from decide.item i join decide.meeting m on m.partnership_id = i.partnership_id and m.id = i.meeting_id
      where i.partnership_id = new.partnership_id and i.id = new.item_id;
    if met.decision is distinct from 'adopt' or met.group_id is distinct from new.group_id then
      perform decide.refuse('Criteria come into force by an adopted item of the same group.', 'criteria_by_decision');
    end if;
    -- No meeting changes its rules half way, and none before it.
    if new.in_force_from <= met.held_on then perform decide.refuse('Criteria hold from the day after the meeting at the earliest.', 'criteria_from_next_day'); end if;
    if not exists (select from decide.criterion c where c.partnership_id = new.partnership_id and c.version_id = new.id) then
      perform decide.refuse('A version has at least one criterion.', 'criteria_without_any');
    end if;
    if not decide.may_run() then perform decide.refuse('Whoever runs the meetings records the decision.', 'criteria_by_whom'); end if;
  end if;
  return new;
end $$;
create trigger guard before insert or update on decide.criteria_version for each row execute function decide.guard_criteria();

create function decide.guard_criterion() returns trigger language plpgsql as $$
declare part record;
begin
  if tg_op = 'DELETE' then part := old; else part := new; end if;
  if (select state from decide.criteria_version v where v.partnership_id = part.partnership_id and v.id = part.version_id for share) <> 'draft' then
    perform decide.refuse('Criteria that were decided or discarded no longer change.', 'criteria_are_fixed');
  end if;
  return part;
end $$;
create trigger guard before insert or update or delete on decide.criterion for each row execute function decide.guard_criterion();

create function decide.guard_item_score() returns trigger language plpgsql as $$
declare met record; version uuid;
begin
  select m.state, m.held_on, m.group_id into met from decide.item i join decide.meeting m on m.partnership_id = i.partnership_id and m.id = i.meeting_id
    where i.partnership_id = new.partnership_id and i.id = new.item_id for share of m;
  if met.state <> 'open' then perform decide.refuse('Items are scored while the meeting is open.', 'item_score_meeting'); end if;
  select version_id into version from decide.criterion c where c.partnership_id = new.partnership_id and c.id = new.criterion_id;
  if version is distinct from decide.criteria_on(new.partnership_id, met.group_id, met.held_on) then
    perform decide.refuse('The criterion is not in force on the day of the meeting.', 'item_score_version');
  end if;
  return new;
end $$;
create trigger guard before insert or update on decide.item_score for each row execute function decide.guard_item_score();

-- Where the group has made its criteria required, a decision rests on all of them.
create function decide.guard_item_criteria() returns trigger language plpgsql as $$
declare met record; version decide.criteria_version;
begin
  if new.decision is null or new.decision not in ('adopt', 'do not adopt') or new.decision is not distinct from old.decision then return new; end if;
  select m.held_on, m.group_id into met from decide.meeting m where m.partnership_id = new.partnership_id and m.id = new.meeting_id;
  select * into version from decide.criteria_version v where v.partnership_id = new.partnership_id and v.id = decide.criteria_on(new.partnership_id, met.group_id, met.held_on);
  if version.is_required and exists (select from decide.criterion c where c.partnership_id = new.partnership_id and c.version_id = version.id
    and not exists (select from decide.item_score s where s.partnership_id = c.partnership_id and s.criterion_id = c.id and s.item_id = new.id)) then
    perform decide.refuse('The group decides only on items with all criteria scored.', 'item_without_criteria');
  end if;
  return new;
end $$;
create trigger guard_criteria before update on decide.item for each row execute function decide.guard_item_criteria();

do $$
declare t text;
begin
  foreach t in array array['criteria_version', 'criterion', 'item_score'] loop
    execute format('alter table decide.%I enable row level security', t);
    execute format('alter table decide.%I force row level security', t);
    execute format('create policy read on decide.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
  foreach t in array array['criteria_version', 'criterion'] loop
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and decide.may_prepare())', t);
    execute format('create policy change on decide.%I for update using (platform.in_reach(partnership_id) and decide.may_prepare())', t);
  end loop;
end $$;
create policy remove on decide.criterion for delete using (platform.in_reach(partnership_id) and decide.may_prepare());
create policy add on decide.item_score for insert with check (platform.in_reach(partnership_id) and decide.may_run());
create policy change on decide.item_score for update using (platform.in_reach(partnership_id) and decide.may_run());
create policy remove on decide.item_score for delete using (platform.in_reach(partnership_id) and decide.may_run());
grant select, insert, update on decide.criteria_version, decide.item_score to concordat_app;
grant select, insert, delete on decide.criterion to concordat_app;
grant delete on decide.item_score to concordat_app;

-- Items that a neighbouring area is told of. The row is the sender's; the other partnership sees, by the functions below, what was sent and nothing else.
create table decide.border_item (
  partnership_id uuid not null constraint fk_border_item_partnership references partnership.partnership,
  id uuid not null, item_id uuid not null, to_partnership_id uuid constraint fk_border_item_to references partnership.partnership, to_name text not null, from_name text not null,
  title text not null, words text not null, state text not null, sent_by uuid not null, sent_at timestamptz not null, answer text, answered_at timestamptz,
  constraint pk_border_item primary key (partnership_id, id),
  constraint fk_border_item_item foreign key (partnership_id, item_id) references decide.item,
  constraint fk_border_item_member foreign key (partnership_id, sent_by) references partnership.member,
  constraint ck_border_item_state check (state in ('sent', 'taken up', 'answered', 'withdrawn')),
  constraint ck_border_item_words check (to_name <> '' and title <> '' and words <> ''),
  constraint ck_border_item_other check (to_partnership_id is distinct from partnership_id),
  constraint ck_border_item_answer check ((state = 'answered') = (coalesce(answer, '') <> '') and (state = 'answered') = (answered_at is not null))
);
comment on column decide.border_item.to_partnership_id is 'Empty for an area that is not on this installation: then the sender writes its answer down';
create index ix_border_item_to on decide.border_item (to_partnership_id) where to_partnership_id is not null;
create index ix_border_item_item on decide.border_item (partnership_id, item_id);

-- Which state follows which, and whose step it is.
create table decide.border_move (from_state text not null, to_state text not null, by_whom text not null, constraint pk_border_move primary key (from_state, to_state));
insert into decide.border_move values ('sent', 'taken up', 'neighbour'), ('sent', 'answered', 'neighbour'), ('taken up', 'answered', 'neighbour'), ('sent', 'withdrawn', 'sender');
alter table decide.border_move enable row level security;
alter table decide.border_move force row level security;
create policy read on decide.border_move for select using (platform.current_purpose() <> '');
create policy owner on decide.border_move for select to current_user using (true);
grant select on decide.border_move to concordat_app;

create function decide.guard_border() returns trigger language plpgsql as $$
declare whom text;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'sent' then perform decide.refuse('It begins as sent.', 'border_state_order'); end if;
    return new;
  end if;
  if (to_jsonb(new) - 'state' - 'answer' - 'answered_at') <> (to_jsonb(old) - 'state' - 'answer' - 'answered_at') then perform decide.refuse('What was sent no longer changes.', 'border_is_fixed'); end if;
  select by_whom into whom from decide.border_move m where m.from_state = old.state and m.to_state = new.state;
  if whom is null then perform decide.refuse('The state does not allow it.', 'border_state_order'); end if;
  -- An area outside answers by letter, and the sender writes it down; one that is here answers itself.
  if platform.current_partnership() is distinct from (case when whom = 'neighbour' then coalesce(old.to_partnership_id, old.partnership_id) else old.partnership_id end) or not decide.may_run() then
    perform decide.refuse('Somebody else answers for it.', 'border_by_whom');
  end if;
  return new;
end $$;
create trigger guard before insert or update on decide.border_item for each row execute function decide.guard_border();
alter table decide.border_item enable row level security;
alter table decide.border_item force row level security;
create policy read on decide.border_item for select using (platform.in_reach(partnership_id));
create policy add on decide.border_item for insert with check (platform.in_reach(partnership_id) and decide.may_run() and sent_by = platform.session_user_id());
create policy change on decide.border_item for update using (platform.in_reach(partnership_id) and decide.may_run());
create policy owner on decide.border_item for select to current_user using (true);
create policy owner_change on decide.border_item for update to current_user using (true);
grant select, insert on decide.border_item to concordat_app;
grant update (state, answer, answered_at) on decide.border_item to concordat_app;

-- The other partnerships on this installation, by name alone, for those who prepare.
create function decide.neighbours() returns table (id uuid, name text) language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.name from partnership.partnership p
  where p.id <> platform.current_partnership() and platform.current_purpose() <> '' and decide.may_prepare()
    and p.is_demonstration = (select o.is_demonstration from partnership.partnership o where o.id = platform.current_partnership()) order by p.name
$$;
create function decide.borders_received() returns table (id uuid, from_name text, title text, words text, state text, sent_at timestamptz, answer text, answered_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select b.id, b.from_name, b.title, b.words, b.state, b.sent_at, b.answer, b.answered_at from decide.border_item b
  where b.to_partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and not platform.has_role('administrator') order by b.sent_at desc, b.id
$$;
-- Moves what was received on; the trigger asks whether this partnership and this role may.
create function decide.move_border(border uuid, to_state text, reply text, at timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
  update decide.border_item b set state = to_state, answer = case when to_state = 'answered' then reply end, answered_at = case when to_state = 'answered' then at end
    where b.id = border and b.to_partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and decide.may_run();
  return found;
end $$;
revoke all on function decide.neighbours(), decide.borders_received(), decide.move_border(uuid, text, text, timestamptz) from public;
grant execute on function decide.neighbours(), decide.borders_received(), decide.move_border(uuid, text, text, timestamptz) to concordat_app;

-- What was refused, by rule and person, so that the limits of a group can be seen. Only the code of the rule leaves the log.
create function decide.refused_attempts(most integer) returns table (at timestamptz, user_id uuid, subject text, subject_id text, code text)
  language sql stable security definer set search_path = pg_catalog as $$
  select e.at, e.user_id, e.subject, e.subject_id, e.detail ->> 'code' from audit.entry e
  where e.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and decide.may_prepare()
    and e.action = 'refuse' and e.subject in ('control_strategy', 'matter', 'criteria_version', 'border_item', 'tier_proposal', 'target') and e.detail ? 'code'
  order by e.sequence desc limit least(most, 500)
$$;
revoke all on function decide.refused_attempts(integer) from public;
grant execute on function decide.refused_attempts(integer) to concordat_app;
