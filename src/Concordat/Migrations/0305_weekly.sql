-- The weekly message: how many things wait for a person, and a link. Who wants it on which day, and what became of it.

create table partnership.weekly_choice (
  partnership_id uuid not null, user_id uuid not null, wanted boolean not null, weekday smallint not null, changed_at timestamptz not null,
  constraint pk_weekly_choice primary key (partnership_id, user_id),
  constraint fk_weekly_choice_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_weekly_choice_weekday check (weekday between 1 and 7)
);
comment on column partnership.weekly_choice.weekday is '1 for Monday to 7 for Sunday; nobody''s choice is Monday and wanted';

create table partnership.weekly_message (
  partnership_id uuid not null, user_id uuid not null, week date not null, state text not null, tries integer not null, next_try_at timestamptz,
  waiting integer, overdue integer, sent_at timestamptz, failure text,
  constraint pk_weekly_message primary key (partnership_id, user_id, week),
  constraint fk_weekly_message_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_weekly_message_week check (extract(isodow from week) = 1),
  constraint ck_weekly_message_state check (state in ('queued', 'sent', 'nothing waits', 'failed', 'given up')),
  constraint ck_weekly_message_sent check ((state in ('sent', 'nothing waits')) = (sent_at is not null)),
  constraint ck_weekly_message_failure check ((state in ('failed', 'given up')) <= (coalesce(failure, '') <> ''))
);
comment on column partnership.weekly_message.week is 'Its Monday';
comment on column partnership.weekly_message.failure is 'A kind of fault in words; never an address';

alter table partnership.weekly_choice enable row level security;
alter table partnership.weekly_choice force row level security;
alter table partnership.weekly_message enable row level security;
alter table partnership.weekly_message force row level security;
create policy own on partnership.weekly_choice using (platform.in_reach(partnership_id) and user_id = platform.session_user_id());
create policy own on partnership.weekly_message for update using (platform.in_reach(partnership_id) and user_id = platform.session_user_id());
create policy read on partnership.weekly_message for select using (platform.in_reach(partnership_id) and (user_id = platform.session_user_id() or platform.has_role('administrator')));
-- The owner queues for every partnership, where no session says whose.
create policy owner on partnership.weekly_choice for select to current_user using (true);
create policy owner on partnership.weekly_message to current_user using (true);
grant select, insert, update on partnership.weekly_choice to concordat_app;
grant select on partnership.weekly_message to concordat_app;
grant update (state, tries, next_try_at, waiting, overdue, sent_at, failure) on partnership.weekly_message to concordat_app;

-- Queues the messages that are due at a moment: once a person and week, from seven in the morning of their day on, and again after a failure, five times in all.
create function partnership.queue_weekly(moment timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  local timestamp := moment at time zone 'Europe/London';
  today date := local::date;
  monday date := today - (extract(isodow from today)::int - 1);
  due record; queued integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('weekly messages', 0)); -- two copies of the program queue one after the other
  if not platform.is_worker() then raise exception 'Only the worker queues messages.' using errcode = 'insufficient_privilege'; end if;
  update partnership.weekly_message set state = 'given up' where state = 'failed' and tries >= 5;
  for due in
    select m.partnership_id, m.user_id, m.agency_id from partnership.member m
    left join partnership.weekly_choice c on c.partnership_id = m.partnership_id and c.user_id = m.user_id
    left join partnership.weekly_message w on w.partnership_id = m.partnership_id and w.user_id = m.user_id and w.week = monday
    where m.valid_from <= today and (m.valid_to is null or m.valid_to >= today) and coalesce(c.wanted, true)
      and local >= monday + (coalesce(c.weekday, 1) - 1) + time '07:00'
      and (w.user_id is null or w.state in ('queued', 'failed') and w.tries < 5 and w.next_try_at <= moment)
    order by m.partnership_id, m.user_id
  loop
    insert into partnership.weekly_message as w (partnership_id, user_id, week, state, tries, next_try_at)
      values (due.partnership_id, due.user_id, monday, 'queued', 0, moment + interval '1 hour')
      on conflict (partnership_id, user_id, week) do update set state = 'queued', next_try_at = excluded.next_try_at, failure = null;
    insert into platform.job (partnership_id, id, kind, state, payload, requested_by, agency_id)
      values (due.partnership_id, gen_random_uuid(), 'weekly message', 'queued', jsonb_build_object('Week', monday), due.user_id, due.agency_id);
    queued := queued + 1;
  end loop;
  return queued;
end $$;
revoke all on function partnership.queue_weekly(timestamptz) from public;
grant execute on function partnership.queue_weekly(timestamptz) to concordat_app;
