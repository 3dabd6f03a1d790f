-- Partnership: the words every stage shares: agencies, members, areas, priorities.

create schema partnership;
grant usage on schema partnership to concordat_app;

create table partnership.partnership (
  id uuid not null constraint pk_partnership primary key, name text not null, marking text not null,
  is_demonstration boolean not null, data_version integer not null default 0,
  constraint ck_partnership_marking check (marking in ('OFFICIAL', 'OFFICIAL-SENSITIVE'))
);
alter table partnership.partnership enable row level security;
alter table partnership.partnership force row level security;
create policy reach on partnership.partnership using (platform.in_reach(id));
create policy owner on partnership.partnership for select to current_user using (true);

create table partnership.agency (
  partnership_id uuid not null constraint fk_agency_partnership references partnership.partnership,
  id uuid not null, key text not null, name text not null, short_name text not null,
  standing text not null, valid_from date not null, valid_to date,
  constraint pk_agency primary key (partnership_id, id),
  constraint uq_agency_key unique (partnership_id, key),
  constraint ck_agency_standing check (standing in ('responsible authority', 'co-operating body', 'invitee', 'other'))
);
alter table partnership.agency enable row level security;
alter table partnership.agency force row level security;
create policy reach on partnership.agency using (platform.in_reach(partnership_id));

create table partnership.member (
  partnership_id uuid not null, user_id uuid not null constraint fk_member_user references platform."user",
  agency_id uuid not null, display_name text not null, job_title text not null, roles text[] not null,
  valid_from date not null, valid_to date,
  constraint pk_member primary key (partnership_id, user_id),
  constraint fk_member_agency foreign key (partnership_id, agency_id) references partnership.agency
);
create index ix_member_user_id on partnership.member (user_id);
alter table partnership.member enable row level security;
alter table partnership.member force row level security;
-- A person sees their own membership before any partnership is chosen, and only that.
create policy own on partnership.member for select using (user_id = platform.session_user_id());
create policy reach on partnership.member using (platform.in_reach(partnership_id));

create table partnership.area_layer (
  partnership_id uuid not null constraint fk_area_layer_partnership references partnership.partnership,
  id uuid not null, kind text not null, name text not null, source text not null,
  valid_from date not null, valid_to date,
  constraint pk_area_layer primary key (partnership_id, id),
  constraint ck_area_layer_kind check (kind in
    ('boundary', 'district', 'ward', 'lsoa', 'neighbourhood', 'road', 'railway', 'water', 'green space')),
  constraint ck_area_layer_dates check (valid_to is null or valid_to >= valid_from)
);
alter table partnership.area_layer enable row level security;
alter table partnership.area_layer force row level security;
create policy reach on partnership.area_layer using (platform.in_reach(partnership_id));

create table partnership.area (
  partnership_id uuid not null, id integer not null, layer_id uuid not null, code text not null, name text not null,
  shape text not null,
  constraint pk_area primary key (partnership_id, id),
  constraint fk_area_area_layer foreign key (partnership_id, layer_id) references partnership.area_layer
);
comment on column partnership.area.shape is 'Well-known text, metres on the British National Grid (EPSG:27700)';
create index ix_area_layer on partnership.area (partnership_id, layer_id);
alter table partnership.area enable row level security;
alter table partnership.area force row level security;
create policy reach on partnership.area using (platform.in_reach(partnership_id));

create table partnership.priority (
  partnership_id uuid not null constraint fk_priority_partnership references partnership.partnership,
  id uuid not null, rank integer not null, name text not null, theme_key text not null, owner_id uuid,
  valid_from date not null, valid_to date,
  constraint pk_priority primary key (partnership_id, id),
  constraint ck_priority_rank check (rank > 0)
);
alter table partnership.priority enable row level security;
alter table partnership.priority force row level security;
create policy reach on partnership.priority using (platform.in_reach(partnership_id));

grant select, insert, update on partnership.partnership, partnership.agency, partnership.member,
  partnership.area_layer, partnership.area, partnership.priority to concordat_app;
