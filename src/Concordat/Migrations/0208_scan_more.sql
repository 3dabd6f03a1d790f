-- Understand: families of similar areas with the day of each list, and published figures of their members; what a saved view came to when it was last looked at.

create table understand.area_family (
  partnership_id uuid not null constraint fk_area_family_partnership references partnership.partnership,
  id uuid not null, name text not null, as_at date not null, own_code text not null, source text not null,
  added_by uuid not null, added_by_name text not null, added_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by_name text, withdrawn_because text,
  constraint pk_area_family primary key (partnership_id, id),
  constraint ck_area_family_words check (length(btrim(name)) between 1 and 120 and length(btrim(source)) between 1 and 300 and btrim(own_code) <> ''),
  constraint ck_area_family_withdrawn check ((withdrawn_at is null) = (withdrawn_by_name is null) and (withdrawn_at is null) = (btrim(coalesce(withdrawn_because, '')) = ''))
);
comment on column understand.area_family.as_at is 'The day of the list: which areas are similar changes';
comment on column understand.area_family.own_code is 'The member that is the partnership''s own area';
create unique index uq_area_family on understand.area_family (partnership_id, lower(name), as_at) where withdrawn_at is null;

create table understand.area_family_member (
  partnership_id uuid not null, family_id uuid not null, area_code text not null, area_name text not null,
  constraint pk_area_family_member primary key (partnership_id, family_id, area_code),
  constraint fk_area_family_member_family foreign key (partnership_id, family_id) references understand.area_family,
  constraint ck_area_family_member_words check (area_code ~ '^[A-Z][0-9]{8}$' and length(btrim(area_name)) between 1 and 120)
);

create table understand.family_figure_load (
  partnership_id uuid not null constraint fk_family_figure_load_partnership references partnership.partnership,
  id uuid not null, source text not null, definition text not null,
  added_by uuid not null, added_by_name text not null, added_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by_name text, withdrawn_because text,
  constraint pk_family_figure_load primary key (partnership_id, id),
  constraint ck_family_figure_load_words check (length(btrim(source)) between 1 and 300 and length(btrim(definition)) between 1 and 300),
  constraint ck_family_figure_load_withdrawn check ((withdrawn_at is null) = (withdrawn_by_name is null) and (withdrawn_at is null) = (btrim(coalesce(withdrawn_because, '')) = ''))
);

create table understand.family_figure (
  partnership_id uuid not null, load_id uuid not null, area_code text not null, theme_key text not null, month_from integer not null, month_to integer not null, count bigint not null, residents bigint not null,
  constraint pk_family_figure primary key (partnership_id, load_id, area_code, theme_key, month_from, month_to),
  constraint fk_family_figure_load foreign key (partnership_id, load_id) references understand.family_figure_load,
  constraint ck_family_figure_values check (area_code ~ '^[A-Z][0-9]{8}$' and month_from <= month_to and count >= 0 and residents > 0)
);
comment on column understand.family_figure.month_from is 'Year times 12 plus month less 1';
create index ix_family_figure_theme on understand.family_figure (partnership_id, theme_key, area_code);

do $$
declare t text;
begin
  foreach t in array array['area_family', 'area_family_member', 'family_figure_load', 'family_figure'] loop
    execute format('alter table understand.%I enable row level security', t);
    execute format('alter table understand.%I force row level security', t);
    execute format('create policy read on understand.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;
create function understand.keeps_families() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('analyst') or platform.has_role('co-ordinator') $$;
create policy add on understand.area_family for insert with check (platform.in_reach(partnership_id) and understand.keeps_families() and added_by = platform.session_user_id() and withdrawn_at is null);
create policy add on understand.family_figure_load for insert with check (platform.in_reach(partnership_id) and understand.keeps_families() and added_by = platform.session_user_id() and withdrawn_at is null);
-- Members and figures join with their list, in the same transaction and by the same person; a list that is there is never altered.
create policy add on understand.area_family_member for insert with check (platform.in_reach(partnership_id) and exists (select from understand.area_family f
  where f.partnership_id = area_family_member.partnership_id and f.id = family_id and f.added_by = platform.session_user_id() and f.xmin::text = pg_current_xact_id()::xid::text));
create policy add on understand.family_figure for insert with check (platform.in_reach(partnership_id) and exists (select from understand.family_figure_load l
  where l.partnership_id = family_figure.partnership_id and l.id = load_id and l.added_by = platform.session_user_id() and l.xmin::text = pg_current_xact_id()::xid::text));
create policy change on understand.area_family for update using (platform.in_reach(partnership_id) and understand.keeps_families() and withdrawn_at is null) with check (platform.in_reach(partnership_id));
create policy change on understand.family_figure_load for update using (platform.in_reach(partnership_id) and understand.keeps_families() and withdrawn_at is null) with check (platform.in_reach(partnership_id));
grant select, insert on understand.area_family, understand.area_family_member, understand.family_figure_load, understand.family_figure to concordat_app;
grant update (withdrawn_at, withdrawn_by_name, withdrawn_because) on understand.area_family, understand.family_figure_load to concordat_app;

-- A saved view keeps what it came to when its owner last looked, so that it can say what changed.
alter table understand.saved_view add column seen jsonb, add column seen_at timestamptz, add column seen_version integer,
  add constraint ck_saved_view_seen check ((seen is null) = (seen_at is null) and (seen is null) = (seen_version is null));
comment on column understand.saved_view.seen is 'Figures of the view as its owner last saw them, with small ones hidden already';
comment on column understand.saved_view.seen_version is 'The data version those figures are of';
grant update (seen, seen_at, seen_version) on understand.saved_view to concordat_app;
