-- Share: the distributed look-up, and restricted workspaces for what was adopted.

-- A body's register as a list of keyed hashes: enough to answer "is this one on it?", nothing to read a person from. The key is wrapped outside the database.
create table share.partner_register (
  partnership_id uuid not null constraint fk_partner_register_partnership references partnership.partnership,
  id uuid not null, agency_id uuid not null, name text not null, subject_kind text not null, key bytea, entries integer not null default 0, listed_on date,
  opened_by_id uuid not null, opened_at timestamptz not null, closed_at timestamptz,
  constraint pk_partner_register primary key (partnership_id, id),
  constraint fk_partner_register_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_partner_register_name check (share.filled(name)),
  constraint ck_partner_register_kind check (subject_kind in ('person', 'address')),
  constraint ck_partner_register_closed check ((closed_at is null) = (key is not null))
);
create table share.register_hash (
  partnership_id uuid not null, register_id uuid not null, hash bytea not null,
  constraint pk_register_hash primary key (partnership_id, register_id, hash),
  constraint fk_register_hash_register foreign key (partnership_id, register_id) references share.partner_register,
  constraint ck_register_hash_length check (octet_length(hash) = 32)
);
create table share.look_up (
  partnership_id uuid not null, id uuid not null, register_id uuid not null, holder_agency_id uuid not null, asker_id uuid not null, asker_agency_id uuid not null,
  agreement_id uuid, purpose text not null, reason text not null, answer text not null, refusal text, at timestamptz not null default now(),
  constraint pk_look_up primary key (partnership_id, id),
  constraint fk_look_up_register foreign key (partnership_id, register_id) references share.partner_register,
  constraint ck_look_up_answer check (answer in ('yes', 'no', 'refused') and (answer = 'refused') = (refusal is not null))
);
comment on table share.look_up is 'That somebody asked, of which register, why, and what was answered; never about whom';
create index ix_look_up_asker on share.look_up (partnership_id, asker_id, at);
create index ix_look_up_agency on share.look_up (partnership_id, asker_agency_id, at);

alter table share.partner_register enable row level security;
alter table share.partner_register force row level security;
alter table share.register_hash enable row level security;
alter table share.register_hash force row level security;
alter table share.look_up enable row level security;
alter table share.look_up force row level security;
create function share.works_with_people() returns boolean language sql stable parallel safe as $$
  select platform.has_role('practitioner') or platform.has_role('co-ordinator') or platform.has_role('chair') $$;
create policy read on share.partner_register for select using (platform.in_reach(partnership_id) and (share.works_with_people() or platform.has_role('information governance')));
create policy add on share.partner_register for insert with check (platform.in_reach(partnership_id) and agency_id = platform.current_agency() and share.works_with_people()
  and opened_by_id = platform.session_user_id());
grant select, insert on share.partner_register to concordat_app;
-- The hashes are written by the body whose register it is and read by nobody: only the look-up compares them.
create policy own on share.register_hash for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy put on share.register_hash for insert to current_user with check (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy clear on share.register_hash for delete to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy owner on share.partner_register for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy owner_change on share.partner_register for update to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
-- Those who asked see what they asked; the holder sees who asked of its register; information governance sees all.
create policy read on share.look_up for select using (platform.in_reach(partnership_id) and (asker_id = platform.session_user_id()
  or holder_agency_id = platform.current_agency() and share.works_with_people() or platform.has_role('information governance')));
create policy owner on share.look_up for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy put on share.look_up for insert to current_user with check (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
grant select on share.look_up to concordat_app;

-- Replaces the list of a register. Returns how many different entries it has.
create function share.put_register(register uuid, hashes bytea[]) returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare r share.partner_register; n integer;
begin
  select * into r from share.partner_register x where x.partnership_id = platform.current_partnership() and x.id = register for update;
  if r is null or r.agency_id is distinct from platform.current_agency() or not share.works_with_people() then
    raise exception 'Only the body whose register it is may list it.' using errcode = 'insufficient_privilege', constraint = 'register_is_the_holders';
  end if;
  if r.closed_at is not null then raise exception 'The register is closed.' using errcode = 'check_violation', constraint = 'register_is_closed'; end if;
  delete from share.register_hash h where h.partnership_id = r.partnership_id and h.register_id = r.id;
  insert into share.register_hash (partnership_id, register_id, hash) select distinct r.partnership_id, r.id, h from unnest(hashes) h;
  get diagnostics n = row_count;
  update share.partner_register x set entries = n, listed_on = share.today() where x.partnership_id = r.partnership_id and x.id = r.id;
  return n;
end $$;
-- Closes a register: the list and its key go; that it was, and who asked, stay.
create function share.close_register(register uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
declare r share.partner_register;
begin
  select * into r from share.partner_register x where x.partnership_id = platform.current_partnership() and x.id = register for update;
  if r is null or r.agency_id is distinct from platform.current_agency() or not share.works_with_people() then
    raise exception 'Only the body whose register it is may close it.' using errcode = 'insufficient_privilege', constraint = 'register_is_the_holders';
  end if;
  delete from share.register_hash h where h.partnership_id = r.partnership_id and h.register_id = r.id;
  update share.partner_register x set entries = 0, key = null, closed_at = now() where x.partnership_id = r.partnership_id and x.id = r.id and x.closed_at is null;
end $$;

-- Answers one question: yes, no or refused. Every rule is asked here, and every question leaves a line, refused ones too.
create function share.ask_register(register uuid, question bytea, agreement uuid, stated_purpose text, stated_reason text, an_hour integer, a_day integer, fresh_days integer,
  out answer text, out refusal text) language plpgsql security definer set search_path = pg_catalog as $$
declare r share.partner_register; me uuid := platform.session_user_id(); mine uuid := platform.current_agency(); here uuid := platform.current_partnership();
begin
  if here is null or me is null or mine is null or platform.current_purpose() = '' or not share.works_with_people() then
    raise exception 'Only somebody who works with named people may ask.' using errcode = 'insufficient_privilege';
  end if;
  -- One question of a person at a time, or many at once would pass the limit together.
  perform pg_advisory_xact_lock(hashtextextended('look-up ' || mine::text, 0));
  select * into r from share.partner_register x where x.partnership_id = here and x.id = register;
  if r is null then raise exception 'There is no such register.' using errcode = 'no_data_found'; end if;
  refusal := case
    when r.agency_id = mine then 'own'
    when r.closed_at is not null then 'closed'
    when not share.filled(stated_reason) then 'reason'
    when not exists (select from share.disclosure_purposes(share.today()) p where p.agreement_id = agreement and p.purpose = stated_purpose)
      or not exists (select from share.agreement_signature g where g.partnership_id = here and g.agreement_id = agreement and g.agency_id = r.agency_id
        and g.signed_on <= share.today() and (g.withdrawn_on is null or g.withdrawn_on > share.today())) then 'agreement'
    when r.listed_on is null or r.listed_on < share.today() - fresh_days then 'stale'
    when (select count(*) from share.look_up l where l.partnership_id = here and l.asker_id = me and l.at > now() - interval '1 hour') >= an_hour
      or (select count(*) from share.look_up l where l.partnership_id = here and l.asker_agency_id = mine and l.at > now() - interval '1 day') >= a_day then 'limit' end;
  answer := case when refusal is not null then 'refused'
    when exists (select from share.register_hash h where h.partnership_id = here and h.register_id = r.id and h.hash = question) then 'yes' else 'no' end;
  insert into share.look_up (partnership_id, id, register_id, holder_agency_id, asker_id, asker_agency_id, agreement_id, purpose, reason, answer, refusal)
    values (here, gen_random_uuid(), r.id, r.agency_id, me, mine, agreement, coalesce(stated_purpose, ''), coalesce(stated_reason, ''), answer, refusal);
end $$;

-- A restricted workspace: personal and depersonalised data brought together for one adopted priority or problem, by a decision, until that decision ends.
create table share.workspace (
  partnership_id uuid not null constraint fk_workspace_partnership references partnership.partnership,
  id uuid not null, title text not null, priority_id uuid, problem_id uuid, why text not null, lawful_basis text not null, condition text not null, dpia text not null,
  decided_by_id uuid, decided_on date, proposed_by_id uuid not null, proposed_at timestamptz not null, ends_on date not null, ended_on date, ended_because text,
  constraint pk_workspace primary key (partnership_id, id),
  constraint fk_workspace_proposed_by foreign key (partnership_id, proposed_by_id) references partnership.member,
  constraint ck_workspace_for check (num_nonnulls(priority_id, problem_id) = 1),
  constraint ck_workspace_words check (share.filled(title) and share.filled(why) and share.filled(lawful_basis) and share.filled(condition) and share.filled(dpia)),
  constraint ck_workspace_decided check ((decided_by_id is null) = (decided_on is null) and decided_by_id is distinct from proposed_by_id),
  constraint ck_workspace_ended check ((ended_on is null) = (ended_because is null))
);
create table share.workspace_member (
  partnership_id uuid not null, id uuid not null, workspace_id uuid not null, user_id uuid not null, reason text not null, added_by_id uuid not null, added_at timestamptz not null, removed_at timestamptz,
  constraint pk_workspace_member primary key (partnership_id, id),
  constraint fk_workspace_member_workspace foreign key (partnership_id, workspace_id) references share.workspace,
  constraint fk_workspace_member_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_workspace_member_reason check (share.filled(reason))
);
create unique index uq_workspace_member on share.workspace_member (partnership_id, workspace_id, user_id) where removed_at is null;
create table share.workspace_item (
  partnership_id uuid not null, id uuid not null, workspace_id uuid not null, kind text not null, title text not null, words text, disclosure_id uuid, address text,
  added_by_id uuid not null, added_at timestamptz not null,
  constraint pk_workspace_item primary key (partnership_id, id),
  constraint fk_workspace_item_workspace foreign key (partnership_id, workspace_id) references share.workspace,
  constraint fk_workspace_item_disclosure foreign key (partnership_id, disclosure_id) references share.disclosure on delete cascade,
  constraint ck_workspace_item_kind check (kind in ('personal', 'figures')),
  -- What is personal came by a disclosure that was decided; figures are a place in the site that shows depersonalised records.
  constraint ck_workspace_item_origin check (case kind when 'personal' then share.filled(words) and disclosure_id is not null and address is null else share.filled(address) and disclosure_id is null end)
);
create index ix_workspace_item_workspace on share.workspace_item (partnership_id, workspace_id);
alter table share.workspace enable row level security;
alter table share.workspace force row level security;
alter table share.workspace_member enable row level security;
alter table share.workspace_member force row level security;
alter table share.workspace_item enable row level security;
alter table share.workspace_item force row level security;

-- Problems come in a later stage, whose table is made after this one: it is named when the function runs.
create function share.problem_is_open(problem uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog as $$
declare is_open boolean;
begin
  execute 'select exists (select from act.problem p where p.partnership_id = platform.current_partnership() and p.id = $1 and p.state = ''open'')' into is_open using problem;
  return is_open;
end $$;
-- Whether what it serves is adopted today: a priority in force, or a problem that is open.
create function share.is_adopted(priority uuid, problem uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select platform.current_purpose() <> '' and (
    exists (select from partnership.priority p where p.partnership_id = platform.current_partnership() and p.id = priority and p.valid_from <= share.today() and (p.valid_to is null or p.valid_to >= share.today()))
    or coalesce(share.problem_is_open(problem), false)) $$;
-- Alive: decided, not ended, its last day not passed, and what it serves still adopted.
create function share.workspace_is_alive(w share.workspace) returns boolean language sql stable as $$
  select w.decided_on is not null and w.ended_on is null and w.ends_on >= share.today() and share.is_adopted(w.priority_id, w.problem_id) $$;
create function share.may_open_workspace(workspace uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select platform.current_purpose() <> '' and exists (select from share.workspace w where w.partnership_id = platform.current_partnership() and w.id = workspace
    and share.workspace_is_alive(w) and exists (select from share.workspace_member m where m.partnership_id = w.partnership_id and m.workspace_id = w.id
      and m.user_id = platform.session_user_id() and m.removed_at is null)) $$;
create policy owner on share.workspace for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy owner_change on share.workspace for update to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy owner on share.workspace_member for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy owner_remove on share.workspace_item for delete to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create policy owner on share.workspace_item for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');

-- That there is one, what for and by whose decision, is no secret within the partnership's working members; what is in it is.
create policy read on share.workspace for select using (platform.in_reach(partnership_id));
create policy add on share.workspace for insert with check (platform.in_reach(partnership_id) and share.works_with_people() and proposed_by_id = platform.session_user_id()
  and decided_on is null and ended_on is null and share.is_adopted(priority_id, problem_id));
create policy change on share.workspace for update using (platform.in_reach(partnership_id) and ended_on is null) with check (platform.in_reach(partnership_id));
create policy read on share.workspace_member for select using (platform.in_reach(partnership_id)
  and (share.may_open_workspace(workspace_id) or platform.has_role('information governance') or user_id = platform.session_user_id()));
create policy add on share.workspace_member for insert with check (platform.in_reach(partnership_id) and added_by_id = platform.session_user_id()
  and (share.may_open_workspace(workspace_id) or exists (select from share.workspace w where w.partnership_id = workspace_member.partnership_id and w.id = workspace_id
    and w.proposed_by_id = platform.session_user_id() and user_id = platform.session_user_id() and w.decided_on is null)));
create policy change on share.workspace_member for update using (platform.in_reach(partnership_id) and share.may_open_workspace(workspace_id)) with check (platform.in_reach(partnership_id));
-- Once a disclosure is restricted or erased, what was brought in from it is out of sight too.
create policy disclosure_owner on share.disclosure for select to current_user using (partnership_id = platform.current_partnership() and platform.current_purpose() <> '');
create function share.disclosure_is_usable(disclosure uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from share.disclosure d where d.partnership_id = platform.current_partnership() and d.id = disclosure and d.state = 'released' and d.restricted_at is null and d.erased_at is null) $$;
create policy read on share.workspace_item for select using (platform.in_reach(partnership_id) and share.may_open_workspace(workspace_id)
  and (disclosure_id is null or share.disclosure_is_usable(disclosure_id)));
-- A disclosure is brought in by whoever received it; row-level security of disclosures says who that is.
create policy add on share.workspace_item for insert with check (platform.in_reach(partnership_id) and added_by_id = platform.session_user_id() and share.may_open_workspace(workspace_id)
  and (disclosure_id is null or exists (select from share.disclosure d where d.partnership_id = workspace_item.partnership_id and d.id = disclosure_id and d.state = 'released'
    and d.recipient_id = platform.session_user_id() and d.restricted_at is null)));
create policy remove on share.workspace_item for delete using (platform.in_reach(partnership_id) and share.may_open_workspace(workspace_id));

-- Somebody else than the proposer allows it: the chair or information governance. What was decided does not change; it only ends.
create function share.guard_workspace() returns trigger language plpgsql as $$
begin
  if platform.serves_rights() then return new; end if;
  if old.decided_on is null and new.decided_on is not null and not (platform.has_role('chair') or platform.has_role('information governance')) then
    raise exception 'Only the chair or information governance allows it.' using errcode = 'insufficient_privilege', constraint = 'workspace_is_decided_by_another';
  end if;
  if old.decided_on is null and new.decided_on is not null and new.decided_by_id is distinct from platform.session_user_id() then
    raise exception 'Nobody decides in another''s name.' using errcode = 'insufficient_privilege', constraint = 'workspace_decided_in_own_name';
  end if;
  if (to_jsonb(new) - array['decided_by_id', 'decided_on', 'ended_on', 'ended_because']) is distinct from (to_jsonb(old) - array['decided_by_id', 'decided_on', 'ended_on', 'ended_because'])
    or old.decided_on is not null and (new.decided_on, new.decided_by_id) is distinct from (old.decided_on, old.decided_by_id) then
    raise exception 'What was proposed and decided does not change.' using errcode = 'check_violation', constraint = 'workspace_is_fixed';
  end if;
  if new.ended_on is distinct from old.ended_on and (old.decided_on is null or share.workspace_is_alive(old)) and not (share.may_open_workspace(old.id)
    or old.proposed_by_id = platform.session_user_id() or platform.has_role('chair') or platform.has_role('information governance')) then
    raise exception 'Only its members, the chair or information governance end it.' using errcode = 'insufficient_privilege', constraint = 'workspace_ended_by_another';
  end if;
  if new.ends_on > share.today() + 366 and old.decided_on is null and new.decided_on is not null then
    raise exception 'A workspace is allowed for a year at most.' using errcode = 'check_violation', constraint = 'workspace_too_long';
  end if;
  return new;
end $$;
create trigger guard before update on share.workspace for each row execute function share.guard_workspace();

-- With the decision the contents end: those of workspaces whose day has passed, whose priority is no longer adopted, or that somebody ended, are destroyed.
create function share.clear_ended_workspaces() returns integer language plpgsql security definer set search_path = pg_catalog as $$
declare gone integer;
begin
  if platform.current_partnership() is null or platform.current_purpose() = '' then return 0; end if;
  update share.workspace w set ended_on = share.today(), ended_because = case when w.ends_on < share.today() then 'Its last day has passed' else 'What it served is no longer adopted' end
    where w.partnership_id = platform.current_partnership() and w.ended_on is null and w.decided_on is not null and not share.workspace_is_alive(w);
  delete from share.workspace_item i using share.workspace w where i.partnership_id = platform.current_partnership() and w.partnership_id = i.partnership_id and w.id = i.workspace_id and w.ended_on is not null;
  get diagnostics gone = row_count;
  return gone;
end $$;
grant select, insert, update on share.workspace, share.workspace_member to concordat_app;
grant select, insert, delete on share.workspace_item to concordat_app;

do $$ declare f text; begin
  foreach f in array array['share.put_register(uuid, bytea[])', 'share.close_register(uuid)', 'share.ask_register(uuid, bytea, uuid, text, text, integer, integer, integer)',
    'share.is_adopted(uuid, uuid)', 'share.problem_is_open(uuid)', 'share.may_open_workspace(uuid)', 'share.disclosure_is_usable(uuid)', 'share.clear_ended_workspaces()'] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to concordat_app', f);
  end loop;
end $$;
select platform.open_to_rights();
