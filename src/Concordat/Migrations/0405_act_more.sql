-- Act: designing out crime, a physical change with its site, its cost and its photographs; a single point of contact for each divisional area, and the analysts told of adopted records.

create table act.physical_change (
  partnership_id uuid not null constraint fk_physical_change_partnership references partnership.partnership,
  intervention_id uuid not null, site text not null, planned_pence bigint not null, cost_pence bigint, done_on date, changed_by_id uuid not null, changed_at timestamptz not null,
  constraint pk_physical_change primary key (partnership_id, intervention_id),
  constraint fk_physical_change_member foreign key (partnership_id, changed_by_id) references partnership.member,
  constraint ck_physical_change_site check (act.filled(site)),
  constraint ck_physical_change_cost check (planned_pence >= 0 and cost_pence >= 0)
);
comment on column act.physical_change.intervention_id is 'Of the planned intervention, which is the action''s too once the plan runs';
create table act.change_photo (
  partnership_id uuid not null, id uuid not null, intervention_id uuid not null, side text not null, alt text not null, taken_on date not null,
  media_type text not null, width integer not null, height integer not null, bytes bytea not null, added_by_id uuid not null, added_at timestamptz not null,
  constraint pk_change_photo primary key (partnership_id, id),
  constraint fk_change_photo_change foreign key (partnership_id, intervention_id) references act.physical_change,
  constraint fk_change_photo_member foreign key (partnership_id, added_by_id) references partnership.member,
  constraint ck_change_photo_side check (side in ('before', 'after')),
  constraint ck_change_photo_alt check (act.filled(alt)),
  constraint ck_change_photo_type check (media_type in ('image/jpeg', 'image/png')),
  constraint ck_change_photo_size check (octet_length(bytes) between 1 and 5242880 and width > 0 and height > 0)
);
create index ix_change_photo_change on act.change_photo (partnership_id, intervention_id);

-- Who may report on the action writes down its change; before it is one, whoever plans.
create function act.may_change_physical(of_intervention uuid) returns boolean language sql stable as $$
  select exists (select from act.intervention i where i.partnership_id = platform.current_partnership() and i.id = of_intervention and act.may_report(i.agency_id, i.person_id))
    or exists (select from act.plan_line l join act.plan p on p.partnership_id = l.partnership_id and p.id = l.plan_id
      where l.partnership_id = platform.current_partnership() and l.id = of_intervention and act.may_plan(p.problem_id)) $$;
do $$
declare t text;
begin
  foreach t in array array['physical_change', 'change_photo'] loop
    execute format('alter table act.%I enable row level security', t);
    execute format('alter table act.%I force row level security', t);
    execute format('create policy read on act.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;
create policy add on act.physical_change for insert with check (platform.in_reach(partnership_id) and act.may_change_physical(intervention_id) and changed_by_id = platform.session_user_id());
create policy change on act.physical_change for update using (platform.in_reach(partnership_id) and act.may_change_physical(intervention_id));
create policy add on act.change_photo for insert with check (platform.in_reach(partnership_id) and act.may_change_physical(intervention_id) and added_by_id = platform.session_user_id());
create policy remove on act.change_photo for delete using (platform.in_reach(partnership_id) and act.may_change_physical(intervention_id));
grant select, insert, update on act.physical_change to concordat_app;
grant select, insert, delete on act.change_photo to concordat_app;

-- One single point of contact for each divisional area; '' stands for the whole partnership, where it has no areas.
alter table act.point_of_contact add column area text not null default '';
alter table act.subject add column area text not null default '';
comment on column act.point_of_contact.area is 'The divisional area; empty for the whole partnership';
comment on column act.subject.area is 'Of a targeted subject, the divisional area whose single point of contact keeps it; empty for the whole partnership';
create function act.is_point(of_area text) returns boolean language sql stable as $$
  select coalesce((select user_id = platform.session_user_id() from act.point_of_contact where partnership_id = platform.current_partnership() and area = of_area order by at desc limit 1), false) $$;
create or replace function act.may_change_needs(subject uuid) returns boolean language sql stable as $$
  select exists (select from act.subject s where s.partnership_id = platform.current_partnership() and s.id = subject and (s.kind = 'potential offender' or act.is_point(s.area))) $$;
drop policy add on act.subject;
create policy add on act.subject for insert with check (platform.in_reach(partnership_id) and nominated_by_id = platform.session_user_id()
  and (platform.has_role('practitioner') or act.may_run())
  and (kind = 'potential offender' and state = 'nominated' and decider_id <> nominated_by_id and area = '' or kind = 'targeted subject' and state = 'notified' and act.is_point(area)));
-- The area is part of what was nominated; only that area's point of contact moves the record on.
create or replace function act.guard_known() returns trigger language plpgsql as $$
begin
  if not platform.serves_rights() and (new.known_to_police is distinct from old.known_to_police or new.known_to_others is distinct from old.known_to_others or new.area <> old.area) then
    raise exception 'A nomination cannot be altered.' using errcode = 'check_violation', constraint = 'nomination_is_fixed';
  end if;
  if not platform.serves_rights() and old.kind = 'targeted subject' and not act.is_point(old.area) then
    raise exception 'Only the single point of contact of its area changes or closes it.' using errcode = 'insufficient_privilege', constraint = 'subject_is_the_points';
  end if;
  return new;
end $$;
-- The older guard asks whether somebody is the point of contact at all: the point of any area is.
create or replace function act.is_point() returns boolean language sql stable as $$
  select exists (select from (select distinct on (area) user_id from act.point_of_contact where partnership_id = platform.current_partnership() order by area, at desc) p where p.user_id = platform.session_user_id()) $$;

-- Analysts scan other systems and build the profile of a potential offender who was adopted. They are told the record's number, and nothing of the person.
create function act.adopted_since(since date) returns table (number integer, decided_on date) language sql stable security definer set search_path = act, pg_catalog as $$
  select s.number, s.decided_on from act.subject s where s.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and platform.has_role('analyst')
    and s.kind = 'potential offender' and s.state = 'adopted' and s.decided_on >= since and not act.is_locked(s) order by s.number $$;
revoke all on function act.adopted_since(date) from public;
grant execute on function act.adopted_since(date) to concordat_app;
