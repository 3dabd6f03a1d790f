-- Returns of partners: when each is due, how it moves from draft to accepted, the rows that passed the gate, and the records that come of them.

alter table share.return
  drop constraint ck_return_state,
  add constraint ck_return_state check (state in ('sent', 'checked', 'accepted', 'discarded', 'draft', 'submitted', 'validated with warnings', 'returned', 'superseded')),
  drop constraint ck_return_version,
  add constraint ck_return_version check ((state in ('accepted', 'superseded')) = (data_version is not null)),
  add column period_first integer, add column way text, add column on_behalf boolean not null default false,
  add column choice text not null default 'rows', add column answers_to uuid, add column attempt integer not null default 1,
  add column source_note text, add column content_hash text, add column map_version integer,
  add column records integer not null default 0, add column placed integer not null default 0, add column warnings integer not null default 0,
  add column values_filled bigint not null default 0, add column values_asked bigint not null default 0,
  add column missing_months integer[] not null default '{}', add column gaps text[] not null default '{}',
  add column report jsonb, add column next_row integer not null default 2,
  add column submitted_by uuid, add column submitted_by_name text, add column submitted_at timestamptz,
  add constraint ck_return_way check (way in ('file', 'form', 'interface', 'loader')),
  add constraint ck_return_choice check (choice in ('rows', 'all')),
  add constraint ck_return_submitted check (state not in ('submitted', 'validated with warnings', 'returned') or submitted_at is not null);
comment on column share.return.period_first is 'First month of the quarter, year * 12 + month - 1; null for returns of ready records that cover more than one';
comment on column share.return.choice is 'rows: the good rows join; all: nothing joins unless every row is good';
comment on column share.return.answers_to is 'The return whose rows set aside this one sends again: its rows join, and nothing is withdrawn';
comment on column share.return.content_hash is 'Fingerprint of the rows that were kept, so that the same file sent twice is known; nothing of the file itself is held';
comment on column share.return.missing_months is 'Months of the quarter that the supplier says are missing at source';
comment on column share.return.gaps is 'Keys of fields that this supplier sent before and left out this time';
create index ix_return_period on share.return (partnership_id, set_number, agency_id, period_first) where kind = 'partner';

-- Every move of a return: dated, attributed, never changed.
create table share.return_move (
  partnership_id uuid not null, return_id uuid not null, number integer not null,
  event text not null, from_state text not null, to_state text not null,
  at timestamptz not null, user_id uuid not null, user_name text not null, agency_id uuid, words text,
  constraint pk_return_move primary key (partnership_id, return_id, number),
  constraint fk_return_move_return foreign key (partnership_id, return_id) references share.return
);

-- What the gate kept of a return until it is decided, and for the answers to its faults afterwards. Depersonalised before it comes here.
create table share.return_row (
  partnership_id uuid not null, return_id uuid not null, row_number integer not null, record_id uuid not null, set_number smallint not null, agency_id uuid not null,
  reference text, fields jsonb not null, theme_key text,
  month integer, occurred_from timestamptz, occurred_to timestamptz, time_precision text not null,
  easting double precision, northing double precision, place_method text not null, place_precision double precision, place_score real,
  place_name text, place_words text, place_reason text, area_ids integer[] not null default '{}', content uuid not null,
  constraint pk_return_row primary key (partnership_id, return_id, row_number),
  constraint fk_return_row_return foreign key (partnership_id, return_id) references share.return,
  constraint ck_return_row_place check ((easting is null) = (northing is null)
    and (easting is null or (easting >= 0 and easting < 700000 and northing >= 0 and northing < 1300000))),
  constraint ck_return_row_precision check (time_precision in ('none', 'month', 'day', 'minute', 'interval'))
);
comment on column share.return_row.place_words is 'Place as the supplier wrote it, depersonalised; never overwritten';
comment on column share.return_row.place_reason is 'Why a person says that it cannot be located';
create index ix_return_row_unplaced on share.return_row (partnership_id, return_id) where easting is null;

-- Faults of partners' rows say what is wrong, never what the cell held.
alter table share.return_fault add column sets_aside boolean not null default true, add column message text;

-- What the supplier says to a fault.
create table share.fault_answer (
  partnership_id uuid not null, return_id uuid not null, row_number integer not null, code text not null,
  answer text not null, at timestamptz not null, user_id uuid not null, user_name text not null, answered_in uuid,
  constraint pk_fault_answer primary key (partnership_id, return_id, row_number, code),
  constraint fk_fault_answer_return foreign key (partnership_id, return_id) references share.return,
  constraint ck_fault_answer_answer check (answer in ('corrected', 'confirmed', 'withdrawn'))
);

-- A record of a set from one data version until another: visible at version v where version_from <= v and (version_to is null or version_to > v).
-- A record of a set with themes has an incident of the same id.
create table share.record (
  partnership_id uuid not null, id uuid not null, version_from integer not null, version_to integer,
  set_number smallint not null, agency_id uuid not null, return_id uuid not null, row_number integer not null,
  period_first integer not null, month integer, reference text, fields jsonb not null,
  easting double precision, northing double precision, place_method text not null, place_precision double precision, place_score real,
  place_name text, place_words text, content uuid not null,
  constraint pk_record primary key (partnership_id, id, version_from),
  constraint fk_record_return foreign key (partnership_id, return_id) references share.return,
  constraint ck_record_version check (version_to is null or version_to > version_from)
);
comment on column share.record.fields is 'Values by key of the field: the set''s permitted fields alone';
create index ix_record_current on share.record (partnership_id, set_number, agency_id, period_first) where version_to is null;
create index ix_record_return on share.record (partnership_id, return_id);

-- "Not held": the duty bites only on what a body holds.
create table share.not_held (
  partnership_id uuid not null, id uuid not null, agency_id uuid not null, set_number smallint not null,
  from_period integer not null, to_period integer, reason text not null, signed_by_name text not null,
  declared_by uuid not null, declared_at timestamptz not null, withdrawn_by uuid, withdrawn_at timestamptz,
  constraint pk_not_held primary key (partnership_id, id),
  constraint fk_not_held_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_not_held_period check (to_period is null or to_period >= from_period),
  constraint ck_not_held_withdrawn check ((withdrawn_by is null) = (withdrawn_at is null))
);
comment on column share.not_held.from_period is 'First month of the first quarter it holds for, year * 12 + month - 1';
comment on column share.not_held.to_period is 'First month of the last quarter; null while it stands';

create table share.reminder (
  partnership_id uuid not null, id uuid not null, agency_id uuid not null, set_number smallint not null, period_first integer not null,
  words text not null, sent_at timestamptz not null, sent_by uuid not null, sent_by_name text not null,
  constraint pk_reminder primary key (partnership_id, id),
  constraint fk_reminder_agency foreign key (partnership_id, agency_id) references partnership.agency
);
create index ix_reminder_period on share.reminder (partnership_id, agency_id, set_number, period_first);

-- How a supplier writes a set. A change is a new version; old ones stay.
create table share.return_map (
  partnership_id uuid not null, agency_id uuid not null, set_number smallint not null, version integer not null,
  map jsonb not null, note text not null, saved_at timestamptz not null, saved_by uuid not null, saved_by_name text not null,
  constraint pk_return_map primary key (partnership_id, agency_id, set_number, version),
  constraint fk_return_map_agency foreign key (partnership_id, agency_id) references partnership.agency
);

-- Keys of partners' systems. Only a hash of the secret is held.
create table share.api_key (
  partnership_id uuid not null constraint fk_api_key_partnership references partnership.partnership,
  id uuid not null, name text not null, agency_id uuid not null, secret_hash bytea not null, scopes text[] not null,
  made_at timestamptz not null, made_by uuid not null, made_by_name text not null, expires_on date not null,
  last_used_at timestamptz, revoked_at timestamptz, revoked_by uuid,
  constraint pk_api_key primary key (partnership_id, id),
  constraint fk_api_key_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_api_key_scopes check (cardinality(scopes) > 0 and scopes <@ array['api:returns', 'api:places', 'api:read'])
);
create unique index uq_api_key_hash on share.api_key (secret_hash);

do $$ declare t text; begin
  foreach t in array array['return_move', 'fault_answer', 'not_held', 'reminder', 'return_map', 'api_key'] loop
    execute format('alter table share.%I enable row level security', t);
    execute format('alter table share.%I force row level security', t);
    execute format('create policy reach on share.%I using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;

alter table share.return_row enable row level security;
alter table share.return_row force row level security;
alter table share.record enable row level security;
alter table share.record force row level security;
-- A body sees the rows that it sent; everybody else needs an agreement in force. Each bracketed select is evaluated once a query.
create policy reach on share.return_row using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> ''
  and (agency_id = (select platform.current_agency()) or set_number = any ((select share.readable_sets())::smallint[])));
create policy reach on share.record using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> ''
  and (agency_id = (select platform.current_agency()) or set_number = any ((select share.readable_sets())::smallint[])));

-- A key is looked up before anybody is known by it; this finds one by its hash and says nothing of others.
create function share.find_api_key(hash bytea) returns table (partnership_id uuid, id uuid, agency_id uuid, made_by uuid, name text, scopes text[], expires_on date, revoked_at timestamptz)
  language sql stable security definer set search_path = share, pg_catalog as $$
  select k.partnership_id, k.id, k.agency_id, k.made_by, k.name, k.scopes, k.expires_on, k.revoked_at from share.api_key k where k.secret_hash = hash
$$;
create policy owner on share.api_key for select to current_user using (true);
revoke all on function share.find_api_key(bytea) from public;
grant execute on function share.find_api_key(bytea) to concordat_app;

grant select, insert on share.return_move, share.fault_answer, share.not_held, share.reminder, share.return_map, share.api_key, share.record to concordat_app;
grant update (answer, at, user_id, user_name, answered_in) on share.fault_answer to concordat_app;
grant update (withdrawn_by, withdrawn_at) on share.not_held to concordat_app;
grant update (last_used_at, revoked_at, revoked_by) on share.api_key to concordat_app;
grant update (version_to) on share.record to concordat_app;
grant select, insert, update, delete on share.return_row to concordat_app;
grant delete on share.return_fault to concordat_app;
