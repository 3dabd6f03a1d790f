-- Share: the key under which a supplier's dates are shifted.

-- Dates of one record must move alike in every file, so the key is made once for each supplier. It is wrapped under the installation's key ring, which is not in this table.
create table share.shift_key (
  partnership_id uuid not null, agency_id uuid not null, wrapped bytea not null, made_at timestamptz not null,
  constraint pk_shift_key primary key (partnership_id, agency_id),
  constraint fk_shift_key_agency foreign key (partnership_id, agency_id) references partnership.agency
);
alter table share.shift_key enable row level security;
alter table share.shift_key force row level security;
create policy reach on share.shift_key using (platform.in_reach(partnership_id));
grant select, insert on share.shift_key to concordat_app;
select platform.open_to_rights();
