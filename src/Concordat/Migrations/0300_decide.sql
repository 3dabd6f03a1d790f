-- Decide: meetings, who came, the items they decided and the actions they agreed. A closed meeting can no longer change.
-- References within the stage are checked at commit: a save writes a record and its parts in any order.

create schema decide;
grant usage on schema decide to concordat_app;

create table decide.meeting (
  partnership_id uuid not null constraint fk_meeting_partnership references partnership.partnership,
  id uuid not null, group_name text not null, held_on date not null, chair_id uuid not null, state text not null,
  assessment_id uuid, assessment_title text, assessment_url text, assessment_month integer,
  opened_at timestamptz, closed_at timestamptz, actions_reported jsonb,
  minutes_approved_at timestamptz, minutes_approved_by uuid,
  constraint pk_meeting primary key (partnership_id, id),
  constraint uq_meeting_day unique (partnership_id, group_name, held_on),
  constraint fk_meeting_chair foreign key (partnership_id, chair_id) references partnership.member,
  constraint ck_meeting_state check (state in ('planned', 'open', 'closed')),
  constraint ck_meeting_opened check ((state = 'planned') = (opened_at is null)),
  constraint ck_meeting_closed check ((state = 'closed') = (closed_at is not null) and (state = 'closed') = (actions_reported is not null)),
  constraint ck_meeting_assessment check ((assessment_id is null) = (assessment_title is null) and (assessment_id is null) = (assessment_month is null)),
  constraint ck_meeting_minutes check (minutes_approved_at is null or (state = 'closed' and minutes_approved_by is not null))
);

create table decide.attendance (
  partnership_id uuid not null, meeting_id uuid not null, user_id uuid not null, agency_id uuid not null,
  presence text not null, deputy_name text,
  constraint pk_attendance primary key (partnership_id, meeting_id, user_id),
  constraint fk_attendance_meeting foreign key (partnership_id, meeting_id) references decide.meeting deferrable initially deferred,
  constraint fk_attendance_member foreign key (partnership_id, user_id) references partnership.member,
  constraint fk_attendance_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_attendance_presence check (presence in ('here', 'deputy', 'apologies', 'absent')),
  constraint ck_attendance_deputy check ((presence = 'deputy') = (coalesce(deputy_name, '') <> ''))
);

create table decide.item (
  partnership_id uuid not null, id uuid not null, meeting_id uuid not null, position integer not null, origin text not null,
  title text not null, sentence text not null, priority_name text, theme_key text, evidence jsonb,
  finding_id uuid, carried_from_id uuid, raised_by_id uuid,
  decision text, reason text, deferred_until date, owner_id uuid, decided_by_id uuid, decided_at timestamptz,
  constraint pk_item primary key (partnership_id, id),
  constraint uq_item_position unique (partnership_id, meeting_id, position),
  constraint fk_item_meeting foreign key (partnership_id, meeting_id) references decide.meeting deferrable initially deferred,
  constraint fk_item_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint fk_item_carried foreign key (partnership_id, carried_from_id) references decide.item deferrable initially deferred,
  constraint ck_item_origin check (origin in ('standing', 'assessment', 'deferred', 'member')),
  -- Every agenda starts with data, changes and resulting actions.
  constraint ck_item_standing check ((origin = 'standing') = (position = 0)),
  constraint ck_item_raised check ((origin = 'member') = (raised_by_id is not null)),
  constraint ck_item_decided check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by_id is null)),
  -- Adopt names exactly one owner; do not adopt says why; defer says until when; the standing item is only noted.
  constraint ck_item_decision check (case decision
    when 'adopt' then origin <> 'standing' and owner_id is not null and reason is null and deferred_until is null
    when 'do not adopt' then origin <> 'standing' and owner_id is null and coalesce(reason, '') <> '' and deferred_until is null
    when 'defer' then origin <> 'standing' and owner_id is null and reason is null and deferred_until is not null
    when 'noted' then origin = 'standing' and owner_id is null and reason is null and deferred_until is null
    else decision is null and owner_id is null and reason is null and deferred_until is null end)
);
create index ix_item_meeting on decide.item (partnership_id, meeting_id);

create table decide.action (
  partnership_id uuid not null, id uuid not null, meeting_id uuid not null, item_id uuid not null,
  what text not null, kind text not null, agency_id uuid not null, person_id uuid not null, agreed_on date not null, due_on date not null,
  constraint pk_action primary key (partnership_id, id),
  constraint fk_action_meeting foreign key (partnership_id, meeting_id) references decide.meeting deferrable initially deferred,
  constraint fk_action_item foreign key (partnership_id, item_id) references decide.item deferrable initially deferred,
  constraint fk_action_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_action_person foreign key (partnership_id, person_id) references partnership.member,
  constraint ck_action_what check (what <> ''),
  constraint ck_action_kind check (kind in ('enforcement', 'prevention', 'diversion', 'intelligence', 'reassurance')),
  constraint ck_action_due check (due_on >= agreed_on)
);
create index ix_action_meeting on decide.action (partnership_id, meeting_id);

-- Rules that need more than one row.
create function decide.guard_meeting() returns trigger language plpgsql as $$
begin
  if old.state = 'closed' and
    (to_jsonb(new) - 'minutes_approved_at' - 'minutes_approved_by') <> (to_jsonb(old) - 'minutes_approved_at' - 'minutes_approved_by') then
    raise exception 'The meeting is closed: its record can no longer change.' using errcode = 'check_violation', constraint = 'meeting_is_closed';
  end if;
  if old.minutes_approved_at is not null and new is distinct from old then
    raise exception 'The minutes are approved: they can no longer change.' using errcode = 'check_violation', constraint = 'minutes_are_approved';
  end if;
  if old.state = 'planned' and new.state = 'closed' or old.state = 'open' and new.state = 'planned' then
    raise exception 'A meeting goes from planned to open to closed.' using errcode = 'check_violation', constraint = 'meeting_state_order';
  end if;
  if old.state = 'planned' and new.state = 'open' and not exists (
    select from decide.item i where i.partnership_id = new.partnership_id and i.meeting_id = new.id and i.origin = 'standing') then
    raise exception 'The agenda must start with data, changes and resulting actions.' using errcode = 'check_violation', constraint = 'agenda_without_standing_item';
  end if;
  if old.state = 'open' and new.state = 'closed' and exists (
    select from decide.item i where i.partnership_id = new.partnership_id and i.meeting_id = new.id and i.decision is null) then
    raise exception 'An item is undecided: the meeting cannot close.' using errcode = 'check_violation', constraint = 'item_is_undecided';
  end if;
  return new;
end $$;
create trigger guard before update on decide.meeting for each row execute function decide.guard_meeting();

create function decide.guard_part() returns trigger language plpgsql as $$
declare part record; parent text;
begin
  if tg_op = 'DELETE' then part := old; else part := new; end if;
  -- Shared with a concurrent close: whoever comes second sees what the first one did.
  select state into parent from decide.meeting m where m.partnership_id = part.partnership_id and m.id = part.meeting_id for share;
  if parent = 'closed' then
    raise exception 'The meeting is closed: its record can no longer change.' using errcode = 'check_violation', constraint = 'meeting_is_closed';
  end if;
  return part;
end $$;
create trigger guard before insert or update or delete on decide.attendance for each row execute function decide.guard_part();
create trigger guard before insert or update or delete on decide.item for each row execute function decide.guard_part();
create trigger guard before insert or update or delete on decide.action for each row execute function decide.guard_part();

create function decide.may_run() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('chair') or platform.has_role('co-ordinator') $$;

do $$
declare t text;
begin
  foreach t in array array['meeting', 'attendance', 'item', 'action'] loop
    execute format('alter table decide.%I enable row level security', t);
    execute format('alter table decide.%I force row level security', t);
    execute format('create policy read on decide.%I for select using (platform.in_reach(partnership_id))', t);
    execute format('create policy add on decide.%I for insert with check (platform.in_reach(partnership_id) and decide.may_run())', t);
    execute format('create policy change on decide.%I for update using (platform.in_reach(partnership_id) and decide.may_run())', t);
    execute format('create policy remove on decide.%I for delete using (platform.in_reach(partnership_id) and decide.may_run())', t);
  end loop;
end $$;
grant select, insert, update on decide.meeting, decide.attendance, decide.item, decide.action to concordat_app;
grant delete on decide.item, decide.action to concordat_app;
