-- Profiles: the next edition takes the place of the earlier one in the database itself, numbers are given under a lock, and the need-to-know list is kept by those who answer for the profile.

-- The owner of the tables acts for triggers and functions; pages never act as it.
create policy owner_change on understand.profile for update to current_user using (true) with check (true);

-- Who may read evidence at all: need to know never stands in for a role.
create function understand.reads_evidence(roles text[]) returns boolean language sql immutable parallel safe
  as $$ select roles && array['analyst', 'co-ordinator', 'chair', 'practitioner', 'information governance'] $$;
create or replace function understand.may_read_profile(profile uuid) returns boolean language sql stable security definer set search_path = understand, pg_catalog as $$
  select platform.current_purpose() <> ''
    and (platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair') or platform.has_role('practitioner') or platform.has_role('information governance'))
    and exists (select from understand.profile p where p.partnership_id = platform.current_partnership() and p.id = profile and (
    exists (select from understand.profile_reader r where r.partnership_id = p.partnership_id and r.profile_id = p.id and r.user_id = platform.session_user_id() and r.removed_at is null)
    or (p.kind = 'problem' and p.owner_id = platform.session_user_id() and p.state in ('issued', 'superseded'))
    or (p.kind <> 'subject' and p.state in ('issued', 'superseded') and (platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair'))))) $$;

-- Who answers for a profile: whoever writes or commissioned it, the co-ordinator and the chair, each only where they may read it.
create function understand.may_keep_profile(profile uuid) returns boolean language sql stable security definer set search_path = understand, pg_catalog as $$
  select understand.may_read_profile(profile) and (platform.has_role('co-ordinator') or platform.has_role('chair')
    or exists (select from understand.profile p where p.partnership_id = platform.current_partnership() and p.id = profile and platform.session_user_id() in (p.author_id, p.commissioned_by))) $$;
drop policy add on understand.profile_reader;
create policy add on understand.profile_reader for insert with check (platform.in_reach(partnership_id) and added_by = platform.session_user_id() and removed_at is null
  and (understand.may_begin_list(profile_id) or understand.may_keep_profile(profile_id)));
drop policy change on understand.profile_reader;
create policy change on understand.profile_reader for update using (platform.in_reach(partnership_id) and understand.may_keep_profile(profile_id)) with check (platform.in_reach(partnership_id));

create function understand.guard_profile_reader() returns trigger language plpgsql as $$
begin
  if platform.serves_rights() then return new; end if;
  if tg_op = 'INSERT' and not exists (select from partnership.member m where m.partnership_id = new.partnership_id and m.user_id = new.user_id and understand.reads_evidence(m.roles)) then
    raise exception 'On the list of a profile stand members who may read evidence.' using errcode = 'check_violation', constraint = 'profile_reader_reads_evidence';
  end if;
  if tg_op = 'UPDATE' and old.removed_at is not null then
    raise exception 'Whoever is off the list is put on it anew, with a reason.' using errcode = 'restrict_violation', constraint = 'profile_reader_is_off';
  end if;
  if tg_op = 'UPDATE' and exists (select from understand.profile p where p.partnership_id = old.partnership_id and p.id = old.profile_id and p.author_id = old.user_id) then
    raise exception 'The author stays on the list.' using errcode = 'restrict_violation', constraint = 'profile_author_stays';
  end if;
  return new;
end $$;
create trigger guard before insert or update on understand.profile_reader for each row execute function understand.guard_profile_reader();

-- Issuing an edition supersedes the one that it follows, whoever issues it and whether or not they could change that one.
create function understand.supersede_profile() returns trigger language plpgsql security definer set search_path = understand, pg_catalog as $$
begin
  update understand.profile set state = 'superseded' where partnership_id = new.partnership_id and id = new.supersedes_id and state = 'issued';
  return null;
end $$;
create trigger supersede after update on understand.profile for each row
  when (old.state <> 'issued' and new.state = 'issued' and new.supersedes_id is not null) execute function understand.supersede_profile();

create or replace function understand.guard_profile() returns trigger language plpgsql as $$
declare move text := old.state || ' to ' || new.state;
begin
  if platform.serves_rights() then return new; end if;
  if old.state <> new.state and move not in ('commissioned to drafting', 'drafting to review', 'review to drafting', 'review to approved', 'approved to issued', 'issued to superseded',
    'commissioned to withdrawn', 'drafting to withdrawn', 'review to withdrawn', 'approved to withdrawn', 'issued to withdrawn') then
    raise exception 'A profile does not go from %.', move using errcode = 'check_violation', constraint = 'profile_state_order';
  end if;
  if move = 'issued to superseded' then
    if not exists (select from understand.profile n where n.partnership_id = old.partnership_id and n.supersedes_id = old.id and n.state = 'issued') then
      raise exception 'A profile is superseded by its next edition alone.' using errcode = 'check_violation', constraint = 'profile_superseded_by_the_next';
    end if;
    -- It follows from issuing the next edition, and changes nothing else.
    old.state := new.state;
    if old is distinct from new then
      raise exception 'A profile that is superseded stays as it is.' using errcode = 'restrict_violation', constraint = 'profile_is_frozen';
    end if;
    return new;
  end if;
  if platform.session_user_id() not in (old.author_id, old.commissioned_by) and not platform.has_role('chair') and not platform.has_role('co-ordinator') then
    raise exception 'A profile is moved by its author, whoever commissioned it, the chair or the co-ordinator.' using errcode = 'insufficient_privilege', constraint = 'profile_is_others';
  end if;
  if new.owner_id is distinct from old.owner_id and not platform.has_role('chair') and not platform.has_role('co-ordinator') then
    raise exception 'The chair or the co-ordinator records that a group adopted a problem.' using errcode = 'insufficient_privilege', constraint = 'profile_adopted_by_the_group';
  end if;
  if new.owner_id is distinct from old.owner_id and not exists (select from partnership.member m where m.partnership_id = new.partnership_id and m.user_id = new.owner_id and understand.reads_evidence(m.roles)) then
    raise exception 'The owner of a problem is a member who may read evidence.' using errcode = 'check_violation', constraint = 'profile_owner_reads_evidence';
  end if;
  if move in ('commissioned to drafting', 'drafting to review') and platform.session_user_id() <> old.author_id then
    raise exception 'Only its author writes a profile and sends it for review.' using errcode = 'insufficient_privilege', constraint = 'profile_is_the_authors';
  end if;
  if move = 'review to approved' then
    if new.approved_by is distinct from platform.session_user_id() or not (platform.has_role('chair') or platform.has_role('co-ordinator')) or new.approved_by = old.author_id
      or exists (select from understand.profile_part q where q.partnership_id = old.partnership_id and q.profile_id = old.id and q.changed_by = new.approved_by) then
      raise exception 'The chair or the co-ordinator approves what they did not write.' using errcode = 'insufficient_privilege', constraint = 'profile_is_approved_by_another';
    end if;
  end if;
  if old.frozen is not null and new.frozen is distinct from old.frozen then
    raise exception 'The text of an approved profile cannot be changed.' using errcode = 'restrict_violation', constraint = 'profile_is_frozen';
  end if;
  return new;
end $$;

-- Numbers over profiles the asker may not see, each given once: the lock holds until the asker's transaction ends.
create or replace function understand.next_profile_number() returns integer language plpgsql volatile security definer set search_path = understand, pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('understand.profile ' || platform.current_partnership(), 0));
  return (select coalesce(max(number), 0) + 1 from understand.profile where partnership_id = platform.current_partnership());
end $$;
-- The edition that would follow a profile; null while one of its number is under way, or where the asker may not read it.
create function understand.next_profile_edition(profile uuid) returns integer language plpgsql volatile security definer set search_path = understand, pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('understand.profile ' || platform.current_partnership(), 0));
  return (select max(n.edition) + 1 from understand.profile p join understand.profile n on n.partnership_id = p.partnership_id and n.number = p.number
    where p.partnership_id = platform.current_partnership() and p.id = profile and understand.may_read_profile(p.id)
    having count(*) filter (where n.state in ('commissioned', 'drafting', 'review', 'approved')) = 0);
end $$;
create unique index uq_profile_under_way on understand.profile (partnership_id, number) where state in ('commissioned', 'drafting', 'review', 'approved');
