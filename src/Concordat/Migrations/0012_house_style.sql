-- The partnership's own look of its papers: the colour of the cover and a logo.

create table partnership.house_style (
  partnership_id uuid not null constraint pk_house_style primary key constraint fk_house_style_partnership references partnership.partnership,
  colour text not null, logo bytea, logo_width integer, logo_height integer,
  changed_by uuid not null constraint fk_house_style_changed_by references platform."user", changed_at timestamptz not null,
  constraint ck_house_style_colour check (colour ~ '^#[0-9a-f]{6}$'),
  constraint ck_house_style_logo check (num_nulls(logo, logo_width, logo_height) in (0, 3)),
  constraint ck_house_style_size check (octet_length(logo) <= 1048576 and logo_width > 0 and logo_height > 0)
);
alter table partnership.house_style enable row level security;
alter table partnership.house_style force row level security;
create policy reach on partnership.house_style for select using (platform.in_reach(partnership_id));
create policy administer on partnership.house_style
  using (platform.in_reach(partnership_id) and platform.has_role('administrator')) with check (platform.in_reach(partnership_id) and platform.has_role('administrator'));
grant select, insert, update on partnership.house_style to concordat_app;
