-- Act: numbers that two never share, what happens to a person after nomination, households and groups as subjects, and guidance by type of problem.

-- One row a partnership and kind of record: the second to ask waits for the first, and a number that was given is never given again.
create table act.record_number (
  partnership_id uuid not null constraint fk_record_number_partnership references partnership.partnership,
  kind text not null, last integer not null,
  constraint pk_record_number primary key (partnership_id, kind),
  constraint ck_record_number_kind check (kind in ('subject', 'group'))
);
alter table act.record_number enable row level security;
alter table act.record_number force row level security;
-- Nobody reads it but the function below, as the owner.
create policy owner on act.record_number to current_user using (true) with check (true);
insert into act.record_number (partnership_id, kind, last) select partnership_id, 'subject', max(number) from act.subject group by partnership_id;
create function act.next_number(of_kind text) returns integer language sql volatile security definer set search_path = act, pg_catalog as $$
  insert into act.record_number as n (partnership_id, kind, last) select platform.current_partnership(), of_kind, 1 where platform.current_purpose() <> ''
  on conflict (partnership_id, kind) do update set last = n.last + 1 returning last $$;
drop function act.next_subject_number();
revoke all on function act.next_number(text) from public;
grant execute on function act.next_number(text) to concordat_app;

-- Whether a person was known before the nomination, so that the reason for looking early can be measured. Asked once, with the nomination.
alter table act.subject add column known_to_police boolean, add column known_to_others boolean;
create function act.guard_known() returns trigger language plpgsql as $$
begin
  if not platform.serves_rights() and (new.known_to_police is distinct from old.known_to_police or new.known_to_others is distinct from old.known_to_others) then
    raise exception 'A nomination cannot be altered.' using errcode = 'check_violation', constraint = 'nomination_is_fixed';
  end if;
  return new;
end $$;
create trigger guard_known before update on act.subject for each row execute function act.guard_known();
-- Potential offenders with both answers, and how many of them the police had not known but others had. Nobody is named; the page shows neither below the base of rates.
create function act.known_share() returns table (asked integer, early integer) language sql stable security definer set search_path = act, pg_catalog as $$
  select count(*)::integer, (count(*) filter (where not known_to_police and known_to_others))::integer from act.subject
  where partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and kind = 'potential offender' and known_to_police is not null and known_to_others is not null $$;

-- A release, a re-arrest or a referral into treatment: asks for a look at the plan within days.
create table act.subject_event (
  partnership_id uuid not null, id uuid not null, subject_id uuid not null, kind text not null, on_day date not null, on_bail boolean, words text not null,
  recorded_by_id uuid not null, recorded_at timestamptz not null, outcome text, outcome_on date, outcome_by_id uuid,
  constraint pk_subject_event primary key (partnership_id, id),
  constraint fk_subject_event_subject foreign key (partnership_id, subject_id) references act.subject on delete cascade deferrable initially deferred,
  constraint ck_subject_event_kind check (kind in ('release', 're-arrest', 'treatment referral')),
  constraint ck_subject_event_bail check ((kind = 're-arrest') or on_bail is null),
  constraint ck_subject_event_words check (act.filled(words)),
  constraint ck_subject_event_outcome check ((outcome is null) = (outcome_on is null) and (outcome is null) = (outcome_by_id is null) and (outcome is null or act.filled(outcome)))
);
create index ix_subject_event_subject on act.subject_event (partnership_id, subject_id);
create function act.guard_event() returns trigger language plpgsql as $$
begin
  if platform.serves_rights() then return new; end if;
  if old.outcome is not null or (to_jsonb(new) - 'outcome' - 'outcome_on' - 'outcome_by_id') <> (to_jsonb(old) - 'outcome' - 'outcome_on' - 'outcome_by_id') then
    raise exception 'What was recorded stays; only its outcome is added, once.' using errcode = 'check_violation', constraint = 'event_is_fixed';
  end if;
  return new;
end $$;
create trigger guard before update on act.subject_event for each row execute function act.guard_event();
alter table act.subject_event enable row level security;
alter table act.subject_event force row level security;
create policy read on act.subject_event for select using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id));
create policy add on act.subject_event for insert with check (platform.in_reach(partnership_id) and act.may_read_subject(subject_id) and act.may_change_needs(subject_id) and recorded_by_id = platform.session_user_id());
create policy change on act.subject_event for update using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id) and act.may_change_needs(subject_id));
create policy remove on act.subject_event for delete using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id) and platform.serves_rights());
create policy owner on act.subject_event for select to current_user using (true);
grant select, insert, delete on act.subject_event to concordat_app;
grant update (outcome, outcome_on, outcome_by_id) on act.subject_event to concordat_app;
-- How many of each kind within a year, and how many re-arrests on bail. Nobody is named; the page shows no small figure.
create function act.event_counts() returns table (kind text, happened integer, on_bail integer, with_outcome integer) language sql stable security definer set search_path = act, pg_catalog as $$
  select kind, count(*)::integer, (count(*) filter (where on_bail))::integer, (count(*) filter (where outcome is not null))::integer from act.subject_event
  where partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and on_day > share.today() - 366 group by kind $$;

-- Each person worked with has exactly one level of response, bronze from the nomination on; each change is dated, with its reason.
create table act.subject_level (
  partnership_id uuid not null, id uuid not null, subject_id uuid not null, level text not null, from_on date not null, reason text not null, set_by_id uuid not null, set_at timestamptz not null,
  constraint pk_subject_level primary key (partnership_id, id),
  constraint fk_subject_level_subject foreign key (partnership_id, subject_id) references act.subject on delete cascade deferrable initially deferred,
  constraint ck_subject_level_level check (level in ('bronze', 'silver', 'gold')),
  constraint ck_subject_level_reason check (act.filled(reason))
);
create index ix_subject_level_subject on act.subject_level (partnership_id, subject_id);
alter table act.subject_level enable row level security;
alter table act.subject_level force row level security;
create policy read on act.subject_level for select using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id));
create policy add on act.subject_level for insert with check (platform.in_reach(partnership_id) and act.may_read_subject(subject_id) and act.may_change_needs(subject_id) and set_by_id = platform.session_user_id());
grant select, insert on act.subject_level to concordat_app;

-- A household or a group as subject: each member's part and risk, for those on its need-to-know list alone.
create table act.subject_group (
  partnership_id uuid not null constraint fk_subject_group_partnership references partnership.partnership,
  id uuid not null, number integer not null, kind text not null, state text not null, name text not null, lawful_reason text not null, source text not null, evidence text not null,
  holder_id uuid not null, begun_on date not null, review_on date not null, renewals integer not null, renewal_evidence text, ended_on date, reason text,
  constraint pk_subject_group primary key (partnership_id, id),
  constraint uq_subject_group_number unique (partnership_id, number),
  constraint fk_subject_group_holder foreign key (partnership_id, holder_id) references partnership.member,
  constraint ck_subject_group_kind check (kind in ('household', 'group')),
  constraint ck_subject_group_state check (state in ('held', 'ended')),
  constraint ck_subject_group_words check (act.filled(name) and act.filled(lawful_reason) and act.filled(source) and act.filled(evidence)),
  constraint ck_subject_group_ended check ((state = 'ended') = (ended_on is not null) and (ended_on is null or act.filled(reason)))
);
create table act.subject_group_member (
  partnership_id uuid not null, id uuid not null, group_id uuid not null, subject_id uuid, name text not null, age_group text not null, part text not null, risk text not null, risk_why text not null,
  from_on date not null, to_on date,
  constraint pk_subject_group_member primary key (partnership_id, id),
  constraint fk_subject_group_member_group foreign key (partnership_id, group_id) references act.subject_group on delete cascade deferrable initially deferred,
  constraint fk_subject_group_member_subject foreign key (partnership_id, subject_id) references act.subject on delete set null (subject_id),
  constraint ck_subject_group_member_age check (age_group in ('child', 'young person', 'adult')),
  constraint ck_subject_group_member_risk check (risk in ('low', 'medium', 'high', 'very high')),
  constraint ck_subject_group_member_words check (act.filled(name) and act.filled(part) and act.filled(risk_why)),
  constraint ck_subject_group_member_dates check (to_on is null or to_on >= from_on)
);
create index ix_subject_group_member_group on act.subject_group_member (partnership_id, group_id);
create table act.subject_group_reader (
  partnership_id uuid not null, id uuid not null, group_id uuid not null, user_id uuid not null, reason text not null, added_by_id uuid not null, added_at timestamptz not null, removed_at timestamptz,
  constraint pk_subject_group_reader primary key (partnership_id, id),
  constraint fk_subject_group_reader_group foreign key (partnership_id, group_id) references act.subject_group on delete cascade deferrable initially deferred,
  constraint fk_subject_group_reader_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_subject_group_reader_reason check (act.filled(reason))
);
create unique index uq_subject_group_reader on act.subject_group_reader (partnership_id, group_id, user_id) where removed_at is null;

do $$
declare t text;
begin
  foreach t in array array['subject_group', 'subject_group_member', 'subject_group_reader'] loop
    execute format('alter table act.%I enable row level security', t);
    execute format('alter table act.%I force row level security', t);
    execute format('create policy owner on act.%I for select to current_user using (true)', t);
  end loop;
end $$;
-- Asked by the policies, and so past them. Whoever keeps the record is always on its list; past its review it is locked to everybody.
create function act.may_read_group(of_group uuid) returns boolean language sql stable security definer set search_path = act, pg_catalog as $$
  select platform.current_purpose() <> '' and exists (select from act.subject_group g where g.partnership_id = platform.current_partnership() and g.id = of_group and (
    platform.serves_rights() or (g.state = 'held' and g.review_on >= share.today() and exists (select from act.subject_group_reader r where r.partnership_id = g.partnership_id and r.group_id = g.id
      and r.user_id = platform.session_user_id() and r.removed_at is null)))) $$;
create function act.keeps_group(of_group uuid) returns boolean language sql stable security definer set search_path = act, pg_catalog as $$
  select exists (select from act.subject_group g where g.partnership_id = platform.current_partnership() and g.id = of_group and g.holder_id = platform.session_user_id()) $$;
create function act.has_child(of_group uuid) returns boolean language sql stable security definer set search_path = act, pg_catalog as $$
  select exists (select from act.subject_group_member m where m.partnership_id = platform.current_partnership() and m.group_id = of_group and m.age_group = 'child' and m.to_on is null) $$;

create function act.guard_group() returns trigger language plpgsql as $$
begin
  if platform.serves_rights() then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'held' or new.review_on <= share.today() or new.review_on > share.today() + 366 then raise exception 'A record begins held, with a review within 366 days.' using errcode = 'check_violation', constraint = 'group_review_too_late'; end if;
    return new;
  end if;
  if old.state <> 'held' or old.review_on < share.today() then raise exception 'The record is locked.' using errcode = 'check_violation', constraint = 'group_is_locked'; end if;
  if old.holder_id is distinct from platform.session_user_id() then raise exception 'Whoever keeps the record renews and ends it.' using errcode = 'insufficient_privilege', constraint = 'group_is_the_keepers'; end if;
  if (to_jsonb(new) - 'state' - 'review_on' - 'renewals' - 'renewal_evidence' - 'ended_on' - 'reason') <> (to_jsonb(old) - 'state' - 'review_on' - 'renewals' - 'renewal_evidence' - 'ended_on' - 'reason') then
    raise exception 'What the record was begun with stays.' using errcode = 'check_violation', constraint = 'group_is_fixed';
  end if;
  if new.review_on > old.review_on and (new.renewals <> old.renewals + 1 or not act.filled(new.renewal_evidence) or new.renewal_evidence is not distinct from old.renewal_evidence) then
    raise exception 'A renewal needs new evidence.' using errcode = 'check_violation', constraint = 'group_renewal_without_evidence';
  end if;
  -- A review within 92 days while a child belongs to it, else within a year.
  if new.review_on is distinct from old.review_on and new.review_on > share.today() + (case when act.has_child(new.id) then 92 else 366 end) then
    raise exception 'The review lies too far ahead.' using errcode = 'check_violation', constraint = 'group_review_too_late';
  end if;
  return new;
end $$;
create trigger guard before insert or update on act.subject_group for each row execute function act.guard_group();
create function act.guard_group_member() returns trigger language plpgsql as $$
begin
  if platform.serves_rights() then return new; end if;
  if (to_jsonb(new) - 'to_on' - 'subject_id') <> (to_jsonb(old) - 'to_on' - 'subject_id') or old.to_on is not null then
    raise exception 'A member’s entry is ended and another takes its place.' using errcode = 'check_violation', constraint = 'group_member_is_fixed';
  end if;
  return new;
end $$;
create trigger guard before update on act.subject_group_member for each row execute function act.guard_group_member();
-- With a child in it, the review comes within 92 days at once.
create function act.shorten_review() returns trigger language plpgsql security definer set search_path = act, pg_catalog as $$
begin
  if new.age_group = 'child' and new.to_on is null then
    update act.subject_group g set review_on = share.today() + 92 where g.partnership_id = new.partnership_id and g.id = new.group_id and g.review_on > share.today() + 92;
  end if;
  return null;
end $$;
create policy owner_change on act.subject_group for update to current_user using (true);
create trigger shorten after insert on act.subject_group_member for each row execute function act.shorten_review();

create policy read on act.subject_group for select using (platform.in_reach(partnership_id) and act.may_read_group(id));
create policy add on act.subject_group for insert with check (platform.in_reach(partnership_id) and holder_id = platform.session_user_id() and (platform.has_role('practitioner') or act.may_run()));
create policy change on act.subject_group for update using (platform.in_reach(partnership_id) and act.may_read_group(id)) with check (platform.in_reach(partnership_id));
create policy remove on act.subject_group for delete using (platform.in_reach(partnership_id) and platform.serves_rights());
create policy read on act.subject_group_member for select using (platform.in_reach(partnership_id) and act.may_read_group(group_id));
create policy add on act.subject_group_member for insert with check (platform.in_reach(partnership_id) and act.may_read_group(group_id) and act.keeps_group(group_id) and (subject_id is null or act.may_read_subject(subject_id)));
create policy change on act.subject_group_member for update using (platform.in_reach(partnership_id) and act.may_read_group(group_id) and (act.keeps_group(group_id) or platform.serves_rights()));
create policy remove on act.subject_group_member for delete using (platform.in_reach(partnership_id) and platform.serves_rights());
create policy read on act.subject_group_reader for select using (platform.in_reach(partnership_id) and act.may_read_group(group_id));
-- The keeper alone says who reads it; the first place on the list is the keeper's own.
create policy add on act.subject_group_reader for insert with check (platform.in_reach(partnership_id) and added_by_id = platform.session_user_id() and act.keeps_group(group_id));
create policy change on act.subject_group_reader for update using (platform.in_reach(partnership_id) and act.may_read_group(group_id) and act.keeps_group(group_id));
grant select, insert, update, delete on act.subject_group, act.subject_group_member to concordat_app;
grant select, insert on act.subject_group_reader to concordat_app;
grant update (removed_at) on act.subject_group_reader to concordat_app;

-- Guidance by type of problem, with the day it was last checked.
create table act.guidance (
  partnership_id uuid not null constraint fk_guidance_partnership references partnership.partnership,
  id uuid not null, title text not null, theme_key text, words text not null, address text, source text not null, checked_on date not null, checked_by_id uuid not null, retired_on date,
  constraint pk_guidance primary key (partnership_id, id),
  constraint uq_guidance_title unique (partnership_id, title),
  constraint fk_guidance_checker foreign key (partnership_id, checked_by_id) references partnership.member,
  constraint ck_guidance_words check (act.filled(title) and act.filled(words) and act.filled(source)),
  constraint ck_guidance_address check (address ~ '^https?://')
);
comment on column act.guidance.theme_key is 'The theme of the problems it is for; empty for every problem';
alter table act.guidance enable row level security;
alter table act.guidance force row level security;
create policy read on act.guidance for select using (platform.in_reach(partnership_id));
create policy add on act.guidance for insert with check (platform.in_reach(partnership_id) and act.may_keep_menu());
create policy change on act.guidance for update using (platform.in_reach(partnership_id) and act.may_keep_menu());
grant select, insert, update on act.guidance to concordat_app;
