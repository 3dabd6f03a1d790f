-- The year: what shows that a step was done, written by hand beside what the records show; and the three-year plan with its yearly versions and their public summaries.

-- Days of steps are set by those who run the partnership's business.
drop policy reach on partnership.cycle_step;
create policy read on partnership.cycle_step for select using (platform.in_reach(partnership_id));
create policy add on partnership.cycle_step for insert with check (platform.in_reach(partnership_id) and decide.may_run());
create policy change on partnership.cycle_step for update using (platform.in_reach(partnership_id) and decide.may_run());

create table partnership.cycle_evidence (
  partnership_id uuid not null constraint fk_cycle_evidence_partnership references partnership.partnership,
  id uuid not null, number integer not null, happened_on date not null, words text not null, url text, recorded_by uuid not null, recorded_at timestamptz not null,
  constraint pk_cycle_evidence primary key (partnership_id, id),
  constraint fk_cycle_evidence_member foreign key (partnership_id, recorded_by) references partnership.member,
  constraint ck_cycle_evidence_number check (number between 1 and 17),
  constraint ck_cycle_evidence_words check (length(words) between 1 and 300),
  -- An address on this site, or a page of the web: never a script.
  constraint ck_cycle_evidence_url check (url ~ '^(/[^/\\]|https://)')
);
comment on table partnership.cycle_evidence is 'Only added to: what was wrong is followed by what is right';

create table partnership.plan_version (
  partnership_id uuid not null constraint fk_plan_version_partnership references partnership.partnership,
  number integer not null, period_from date not null, period_to date not null, agreed_on date not null, added text not null, dropped text not null, url text,
  recorded_by uuid not null, recorded_at timestamptz not null,
  summary_due_on date not null, summary_published_on date, summary_progress text, summary_url text,
  constraint pk_plan_version primary key (partnership_id, number),
  constraint fk_plan_version_member foreign key (partnership_id, recorded_by) references partnership.member,
  constraint ck_plan_version_number check (number > 0),
  -- A plan covers three years; a refresh keeps its period.
  constraint ck_plan_version_period check (period_to = (period_from + interval '3 years' - interval '1 day')::date),
  constraint ck_plan_version_due check (summary_due_on >= agreed_on),
  constraint ck_plan_version_summary check ((summary_published_on is null) = (summary_url is null) and (summary_published_on is null) = (summary_progress is null)
    and (summary_published_on is null or summary_published_on >= agreed_on)),
  constraint ck_plan_version_url check (url ~ '^(/[^/\\]|https://)' and summary_url ~ '^(/[^/\\]|https://)')
);
comment on column partnership.plan_version.added is 'Priorities that the version adds, or for the first all of them';
comment on column partnership.plan_version.dropped is 'Priorities that the version drops; empty for none';

create function partnership.guard_plan_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.summary_published_on is not null or (to_jsonb(new) - 'summary_published_on' - 'summary_progress' - 'summary_url') <> (to_jsonb(old) - 'summary_published_on' - 'summary_progress' - 'summary_url') then
      perform decide.refuse('A version of the plan stays as it was recorded: record the next one.', 'plan_version_is_fixed');
    end if;
  elsif new.number <> 1 + coalesce((select max(v.number) from partnership.plan_version v where v.partnership_id = new.partnership_id), 0)
    or new.agreed_on < (select max(v.agreed_on) from partnership.plan_version v where v.partnership_id = new.partnership_id) then
    perform decide.refuse('Versions follow one another.', 'plan_version_order');
  end if;
  return new;
end $$;
create trigger guard before insert or update on partnership.plan_version for each row execute function partnership.guard_plan_version();

do $$
declare t text;
begin
  foreach t in array array['cycle_evidence', 'plan_version'] loop
    execute format('alter table partnership.%I enable row level security', t);
    execute format('alter table partnership.%I force row level security', t);
    execute format('create policy read on partnership.%I for select using (platform.in_reach(partnership_id))', t);
    execute format('create policy add on partnership.%I for insert with check (platform.in_reach(partnership_id) and decide.may_run() and recorded_by = platform.session_user_id())', t);
  end loop;
end $$;
create policy change on partnership.plan_version for update using (platform.in_reach(partnership_id) and decide.may_run());
grant select, insert on partnership.cycle_evidence, partnership.plan_version to concordat_app;
grant update (summary_published_on, summary_progress, summary_url) on partnership.plan_version to concordat_app;

-- Pages of a partnership that has met for ten years open as fast as in its first month.
create index ix_meeting_state on decide.meeting (partnership_id, state, held_on);
