-- Share: requests by pair without the decisions of today, one table of running numbers, and ended workspaces destroyed with an entry for each.

-- Counted to the end of the quarter before: what was asked until then, and what was decided until then. A decision of today changes no figure, for the difference from yesterday would tell it.
create or replace function share.disclosure_pairs() returns table (asker uuid, holder uuid, made integer, met integer, refused integer, days integer) language sql stable security definer set search_path = pg_catalog as $$
  with t as (select share.small_number_threshold() as fewest, date_trunc('quarter', share.today()::timestamp)::date as until),
  d as (
    select x.requester_agency_id as asker, x.holder_agency_id as holder, count(*) as made,
      count(*) filter (where x.decision = 'approved' and x.decided_at < t.until) as met, count(*) filter (where x.decision = 'refused' and x.decided_at < t.until) as refused,
      percentile_cont(0.5) within group (order by extract(epoch from x.decided_at - x.asked_at) / 86400) filter (where x.decided_at < t.until) as days,
      count(*) filter (where x.decided_at < t.until) as decided
    from share.disclosure x, t
    where x.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and x.asked_at is not null and x.asked_at < t.until
    group by 1, 2),
  -- A part is shown where it and the rest of the row are both enough; both parts only where what neither holds is none or enough.
  e as (select d.*, t.fewest, d.met >= t.fewest and d.made - d.met >= t.fewest as met_may, d.refused >= t.fewest and d.made - d.refused >= t.fewest as refused_may,
    d.made - d.met - d.refused = 0 or d.made - d.met - d.refused >= t.fewest as rest_may from d, t)
  select e.asker, e.holder, (case when e.made >= e.fewest then e.made end)::integer, (case when e.met_may then e.met end)::integer,
    (case when e.refused_may and (not e.met_may or e.rest_may) then e.refused end)::integer, (case when e.decided >= e.fewest then ceil(e.days) end)::integer
  from e
$$;

-- The last number given in each series of a partnership: two people at once never get the same.
create table share.last_number (
  partnership_id uuid not null constraint fk_last_number_partnership references partnership.partnership,
  series text not null, last integer not null,
  constraint pk_last_number primary key (partnership_id, series),
  constraint ck_last_number_series check (series in ('disclosure', 'obstacle', 'question'))
);
alter table share.last_number enable row level security;
alter table share.last_number force row level security;
-- The owner carries over what was given so far; forced security would hide it from it too.
do $$ declare t text; begin
  foreach t in array array['last_number', 'disclosure_number', 'obstacle', 'advice_question'] loop
    execute format('create policy carry on share.%I to current_user using (true) with check (true)', t);
  end loop;
end $$;
insert into share.last_number (partnership_id, series, last)
  select partnership_id, 'disclosure', last from share.disclosure_number
  union all select partnership_id, 'obstacle', max(number) from share.obstacle group by 1
  union all select partnership_id, 'question', max(number) from share.advice_question group by 1;
drop table share.disclosure_number;
do $$ declare t text; begin
  foreach t in array array['last_number', 'obstacle', 'advice_question'] loop execute format('drop policy carry on share.%I', t); end loop;
end $$;
create policy reach on share.last_number using (platform.in_reach(partnership_id));
grant select, insert, update on share.last_number to concordat_app;

-- With the decision the contents end: those of workspaces whose day has passed, whose priority is no longer adopted, or that somebody ended, are destroyed.
-- Each is told by an entry of its own in the same transaction: both or neither. Returns how many items went.
create or replace function share.clear_ended_workspaces() returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare w share.workspace; gone integer; in_all integer := 0;
begin
  if platform.current_partnership() is null or platform.current_purpose() = '' then return 0; end if;
  for w in select x.* from share.workspace x where x.partnership_id = platform.current_partnership() and x.decided_on is not null and (x.ended_on is null and not share.workspace_is_alive(x)
      or x.ended_on is not null and exists (select from share.workspace_item i where i.partnership_id = x.partnership_id and i.workspace_id = x.id)) order by x.id for update
  loop
    update share.workspace x set ended_on = share.today(), ended_because = case when x.ends_on < share.today() then 'Its last day has passed' else 'What it served is no longer adopted' end
      where x.partnership_id = w.partnership_id and x.id = w.id and x.ended_on is null;
    delete from share.workspace_item i where i.partnership_id = w.partnership_id and i.workspace_id = w.id;
    get diagnostics gone = row_count;
    continue when gone = 0 and w.ended_on is not null; -- another visit cleared it while this one waited
    insert into audit.entry (partnership_id, sequence, user_id, agency_id, purpose, action, subject, subject_id, detail, previous_hash, hash)
      values (w.partnership_id, 0, platform.session_user_id(), platform.current_agency(), platform.current_purpose(), 'erase', 'workspace', w.id::text, jsonb_build_object('items', gone, 'ended', w.ended_on is null), '', '');
    in_all := in_all + gone;
  end loop;
  return in_all;
end $$;

-- The same for every partnership, by the worker, so that nothing waits for somebody to open a page.
create policy worker on share.workspace for select to current_user using (platform.is_worker());
create function share.clear_ended_workspaces_everywhere() returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare p uuid; gone integer := 0;
begin
  if not platform.is_worker() then raise exception 'Only the worker clears every partnership.' using errcode = 'insufficient_privilege'; end if;
  perform pg_advisory_xact_lock(hashtextextended('ended workspaces', 0)); -- two copies of the program go one after the other
  foreach p in array coalesce((select array_agg(distinct w.partnership_id) from share.workspace w where w.decided_on is not null), '{}') loop
    perform set_config('app.partnership', p::text, true), set_config('app.purpose', 'retention', true);
    gone := gone + share.clear_ended_workspaces();
  end loop;
  perform set_config('app.partnership', '', true), set_config('app.purpose', '', true);
  return gone;
end $$;
revoke all on function share.clear_ended_workspaces_everywhere() from public;
grant execute on function share.clear_ended_workspaces_everywhere() to concordat_app;
select platform.open_to_rights();
