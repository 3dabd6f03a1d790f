-- Understand: views of Explore that somebody keeps by name, for themselves or for all.

create table understand.saved_view (
  partnership_id uuid not null constraint fk_saved_view_partnership references partnership.partnership,
  id uuid not null, name text not null, query text not null, months_move boolean not null, is_shared boolean not null,
  owner_id uuid not null, owner_name text not null, saved_at timestamptz not null, removed_at timestamptz,
  constraint pk_saved_view primary key (partnership_id, id),
  constraint fk_saved_view_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint ck_saved_view_name check (btrim(name) <> '' and length(name) <= 100),
  constraint ck_saved_view_query check (query = '' or query like '?%')
);
comment on column understand.saved_view.query is 'The filter as the end of an address; it names themes, months, areas and squares, never a person';
comment on column understand.saved_view.months_move is 'Opened on the latest months held, as many as were chosen, and not on the same months for ever';
create unique index uq_saved_view_name on understand.saved_view (partnership_id, owner_id, lower(name)) where removed_at is null;

alter table understand.saved_view enable row level security;
alter table understand.saved_view force row level security;
-- One's own, and what others share.
create policy read on understand.saved_view for select using (platform.in_reach(partnership_id) and (is_shared or owner_id = platform.session_user_id()));
create policy add on understand.saved_view for insert with check (platform.in_reach(partnership_id) and owner_id = platform.session_user_id());
create policy change on understand.saved_view for update using (platform.in_reach(partnership_id) and owner_id = platform.session_user_id());
grant select, insert on understand.saved_view to concordat_app;
grant update (is_shared, removed_at) on understand.saved_view to concordat_app;
