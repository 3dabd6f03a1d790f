-- Act: people worked with. Names stand in these tables alone, and only those on a record's need-to-know list see it.

create table act.point_of_contact (
  partnership_id uuid not null constraint fk_point_of_contact_partnership references partnership.partnership,
  id uuid not null, user_id uuid not null, from_on date not null, named_by_id uuid not null, at timestamptz not null,
  constraint pk_point_of_contact primary key (partnership_id, id),
  constraint fk_point_of_contact_member foreign key (partnership_id, user_id) references partnership.member
);
alter table act.point_of_contact enable row level security;
alter table act.point_of_contact force row level security;
create policy read on act.point_of_contact for select using (platform.in_reach(partnership_id));
create policy add on act.point_of_contact for insert with check (platform.in_reach(partnership_id) and act.may_run() and named_by_id = platform.session_user_id());
grant select, insert on act.point_of_contact to concordat_app;
-- The single point of contact is the one named last.
create function act.is_point() returns boolean language sql stable as $$
  select coalesce((select user_id = platform.session_user_id() from act.point_of_contact where partnership_id = platform.current_partnership() order by at desc limit 1), false) $$;

create table act.subject (
  partnership_id uuid not null constraint fk_subject_partnership references partnership.partnership,
  id uuid not null, number integer not null, kind text not null, state text not null,
  name text not null, born_on date, person_key text not null, age_group text not null, factors text[] not null, lawful_reason text,
  source text not null, evidence text not null, substantiated boolean not null, evidenced boolean not null, standard text, scheme text,
  nominated_by_id uuid not null, nominated_on date not null, decider_id uuid, decided_by_id uuid, decided_on date, reason text,
  review_on date, renewals integer not null, renewal_evidence text, ended_on date,
  constraint pk_subject primary key (partnership_id, id),
  constraint uq_subject_number unique (partnership_id, number),
  constraint fk_subject_nominated_by foreign key (partnership_id, nominated_by_id) references partnership.member,
  constraint fk_subject_decider foreign key (partnership_id, decider_id) references partnership.member,
  constraint ck_subject_kind check (kind in ('potential offender', 'targeted subject')),
  constraint ck_subject_state check (case kind when 'potential offender' then state in ('nominated', 'adopted', 'declined', 'ended')
    else state in ('notified', 'adopted', 'planned', 'monitored', 'closed') end),
  constraint ck_subject_words check (act.filled(name) and act.filled(source)),
  constraint ck_subject_age check (age_group in ('child', 'young person', 'adult')),
  -- Accepted only with both marks set and a pointer to the evidence.
  constraint ck_subject_marks check (substantiated and evidenced and act.filled(evidence)),
  constraint ck_subject_factors check (factors <@ array['serious-asb', 'violence', 'aggression', 'substances', 'truancy', 'local-operations']::text[]
    and (kind <> 'potential offender' or cardinality(factors) > 0)),
  constraint ck_subject_standard check (kind <> 'targeted subject' or act.filled(standard)),
  constraint ck_subject_child check (age_group <> 'child' or act.filled(lawful_reason)),
  constraint ck_subject_own check (decided_by_id is distinct from nominated_by_id or kind = 'targeted subject'),
  -- A review within 92 days for a child, half a year for a young person, a year for an adult.
  constraint ck_subject_review check (kind <> 'potential offender' or state <> 'adopted' or (review_on is not null and decided_on is not null)),
  constraint ck_subject_ended check ((state in ('declined', 'ended', 'closed')) = (ended_on is not null) and (ended_on is null or act.filled(reason)))
);
create index ix_subject_person on act.subject (partnership_id, person_key);

create table act.subject_reader (
  partnership_id uuid not null, id uuid not null, subject_id uuid not null, user_id uuid not null, reason text not null, added_by_id uuid not null, added_at timestamptz not null, removed_at timestamptz,
  constraint pk_subject_reader primary key (partnership_id, id),
  constraint fk_subject_reader_subject foreign key (partnership_id, subject_id) references act.subject on delete cascade deferrable initially deferred,
  constraint fk_subject_reader_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_subject_reader_reason check (act.filled(reason))
);
create unique index uq_subject_reader on act.subject_reader (partnership_id, subject_id, user_id) where removed_at is null;
create index ix_subject_reader_user on act.subject_reader (partnership_id, user_id);

create table act.subject_need (
  partnership_id uuid not null, subject_id uuid not null, need text not null, assessed text not null, planned text, review_on date, reviewed text, changed_by_id uuid not null, changed_at timestamptz not null,
  constraint pk_subject_need primary key (partnership_id, subject_id, need),
  constraint fk_subject_need_subject foreign key (partnership_id, subject_id) references act.subject on delete cascade deferrable initially deferred,
  constraint ck_subject_need_need check (need in ('accommodation', 'employment', 'family', 'finance', 'thinking', 'substances', 'health')),
  constraint ck_subject_need_assessed check (act.filled(assessed)),
  constraint ck_subject_need_review check ((planned is null) = (review_on is null))
);

-- Locked: ended, declined or closed, and at midnight after its review date a potential offender that nobody renewed.
create function act.is_locked(s act.subject) returns boolean language sql stable as $$
  select s.state in ('declined', 'ended', 'closed') or (s.kind = 'potential offender' and s.state = 'adopted' and s.review_on < share.today()) $$;

alter table act.subject enable row level security;
alter table act.subject force row level security;
alter table act.subject_reader enable row level security;
alter table act.subject_reader force row level security;
alter table act.subject_need enable row level security;
alter table act.subject_need force row level security;

-- Asked by the policies, and so past them: whether the acting person is on a record's list and the record is not locked.
create function act.may_read_subject(subject uuid) returns boolean language sql stable security definer set search_path = act, pg_catalog as $$
  select platform.current_purpose() <> '' and exists (select from act.subject s where s.partnership_id = platform.current_partnership() and s.id = subject and (
    platform.serves_rights() or (not act.is_locked(s) and exists (select from act.subject_reader r where r.partnership_id = s.partnership_id and r.subject_id = s.id
      and r.user_id = platform.session_user_id() and r.removed_at is null)))) $$;
create policy owner on act.subject for select to current_user using (true);
create policy owner on act.subject_reader for select to current_user using (true);

-- A potential offender is decided by somebody else; a targeted subject is the single point of contact's alone.
create function act.guard_subject() returns trigger language plpgsql as $$
declare f text; move text := old.state || ' to ' || new.state;
  nomination text[] := array['kind', 'number', 'name', 'born_on', 'person_key', 'age_group', 'factors', 'lawful_reason', 'source', 'evidence', 'substantiated', 'evidenced', 'standard', 'scheme',
    'nominated_by_id', 'nominated_on', 'decider_id'];
begin
  if platform.serves_rights() then return new; end if;
  if act.is_locked(old) then raise exception 'The record is locked.' using errcode = 'check_violation', constraint = 'subject_is_locked'; end if;
  foreach f in array nomination loop
    if to_jsonb(new) -> f is distinct from to_jsonb(old) -> f then
      raise exception 'A nomination cannot be altered.' using errcode = 'check_violation', constraint = 'nomination_is_fixed';
    end if;
  end loop;
  if old.kind = 'targeted subject' then
    if not act.is_point() then raise exception 'Only the single point of contact changes or closes it.' using errcode = 'insufficient_privilege', constraint = 'subject_is_the_points'; end if;
    if old.state <> new.state and move not in ('notified to adopted', 'adopted to planned', 'planned to monitored', 'notified to closed', 'adopted to closed', 'planned to closed', 'monitored to closed') then
      raise exception 'A targeted subject does not go from %.', move using errcode = 'check_violation', constraint = 'subject_state_order';
    end if;
    return new;
  end if;
  if old.state <> new.state and move not in ('nominated to adopted', 'nominated to declined', 'adopted to ended') then
    raise exception 'A potential offender does not go from %.', move using errcode = 'check_violation', constraint = 'subject_state_order';
  end if;
  if old.state = 'nominated' and new.state <> old.state and platform.session_user_id() is distinct from old.decider_id then
    raise exception 'Only the person asked decides, never the nominator.' using errcode = 'insufficient_privilege', constraint = 'subject_is_the_deciders';
  end if;
  if new.state = 'adopted' and new.review_on is distinct from old.review_on and (new.review_on <= share.today()
    or new.review_on > share.today() + case new.age_group when 'child' then 92 when 'young person' then 184 else 366 end) then
    raise exception 'The review lies too far ahead.' using errcode = 'check_violation', constraint = 'subject_review_too_late';
  end if;
  if old.state = 'adopted' and new.state = 'adopted' and new.review_on is distinct from old.review_on
    and (new.renewals <> old.renewals + 1 or not act.filled(new.renewal_evidence) or new.renewal_evidence is not distinct from old.renewal_evidence) then
    raise exception 'A renewal needs new evidence.' using errcode = 'check_violation', constraint = 'subject_renewal_without_evidence';
  end if;
  return new;
end $$;
create trigger guard before update on act.subject for each row execute function act.guard_subject();

create policy read on act.subject for select using (platform.in_reach(partnership_id) and act.may_read_subject(id));
create policy add on act.subject for insert with check (platform.in_reach(partnership_id) and nominated_by_id = platform.session_user_id()
  and (platform.has_role('practitioner') or act.may_run())
  and (kind = 'potential offender' and state = 'nominated' and decider_id <> nominated_by_id or kind = 'targeted subject' and state = 'notified' and act.is_point()));
-- What a reader ends is locked from then on, and so out of their own sight: the new row is not asked for again.
create policy change on act.subject for update using (platform.in_reach(partnership_id) and act.may_read_subject(id)) with check (platform.in_reach(partnership_id));
create policy remove on act.subject for delete using (platform.in_reach(partnership_id) and act.may_read_subject(id) and (platform.serves_rights()
  or kind = 'potential offender' and platform.session_user_id() = decider_id));

create policy read on act.subject_reader for select using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id));
-- Whoever nominates puts themselves and the decider on the list; after that those on it add others.
create function act.may_list(subject uuid) returns boolean language sql stable security definer set search_path = act, pg_catalog as $$
  select exists (select from act.subject s where s.partnership_id = platform.current_partnership() and s.id = subject and s.nominated_by_id = platform.session_user_id()
    and not exists (select from act.subject_reader r where r.partnership_id = s.partnership_id and r.subject_id = s.id and r.user_id = s.nominated_by_id)) $$;
create policy add on act.subject_reader for insert with check (platform.in_reach(partnership_id) and added_by_id = platform.session_user_id() and (act.may_read_subject(subject_id) or act.may_list(subject_id)));
create policy change on act.subject_reader for update using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id)) with check (platform.in_reach(partnership_id));
create policy remove on act.subject_reader for delete using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id));
-- Needs of a targeted subject are kept by the single point of contact.
create function act.may_change_needs(subject uuid) returns boolean language sql stable as $$
  select exists (select from act.subject s where s.partnership_id = platform.current_partnership() and s.id = subject and (s.kind = 'potential offender' or act.is_point())) $$;
create policy read on act.subject_need for select using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id));
create policy add on act.subject_need for insert with check (platform.in_reach(partnership_id) and act.may_change_needs(subject_id));
create policy change on act.subject_need for update using (platform.in_reach(partnership_id) and act.may_change_needs(subject_id));
create policy remove on act.subject_need for delete using (platform.in_reach(partnership_id) and act.may_read_subject(subject_id));
grant select, insert, update, delete on act.subject, act.subject_need to concordat_app;
grant select, insert, delete on act.subject_reader to concordat_app;
grant update (removed_at) on act.subject_reader to concordat_app;

-- The next number, over records the asker may not see.
create function act.next_subject_number() returns integer language sql volatile security definer set search_path = act, pg_catalog
  as $$ select coalesce(max(number), 0) + 1 from act.subject where partnership_id = platform.current_partnership() $$;
-- How often the person of a record was nominated in other records within a year: told only to those who may read the record.
create function act.other_referrals(subject uuid) returns integer language sql stable security definer set search_path = act, pg_catalog as $$
  select count(*)::integer from act.subject s join act.subject o on o.partnership_id = s.partnership_id and o.person_key = s.person_key and o.id <> s.id and o.nominated_on > share.today() - 366
  where s.partnership_id = platform.current_partnership() and s.id = subject and act.may_read_subject(subject) $$;
-- Counts for everybody: how many are held, renewed and ended; nobody is named.
create function act.subject_counts() returns table (kind text, held integer, renewed integer, ended integer) language sql stable security definer set search_path = act, pg_catalog as $$
  select s.kind, (count(*) filter (where not act.is_locked(s)))::integer, (count(*) filter (where s.renewals > 0))::integer, (count(*) filter (where act.is_locked(s)))::integer
  from act.subject s where s.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' group by s.kind $$;
