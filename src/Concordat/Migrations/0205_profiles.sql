-- Understand: profiles of problems, subjects and markets. Who may open one is a list; each opening is logged by the program.

create table understand.profile (
  partnership_id uuid not null constraint fk_profile_partnership references partnership.partnership,
  id uuid not null, number integer not null, edition integer not null, kind text not null, frame text not null, title text not null, question text not null, marking text not null,
  origin text not null, origin_words text not null, origin_url text, state text not null,
  commissioned_by uuid not null, commissioned_by_name text not null, commissioned_at timestamptz not null,
  author_id uuid not null, author_name text not null, review_on date not null,
  owner_id uuid, owner_name text, adopted_on date, adopted_by uuid,
  approved_by uuid, approved_by_name text, approved_at timestamptz, issued_at timestamptz, frozen jsonb, supersedes_id uuid, ended_because text,
  constraint pk_profile primary key (partnership_id, id),
  constraint uq_profile_number unique (partnership_id, number, edition),
  constraint fk_profile_author foreign key (partnership_id, author_id) references partnership.member,
  constraint fk_profile_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint fk_profile_supersedes foreign key (partnership_id, supersedes_id) references understand.profile,
  constraint ck_profile_kind check (kind in ('problem', 'subject', 'market')),
  constraint ck_profile_frame check (frame in ('SARA', 'PAT', 'PROCTOR')),
  constraint ck_profile_words check (btrim(title) <> '' and btrim(question) <> '' and btrim(origin_words) <> ''),
  constraint ck_profile_marking check (marking in ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
  constraint ck_profile_origin check (origin in ('finding', 'hit', 'decision', 'issue')),
  constraint ck_profile_state check (state in ('commissioned', 'drafting', 'review', 'approved', 'issued', 'superseded', 'withdrawn')),
  -- Nobody approves what they wrote or asked for.
  constraint ck_profile_own check (approved_by is distinct from author_id or approved_by is null),
  constraint ck_profile_approved check ((approved_by is null) = (approved_at is null) and (approved_by is null) = (frozen is null)),
  constraint ck_profile_reached check (state not in ('approved', 'issued', 'superseded') or frozen is not null),
  constraint ck_profile_issued check ((issued_at is not null) or state not in ('issued', 'superseded')),
  constraint ck_profile_adopted check ((owner_id is null) = (adopted_on is null) and (owner_id is null) = (adopted_by is null) and (owner_id is null or kind = 'problem')),
  constraint ck_profile_ended check (state <> 'withdrawn' or btrim(coalesce(ended_because, '')) <> '')
);
comment on column understand.profile.edition is '1 for the first of its number, 2 for the one that supersedes it, and so on';
comment on column understand.profile.title is 'Never the name of a person: a subject profile goes by its number';

create table understand.profile_part (
  partnership_id uuid not null, profile_id uuid not null, part text not null, words text not null, changed_by uuid not null, changed_by_name text not null, changed_at timestamptz not null,
  constraint pk_profile_part primary key (partnership_id, profile_id, part),
  constraint fk_profile_part_profile foreign key (partnership_id, profile_id) references understand.profile deferrable initially deferred,
  constraint ck_profile_part_words check (length(words) <= 10000)
);

create table understand.profile_reader (
  partnership_id uuid not null, id uuid not null, profile_id uuid not null, user_id uuid not null, reason text not null, added_by uuid not null, added_at timestamptz not null, removed_at timestamptz,
  constraint pk_profile_reader primary key (partnership_id, id),
  constraint fk_profile_reader_profile foreign key (partnership_id, profile_id) references understand.profile deferrable initially deferred,
  constraint fk_profile_reader_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_profile_reader_reason check (btrim(reason) <> '')
);
create unique index uq_profile_reader on understand.profile_reader (partnership_id, profile_id, user_id) where removed_at is null;

create table understand.profile_record (
  partnership_id uuid not null, id uuid not null, profile_id uuid not null, kind text not null, on_day date not null, words text not null, made_by uuid not null, made_by_name text not null, made_at timestamptz not null,
  constraint pk_profile_record primary key (partnership_id, id),
  constraint fk_profile_record_profile foreign key (partnership_id, profile_id) references understand.profile,
  constraint ck_profile_record_kind check (kind in ('activity', 'outcome')),
  constraint ck_profile_record_words check (btrim(words) <> '' and length(words) <= 2000)
);
create index ix_profile_record_profile on understand.profile_record (partnership_id, profile_id, on_day);

do $$
declare t text;
begin
  foreach t in array array['profile', 'profile_part', 'profile_reader', 'profile_record'] loop
    execute format('alter table understand.%I enable row level security', t);
    execute format('alter table understand.%I force row level security', t);
  end loop;
end $$;

-- Asked by the policies, and so past them. A list says who; the owner of a problem reads its profile once the group has adopted it; an issued problem or market profile
-- is open to the analysts, the co-ordinator and the chair as well. A subject profile is for its list alone, always.
create policy owner on understand.profile for select to current_user using (true);
create policy owner on understand.profile_reader for select to current_user using (true);
create function understand.may_read_profile(profile uuid) returns boolean language sql stable security definer set search_path = understand, pg_catalog as $$
  select platform.current_purpose() <> '' and exists (select from understand.profile p where p.partnership_id = platform.current_partnership() and p.id = profile and (
    exists (select from understand.profile_reader r where r.partnership_id = p.partnership_id and r.profile_id = p.id and r.user_id = platform.session_user_id() and r.removed_at is null)
    or (p.kind = 'problem' and p.owner_id = platform.session_user_id() and p.state in ('issued', 'superseded'))
    or (p.kind <> 'subject' and p.state in ('issued', 'superseded') and (platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair'))))) $$;
-- Whoever commissions puts themselves, the author and whoever is to approve on the list of a new profile.
create function understand.may_begin_list(profile uuid) returns boolean language sql stable security definer set search_path = understand, pg_catalog as $$
  select exists (select from understand.profile p where p.partnership_id = platform.current_partnership() and p.id = profile and p.state = 'commissioned' and p.commissioned_by = platform.session_user_id()) $$;
-- The next number, over profiles the asker may not see.
create function understand.next_profile_number() returns integer language sql volatile security definer set search_path = understand, pg_catalog
  as $$ select coalesce(max(number), 0) + 1 from understand.profile where partnership_id = platform.current_partnership() $$;

create policy read on understand.profile for select using (platform.in_reach(partnership_id) and understand.may_read_profile(id));
create policy add on understand.profile for insert with check (platform.in_reach(partnership_id) and commissioned_by = platform.session_user_id() and state = 'commissioned'
  and (platform.has_role('analyst') or platform.has_role('co-ordinator') or platform.has_role('chair')));
create policy change on understand.profile for update using (platform.in_reach(partnership_id) and understand.may_read_profile(id)) with check (platform.in_reach(partnership_id));
create policy read on understand.profile_part for select using (platform.in_reach(partnership_id) and understand.may_read_profile(profile_id));
create policy add on understand.profile_part for insert with check (platform.in_reach(partnership_id) and understand.may_read_profile(profile_id) and changed_by = platform.session_user_id());
create policy change on understand.profile_part for update using (platform.in_reach(partnership_id) and understand.may_read_profile(profile_id)) with check (changed_by = platform.session_user_id());
create policy read on understand.profile_reader for select using (platform.in_reach(partnership_id) and understand.may_read_profile(profile_id));
create policy add on understand.profile_reader for insert with check (platform.in_reach(partnership_id) and added_by = platform.session_user_id()
  and (understand.may_begin_list(profile_id) or understand.may_read_profile(profile_id)));
create policy change on understand.profile_reader for update using (platform.in_reach(partnership_id) and understand.may_read_profile(profile_id)) with check (platform.in_reach(partnership_id));
create policy read on understand.profile_record for select using (platform.in_reach(partnership_id) and understand.may_read_profile(profile_id));
create policy add on understand.profile_record for insert with check (platform.in_reach(partnership_id) and made_by = platform.session_user_id() and understand.may_read_profile(profile_id));

grant select, insert on understand.profile, understand.profile_part, understand.profile_reader, understand.profile_record to concordat_app;
-- What was commissioned stays as commissioned.
grant update (state, owner_id, owner_name, adopted_on, adopted_by, approved_by, approved_by_name, approved_at, issued_at, frozen, ended_because) on understand.profile to concordat_app;
grant update (words, changed_by, changed_by_name, changed_at) on understand.profile_part to concordat_app;
grant update (removed_at) on understand.profile_reader to concordat_app;

-- The life of a profile, whatever the program says.
create function understand.guard_profile() returns trigger language plpgsql as $$
declare move text := old.state || ' to ' || new.state;
begin
  if platform.serves_rights() then return new; end if;
  if old.state <> new.state and move not in ('commissioned to drafting', 'drafting to review', 'review to drafting', 'review to approved', 'approved to issued', 'issued to superseded',
    'commissioned to withdrawn', 'drafting to withdrawn', 'review to withdrawn', 'approved to withdrawn', 'issued to withdrawn') then
    raise exception 'A profile does not go from %.', move using errcode = 'check_violation', constraint = 'profile_state_order';
  end if;
  if platform.session_user_id() not in (old.author_id, old.commissioned_by) and not platform.has_role('chair') and not platform.has_role('co-ordinator') then
    raise exception 'A profile is moved by its author, whoever commissioned it, the chair or the co-ordinator.' using errcode = 'insufficient_privilege', constraint = 'profile_is_others';
  end if;
  if new.owner_id is distinct from old.owner_id and not platform.has_role('chair') and not platform.has_role('co-ordinator') then
    raise exception 'The chair or the co-ordinator records that a group adopted a problem.' using errcode = 'insufficient_privilege', constraint = 'profile_adopted_by_the_group';
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
create trigger guard before update on understand.profile for each row execute function understand.guard_profile();

-- Words are written while the profile is drafted, by its author; and no response before an analysis.
create function understand.guard_profile_part() returns trigger language plpgsql as $$
declare p understand.profile;
begin
  if platform.serves_rights() then return new; end if;
  select * into p from understand.profile where partnership_id = new.partnership_id and id = new.profile_id;
  if p.state is distinct from 'drafting' or p.author_id <> platform.session_user_id() then
    raise exception 'A profile is written by its author while it is drafted.' using errcode = 'restrict_violation', constraint = 'profile_is_not_drafted';
  end if;
  if btrim(new.words) <> '' and new.part in ('options', 'response', 'assessment', 'tactic', 'output', 'result') and not exists (select from understand.profile_part q
    where q.partnership_id = p.partnership_id and q.profile_id = p.id and q.part = case p.frame when 'PROCTOR' then 'cause' else 'analysis' end and btrim(q.words) <> '') then
    raise exception 'No response before an analysis.' using errcode = 'check_violation', constraint = 'profile_needs_analysis';
  end if;
  return new;
end $$;
create trigger guard before insert or update on understand.profile_part for each row execute function understand.guard_profile_part();
