-- Share: decisions to disclose personal data, case by case. Only those named on a record and information governance see it.

create function share.filled(words text) returns boolean language sql immutable parallel safe
  as $$ select btrim(coalesce(words, ''), E' \t\r\n') <> '' $$;

-- Who acts for a person's own rights (to see, correct, restrict or erase), and nobody else, may change what is closed.
create function platform.serves_rights() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('information governance') and platform.current_purpose() = 'rights of a person' $$;

create table share.disclosure_number (
  partnership_id uuid not null constraint pk_disclosure_number primary key constraint fk_disclosure_number_partnership references partnership.partnership,
  last integer not null
);
alter table share.disclosure_number enable row level security;
alter table share.disclosure_number force row level security;
create policy reach on share.disclosure_number using (platform.in_reach(partnership_id));
grant select, insert, update on share.disclosure_number to concordat_app;

create table share.disclosure (
  partnership_id uuid not null constraint fk_disclosure_partnership references partnership.partnership,
  id uuid not null, number integer not null, state text not null, created_at timestamptz not null,
  requester_id uuid not null, requester_agency_id uuid not null,
  recipient_id uuid, recipient_agency_id uuid, decider_id uuid, holder_agency_id uuid, passed_by_id uuid,
  subject_kind text, subject bytea, subject_key bytea, items text,
  agreement_id uuid, agreement_title text, purpose text, necessity text, regime text, test text, consent text, consent_reason text, asked_at timestamptz,
  proportionality text, accuracy text, lawful_basis text, condition text, expires_on date,
  decision text, decision_reason text, refusal_code text, decided_by_id uuid, decided_at timestamptz,
  sent text, file_name text, file_length integer, file_sha256 text, file bytea, file_key bytea, released_by_id uuid, released_at timestamptz,
  ended_at timestamptz, restricted_at timestamptz, erased_at timestamptz,
  constraint pk_disclosure primary key (partnership_id, id),
  constraint uq_disclosure_number unique (partnership_id, number),
  constraint fk_disclosure_requester foreign key (partnership_id, requester_id) references partnership.member,
  constraint fk_disclosure_recipient foreign key (partnership_id, recipient_id) references partnership.member,
  constraint fk_disclosure_decider foreign key (partnership_id, decider_id) references partnership.member,
  constraint fk_disclosure_decided_by foreign key (partnership_id, decided_by_id) references partnership.member,
  constraint ck_disclosure_state check (state in ('draft', 'asked', 'approved', 'refused', 'released', 'withdrawn', 'expired')),
  constraint ck_disclosure_subject_kind check (subject_kind in ('person', 'household')),
  constraint ck_disclosure_regime check (regime in ('general', 'law enforcement')),
  constraint ck_disclosure_test check (test in ('crime', 'safety')),
  constraint ck_disclosure_consent check (consent in ('given', 'refused', 'not sought')),
  constraint ck_disclosure_decision check (decision in ('approved', 'refused')),
  -- Nobody decides on a request of their own, and a body does not ask itself.
  constraint ck_disclosure_own check (decider_id <> requester_id and decided_by_id is distinct from requester_id and released_by_id is distinct from requester_id),
  constraint ck_disclosure_bodies check (holder_agency_id <> requester_agency_id and holder_agency_id <> recipient_agency_id),
  -- Law enforcement (part 3 of the Act of 2018) rests on its own bases, general processing on the others.
  constraint ck_disclosure_basis check ((regime = 'law enforcement') = (lawful_basis like 'part3-%')),
  constraint ck_disclosure_asked check (state in ('draft', 'withdrawn') or (
    recipient_id is not null and recipient_agency_id is not null and decider_id is not null and holder_agency_id is not null
    and subject_kind is not null and (subject is not null or erased_at is not null) and share.filled(items)
    and agreement_id is not null and share.filled(agreement_title) and share.filled(purpose) and share.filled(necessity)
    and regime is not null and test is not null and consent is not null and share.filled(consent_reason) and asked_at is not null)),
  constraint ck_disclosure_approved check (state not in ('approved', 'released', 'expired') or (
    share.filled(proportionality) and share.filled(accuracy) and share.filled(lawful_basis) and share.filled(condition) and expires_on is not null
    and decision is not distinct from 'approved' and decided_by_id is not null and decided_at is not null)),
  constraint ck_disclosure_refused check (state <> 'refused' or (
    share.filled(decision_reason) and share.filled(refusal_code) and decision is not distinct from 'refused' and decided_by_id is not null and decided_at is not null)),
  constraint ck_disclosure_released check ((state = 'released') = (released_at is not null) and (state <> 'released' or (share.filled(sent) and released_by_id is not null))),
  constraint ck_disclosure_file check ((file is null or (file_key is not null and file_name is not null and file_sha256 is not null)) and (file is null or state = 'released'))
);
comment on column share.disclosure.subject is 'Who it is about, sealed under a key of its own (subject_key, itself wrapped)';
create index ix_disclosure_state on share.disclosure (partnership_id, state);

create table share.disclosure_complaint (
  partnership_id uuid not null, id uuid not null, disclosure_id uuid not null,
  received_on date not null, words text not null, outcome text, recorded_by_id uuid not null, recorded_at timestamptz not null,
  constraint pk_disclosure_complaint primary key (partnership_id, id),
  constraint fk_disclosure_complaint_disclosure foreign key (partnership_id, disclosure_id) references share.disclosure on delete cascade,
  constraint ck_disclosure_complaint_words check (share.filled(words))
);
create index ix_disclosure_complaint_disclosure on share.disclosure_complaint (partnership_id, disclosure_id);

-- The purposes on which the acting body may rest a disclosure on a day: of agreements that take new things then, and that it has signed.
create function share.disclosure_purposes(day date) returns table (agreement_id uuid, title text, purpose text) language sql stable as $$
  select v.agreement_id, a.title, u.name from share.agreement_version v
  join share.agreement a on a.partnership_id = v.partnership_id and a.id = v.agreement_id
  join share.purpose u on u.key = any(v.purposes)
  where v.partnership_id = platform.current_partnership() and v.stage = 'for signature' and share.state_allows_sending(share.version_state(v, day))
    and exists (select from share.agreement_signature g where g.partnership_id = v.partnership_id and g.agreement_id = v.agreement_id and g.version_number = v.number
      and g.agency_id = platform.current_agency() and g.signed_on <= day and (g.withdrawn_on is null or g.withdrawn_on > day))
  order by u.position, a.title $$;

-- Rules that compare before with after, and say who.
create function share.guard_disclosure() returns trigger language plpgsql as $$
declare me uuid := platform.session_user_id(); move text := old.state || ' to ' || new.state; asked_part text[] := array['requester_id', 'requester_agency_id',
  'recipient_id', 'recipient_agency_id', 'subject_kind', 'subject', 'subject_key', 'items', 'agreement_id', 'agreement_title', 'purpose', 'necessity', 'regime', 'test',
  'consent', 'consent_reason', 'holder_agency_id', 'asked_at']; decided_part text[] := array['proportionality', 'accuracy', 'lawful_basis', 'condition', 'expires_on'];
begin
  if platform.serves_rights() then return new; end if;
  if old.restricted_at is not null or new.restricted_at is distinct from old.restricted_at then
    raise exception 'The record is restricted.' using errcode = 'check_violation', constraint = 'disclosure_is_restricted';
  end if;
  if old.state <> new.state and move not in ('draft to asked', 'asked to approved', 'asked to refused', 'approved to refused', 'approved to released',
    'draft to withdrawn', 'asked to withdrawn', 'approved to withdrawn', 'approved to expired') then
    raise exception 'A disclosure does not go from %.', move using errcode = 'check_violation', constraint = 'disclosure_state_order';
  end if;
  if new.state in ('approved', 'refused', 'released') and new.state <> old.state
    and (me is distinct from old.decider_id or platform.current_agency() is distinct from old.holder_agency_id) then
    raise exception 'Only the person asked at the body that holds it decides.' using errcode = 'insufficient_privilege', constraint = 'disclosure_is_the_holders';
  end if;
  if new.state in ('asked', 'withdrawn') and new.state <> old.state and me is distinct from old.requester_id then
    raise exception 'Only the person who asks may do this.' using errcode = 'insufficient_privilege', constraint = 'disclosure_is_the_requesters';
  end if;
  if new.state in ('asked', 'approved', 'released') and new.state <> old.state and not exists (
    select from share.disclosure_purposes(share.today()) p where p.agreement_id = new.agreement_id and p.purpose = new.purpose) then
    raise exception 'The agreement or its purpose is not in force.' using errcode = 'check_violation', constraint = 'disclosure_without_agreement';
  end if;
  if old.state <> 'draft' then
    if exists (select from unnest(asked_part) f where to_jsonb(new) -> f is distinct from to_jsonb(old) -> f) then
      raise exception 'The holder was asked: the request can no longer change.' using errcode = 'check_violation', constraint = 'disclosure_was_asked';
    end if;
    if new.decider_id is distinct from old.decider_id and (old.state <> 'asked' or me is distinct from old.decider_id or not exists (
      select from partnership.member m where m.partnership_id = new.partnership_id and m.user_id = new.decider_id and m.agency_id = new.holder_agency_id)) then
      raise exception 'Only the person asked may pass it on, within the same body.' using errcode = 'insufficient_privilege', constraint = 'disclosure_is_passed_within';
    end if;
  end if;
  if old.state <> 'asked' and exists (select from unnest(decided_part) f where to_jsonb(new) -> f is distinct from to_jsonb(old) -> f) then
    raise exception 'The decision can no longer change.' using errcode = 'check_violation', constraint = 'disclosure_was_decided';
  end if;
  return new;
end $$;
create trigger guard before update on share.disclosure for each row execute function share.guard_disclosure();

alter table share.disclosure enable row level security;
alter table share.disclosure force row level security;
-- Need to know: who asked, who receives, who decides (or passed it on), and information governance.
create policy read on share.disclosure for select using (platform.in_reach(partnership_id) and (
  platform.session_user_id() in (requester_id, recipient_id, decider_id, passed_by_id) or platform.has_role('information governance')));
create policy add on share.disclosure for insert with check (platform.in_reach(partnership_id) and state = 'draft'
  and requester_id = platform.session_user_id() and requester_agency_id = platform.current_agency());
create policy change on share.disclosure for update using (platform.in_reach(partnership_id) and (
  platform.session_user_id() in (requester_id, recipient_id, decider_id) or platform.has_role('information governance')))
  with check (platform.in_reach(partnership_id));
create policy remove on share.disclosure for delete using (platform.in_reach(partnership_id) and (
  platform.serves_rights() or (state = 'draft' and requester_id = platform.session_user_id())));
grant select, insert, update, delete on share.disclosure to concordat_app;

alter table share.disclosure_complaint enable row level security;
alter table share.disclosure_complaint force row level security;
create policy read on share.disclosure_complaint for select using (platform.in_reach(partnership_id)
  and exists (select from share.disclosure d where d.partnership_id = disclosure_complaint.partnership_id and d.id = disclosure_id));
create policy add on share.disclosure_complaint for insert with check (platform.in_reach(partnership_id) and recorded_by_id = platform.session_user_id()
  and exists (select from share.disclosure d where d.partnership_id = disclosure_complaint.partnership_id and d.id = disclosure_id));
create policy change on share.disclosure_complaint for update using (platform.in_reach(partnership_id) and platform.has_role('information governance'));
create policy remove on share.disclosure_complaint for delete using (platform.in_reach(partnership_id) and platform.serves_rights());
grant select, insert, update, delete on share.disclosure_complaint to concordat_app;
