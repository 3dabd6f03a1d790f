-- What stood in a weekly message is not kept, its counts neither; and what follows from another field of a plan is not written twice.

alter table partnership.weekly_message drop column waiting, drop column overdue;

-- As before, without the step that gave up what the program itself gives up.
create or replace function partnership.queue_weekly(moment timestamptz) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare
  local timestamp := moment at time zone 'Europe/London';
  today date := local::date;
  monday date := today - (extract(isodow from today)::int - 1);
  due record; queued integer := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('weekly messages', 0)); -- two copies of the program queue one after the other
  if not platform.is_worker() then raise exception 'Only the worker queues messages.' using errcode = 'insufficient_privilege'; end if;
  for due in
    select m.partnership_id, m.user_id, m.agency_id from partnership.member m
    left join partnership.weekly_choice c on c.partnership_id = m.partnership_id and c.user_id = m.user_id
    left join partnership.weekly_message w on w.partnership_id = m.partnership_id and w.user_id = m.user_id and w.week = monday
    where m.valid_from <= today and (m.valid_to is null or m.valid_to >= today) and coalesce(c.wanted, true)
      and local >= monday + (coalesce(c.weekday, 1) - 1) + time '07:00'
      and (w.user_id is null or w.state in ('queued', 'failed') and w.next_try_at <= moment)
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

alter table partnership.plan_version drop constraint ck_plan_version_period, drop constraint ck_plan_version_due;
alter table partnership.plan_version drop column period_to, drop column summary_due_on;
