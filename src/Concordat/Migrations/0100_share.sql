-- Share: what suppliers send (returns), what was wrong with it, and the incidents that came of it.

create schema share;
grant usage on schema share to concordat_app;

-- One upload of one or more files. Its state moves only together with the rows it speaks of; what a job is doing meanwhile stands in platform.job.
create table share.return (
  partnership_id uuid not null constraint fk_return_partnership references partnership.partnership,
  id uuid not null, kind text not null, set_number smallint, title text not null,
  agency_id uuid, state text not null default 'sent', job_id uuid,
  sent_by uuid not null, sent_by_name text not null, sent_at timestamptz not null default now(),
  area_name text, area_file_id uuid,
  rows_read integer not null default 0, ready integer not null default 0, unlocated integer not null default 0,
  set_aside integer not null default 0, elsewhere integer not null default 0,
  inserted integer not null default 0, updated integer not null default 0, unchanged integer not null default 0, withdrawn integer not null default 0,
  month_from integer, month_to integer, months integer[] not null default '{}', notices text[] not null default '{}',
  decided_by uuid, decided_by_name text, decided_at timestamptz, data_version integer,
  constraint pk_return primary key (partnership_id, id),
  constraint fk_return_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_return_state check (state in ('sent', 'checked', 'accepted', 'discarded')),
  constraint ck_return_counts check (state = 'sent' or rows_read = ready + unlocated + set_aside + elsewhere),
  constraint ck_return_version check ((state = 'accepted') = (data_version is not null))
);
comment on column share.return.kind is 'police-uk: month files of data.police.uk; partner: a partner''s return of one of the twelve sets';
comment on column share.return.month_from is 'First month read, year * 12 + month - 1';
comment on column share.return.months is 'Months for which rows were read: a month between that is not here is missing, not zero';
create index ix_return_sent_at on share.return (partnership_id, sent_at);

create table share.return_file (
  partnership_id uuid not null, return_id uuid not null, number integer not null,
  stored_file_id uuid, name text not null, sha256 text not null, kind text not null,
  force text, month integer, rows_read integer not null default 0,
  constraint pk_return_file primary key (partnership_id, return_id, number),
  constraint fk_return_file_return foreign key (partnership_id, return_id) references share.return,
  constraint ck_return_file_kind check (kind in ('upload', 'street', 'table'))
);
comment on table share.return_file is 'upload: a file as sent (its bytes in platform.stored_file); street, table: a table of rows found in one';
create index ix_return_file_sha256 on share.return_file (partnership_id, sha256);

create table share.return_fault (
  partnership_id uuid not null, return_id uuid not null, number integer not null,
  file text not null, row_number integer not null, column_name text, code text not null, what_we_read text not null, remedy text not null,
  constraint pk_return_fault primary key (partnership_id, return_id, number),
  constraint fk_return_fault_return foreign key (partnership_id, return_id) references share.return
);

-- An incident as the records say it from one data version until another: any figure can be made again as it was.
-- Visible at version v where version_from <= v and (version_to is null or version_to > v).
create table share.incident (
  partnership_id uuid not null, id uuid not null, version_from integer not null, version_to integer,
  return_id uuid not null, file_number integer not null, row_number integer not null,
  supplier text not null, supplier_ref text, set_number smallint not null, theme_key text not null,
  month integer not null, occurred_from timestamptz, occurred_to timestamptz, time_precision text not null,
  easting double precision, northing double precision, place_method text not null, place_name text, lsoa_code text,
  area_ids integer[] not null, outcome text, content uuid not null,
  constraint pk_incident primary key (partnership_id, id, version_from),
  constraint ck_incident_place check ((easting is null) = (northing is null)
    and (easting is null or (easting >= 0 and easting < 700000 and northing >= 0 and northing < 1300000))),
  constraint ck_incident_version check (version_to is null or version_to > version_from),
  constraint ck_incident_time check (occurred_to >= occurred_from),
  constraint ck_incident_precision check (time_precision in ('month', 'day', 'hour', 'minute', 'interval'))
);
comment on column share.incident.month is 'Month of the incident, year * 12 + month - 1: a month is a month, not its first day';
comment on column share.incident.easting is 'Metres on the British National Grid (EPSG:27700)';
comment on column share.incident.place_method is 'How the place was found: snapped point (police.uk), grid reference, postcode, gazetteer, street, none';
comment on column share.incident.area_ids is 'The areas of every layer in force in that month that hold the place';
comment on column share.incident.content is 'Fingerprint of what the supplier wrote; equal rows have equal ones';
create index ix_incident_current on share.incident (partnership_id, month) where version_to is null;
create index ix_incident_return on share.incident (partnership_id, return_id);

alter table share.return enable row level security;
alter table share.return force row level security;
alter table share.return_file enable row level security;
alter table share.return_file force row level security;
alter table share.return_fault enable row level security;
alter table share.return_fault force row level security;
alter table share.incident enable row level security;
alter table share.incident force row level security;
create policy reach on share.return using (platform.in_reach(partnership_id));
create policy reach on share.return_file using (platform.in_reach(partnership_id));
create policy reach on share.return_fault
  using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');
create policy reach on share.incident
  using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');

grant select, insert, update on share.return, share.return_file to concordat_app;
grant select, insert on share.return_fault to concordat_app;
grant select, insert on share.incident to concordat_app;
-- Of an incident only its end may change.
grant update (version_to) on share.incident to concordat_app;
