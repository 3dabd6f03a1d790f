-- Share: guidance beside the decision, advice asked and given, and how sharing goes between each pair of bodies.

create table share.guidance (
  partnership_id uuid not null constraint fk_guidance_partnership references partnership.partnership,
  id uuid not null, title text not null, publisher text not null, address text, summary text not null, checked_on date not null, checked_by_id uuid not null, check_months integer not null,
  removed_at timestamptz,
  constraint pk_guidance primary key (partnership_id, id),
  constraint ck_guidance_words check (share.filled(title) and share.filled(publisher) and share.filled(summary)),
  constraint ck_guidance_months check (check_months between 1 and 24)
);
create table share.advice_question (
  partnership_id uuid not null constraint fk_advice_question_partnership references partnership.partnership,
  id uuid not null, number integer not null, title text not null, words text not null, lead_id uuid not null, asked_by_id uuid not null, asked_at timestamptz not null, closed_at timestamptz,
  constraint pk_advice_question primary key (partnership_id, id),
  constraint uq_advice_question_number unique (partnership_id, number),
  constraint fk_advice_question_lead foreign key (partnership_id, lead_id) references partnership.member,
  constraint fk_advice_question_asker foreign key (partnership_id, asked_by_id) references partnership.member,
  constraint ck_advice_question_words check (share.filled(title) and share.filled(words))
);
create table share.advice_post (
  partnership_id uuid not null, id uuid not null, question_id uuid not null, words text not null, by_id uuid not null, at timestamptz not null, is_position boolean not null default false,
  constraint pk_advice_post primary key (partnership_id, id),
  constraint fk_advice_post_question foreign key (partnership_id, question_id) references share.advice_question,
  constraint fk_advice_post_by foreign key (partnership_id, by_id) references partnership.member,
  constraint ck_advice_post_words check (share.filled(words))
);
create index ix_advice_post_question on share.advice_post (partnership_id, question_id, at);
do $$ declare t text; begin
  foreach t in array array['guidance', 'advice_question', 'advice_post'] loop
    execute format('alter table share.%I enable row level security', t);
    execute format('alter table share.%I force row level security', t);
    execute format('create policy read on share.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;
-- Guidance is kept by information governance and the co-ordinator.
create policy add on share.guidance for insert with check (platform.in_reach(partnership_id) and (platform.has_role('information governance') or platform.has_role('co-ordinator')) and checked_by_id = platform.session_user_id());
create policy change on share.guidance for update using (platform.in_reach(partnership_id) and (platform.has_role('information governance') or platform.has_role('co-ordinator')));
create policy add on share.advice_question for insert with check (platform.in_reach(partnership_id) and asked_by_id = platform.session_user_id() and exists (
  select from partnership.member m where m.partnership_id = advice_question.partnership_id and m.user_id = lead_id and 'information governance' = any(m.roles)));
create policy change on share.advice_question for update using (platform.in_reach(partnership_id) and (lead_id = platform.session_user_id() or asked_by_id = platform.session_user_id()));
-- Only the lead asked gives the position.
create policy add on share.advice_post for insert with check (platform.in_reach(partnership_id) and by_id = platform.session_user_id() and (not is_position or exists (
  select from share.advice_question q where q.partnership_id = advice_post.partnership_id and q.id = question_id and q.lead_id = platform.session_user_id())));
create policy change on share.advice_post for update using (platform.in_reach(partnership_id) and exists (
  select from share.advice_question q where q.partnership_id = advice_post.partnership_id and q.id = question_id and q.lead_id = platform.session_user_id()));
grant select, insert, update on share.guidance to concordat_app;
grant select, insert on share.advice_question, share.advice_post to concordat_app;
grant update (closed_at) on share.advice_question to concordat_app;
grant update (is_position) on share.advice_post to concordat_app;

-- How requests go between each pair of bodies: made, met, refused, days taken. Figures below the threshold, and such as would tell one, are null.
-- Counted to the end of the quarter before, so that a request of today does not show by the difference from yesterday.
create function share.disclosure_pairs() returns table (asker uuid, holder uuid, made integer, met integer, refused integer, days integer) language sql stable security definer set search_path = pg_catalog as $$
  with t as (select share.small_number_threshold() as fewest, date_trunc('quarter', share.today()::timestamp)::date as until),
  d as (
    select x.requester_agency_id as asker, x.holder_agency_id as holder, count(*) as made,
      count(*) filter (where x.decision = 'approved') as met, count(*) filter (where x.decision = 'refused') as refused,
      percentile_cont(0.5) within group (order by extract(epoch from x.decided_at - x.asked_at) / 86400) filter (where x.decided_at is not null) as days,
      count(*) filter (where x.decided_at is not null) as decided
    from share.disclosure x, t
    where x.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and x.asked_at is not null and x.asked_at < t.until and (x.decided_at is null or x.decided_at < t.until)
    group by 1, 2),
  -- A part is shown where it and the rest of the row are both enough; both parts only where what neither holds is none or enough.
  e as (select d.*, t.fewest, d.met >= t.fewest and d.made - d.met >= t.fewest as met_may, d.refused >= t.fewest and d.made - d.refused >= t.fewest as refused_may,
    d.made - d.met - d.refused = 0 or d.made - d.met - d.refused >= t.fewest as rest_may from d, t)
  select e.asker, e.holder, (case when e.made >= e.fewest then e.made end)::integer, (case when e.met_may then e.met end)::integer,
    (case when e.refused_may and (not e.met_may or e.rest_may) then e.refused end)::integer, (case when e.decided >= e.fewest then ceil(e.days) end)::integer
  from e
$$;
revoke all on function share.disclosure_pairs() from public;
grant execute on function share.disclosure_pairs() to concordat_app;
select platform.open_to_rights();
