-- Places: postcodes, the gazetteer, the questions a person answers about places, and what was answered.

alter table partnership.area_layer drop constraint ck_area_layer_kind;
alter table partnership.area_layer add constraint ck_area_layer_kind check (kind in
  ('boundary', 'district', 'ward', 'lsoa', 'msoa', 'neighbourhood', 'sector', 'beat', 'force area', 'county', 'road', 'railway', 'water', 'green space'));

-- Open data, kept under the partnership all the same: each chooses the areas it needs and when it takes the next edition.
create table share.postcode (
  partnership_id uuid not null constraint fk_postcode_partnership references partnership.partnership,
  postcode text not null, area text not null, quality smallint not null, easting integer not null, northing integer not null,
  constraint pk_postcode primary key (partnership_id, postcode),
  constraint ck_postcode_quality check (quality between 10 and 90),
  constraint ck_postcode_place check (easting >= 0 and easting < 700000 and northing >= 0 and northing < 1300000)
);
comment on column share.postcode.area is 'The letters at its front: an import replaces whole areas';
comment on column share.postcode.quality is 'Positional quality of Code-Point Open: 10 to 40 a building or the mean of the unit, 50 imputed, 60 the mean of the sector';
create index ix_postcode_area on share.postcode (partnership_id, area);

create table share.postcode_import (
  partnership_id uuid not null constraint fk_postcode_import_partnership references partnership.partnership,
  id uuid not null, file text not null, areas text[] not null, postcodes integer not null, set_aside integer not null,
  imported_by uuid not null, imported_by_name text not null, imported_at timestamptz not null,
  constraint pk_postcode_import primary key (partnership_id, id)
);

create table share.place (
  partnership_id uuid not null constraint fk_place_partnership references partnership.partnership,
  id uuid not null, kind text not null, name text not null, shape text not null,
  easting double precision not null, northing double precision not null, half_width_metres double precision not null,
  valid_from date not null, valid_to date, source text not null,
  added_by uuid not null, added_by_name text not null, added_at timestamptz not null,
  constraint pk_place primary key (partnership_id, id),
  constraint ck_place_point check (easting >= 0 and easting < 700000 and northing >= 0 and northing < 1300000),
  constraint ck_place_name check (length(name) between 1 and 120 and length(kind) between 1 and 40),
  constraint ck_place_width check (half_width_metres > 0 and half_width_metres <= 50000),
  constraint ck_place_dates check (valid_to is null or valid_to >= valid_from)
);
comment on column share.place.shape is 'Well-known text of a point, line or polygon, metres on the British National Grid (EPSG:27700)';
comment on column share.place.easting is 'Of the point that stands for the place';
comment on column share.place.valid_to is 'Last day it is in use; a place is retired, never deleted, for decisions point to it';
create index ix_place_name on share.place (partnership_id, lower(name));

create table share.place_alias (
  partnership_id uuid not null, id uuid not null, place_id uuid not null, name text not null, state text not null,
  added_by uuid not null, added_by_name text not null, added_at timestamptz not null,
  decided_by uuid, decided_by_name text, decided_at timestamptz,
  constraint pk_place_alias primary key (partnership_id, id),
  constraint fk_place_alias_place foreign key (partnership_id, place_id) references share.place,
  constraint ck_place_alias_name check (length(name) between 1 and 120),
  constraint ck_place_alias_state check (state in ('proposed', 'confirmed', 'refused'))
);
create unique index ix_place_alias_name on share.place_alias (partnership_id, place_id, lower(name));

-- What a supplier wrote about a place, depersonalised, and what a person made of it. The words are never changed.
create table share.place_question (
  partnership_id uuid not null constraint fk_place_question_partnership references partnership.partnership,
  id uuid not null, agency_id uuid, supplier text not null, return_id uuid, words text not null, words_key text not null,
  rows_waiting integer not null, candidates jsonb not null, asked_at timestamptz not null,
  state text not null default 'open', place_id uuid, reason text, for_all boolean,
  decided_by uuid, decided_by_name text, decided_at timestamptz,
  constraint pk_place_question primary key (partnership_id, id),
  constraint fk_place_question_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_place_question_place foreign key (partnership_id, place_id) references share.place,
  constraint ck_place_question_words check (length(words) between 1 and 300),
  constraint ck_place_question_rows check (rows_waiting >= 0),
  constraint ck_place_question_state check (state in ('open', 'placed', 'cannot be placed')),
  constraint ck_place_question_answer check ((state = 'placed') = (place_id is not null) and (state = 'cannot be placed') = (reason is not null)
    and (state = 'open') = (decided_at is null))
);
comment on column share.place_question.words_key is 'The words without house numbers and abbreviations: rows alike have the same';
comment on column share.place_question.candidates is 'Places of the gazetteer with their scores, best first; never a postcode';
create unique index ix_place_question_open on share.place_question (partnership_id, coalesce(return_id, '00000000-0000-0000-0000-000000000000'), coalesce(agency_id, '00000000-0000-0000-0000-000000000000'), words_key)
  where state = 'open';
create index ix_place_question_return on share.place_question (partnership_id, return_id);

-- What a person decided, used the next time the same supplier writes the same.
create table share.place_memory (
  partnership_id uuid not null constraint fk_place_memory_partnership references partnership.partnership,
  agency_id uuid not null, words_key text not null, place_id uuid, reason text,
  decided_by uuid not null, decided_by_name text not null, decided_at timestamptz not null,
  constraint pk_place_memory primary key (partnership_id, agency_id, words_key),
  constraint fk_place_memory_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_place_memory_place foreign key (partnership_id, place_id) references share.place,
  constraint ck_place_memory_answer check ((place_id is null) <> (reason is null))
);

-- Raised with every change, so that what is kept in memory is known to be current.
create table share.place_stamp (
  partnership_id uuid not null constraint fk_place_stamp_partnership references partnership.partnership,
  postcodes bigint not null default 0, gazetteer bigint not null default 0,
  constraint pk_place_stamp primary key (partnership_id)
);

create function share.keeps_records() returns boolean language sql stable parallel safe
  as $$ select platform.has_role('analyst') or platform.has_role('co-ordinator') $$;

alter table share.postcode enable row level security;
alter table share.postcode force row level security;
alter table share.postcode_import enable row level security;
alter table share.postcode_import force row level security;
alter table share.place enable row level security;
alter table share.place force row level security;
alter table share.place_alias enable row level security;
alter table share.place_alias force row level security;
alter table share.place_question enable row level security;
alter table share.place_question force row level security;
alter table share.place_memory enable row level security;
alter table share.place_memory force row level security;
alter table share.place_stamp enable row level security;
alter table share.place_stamp force row level security;

create policy look on share.postcode for select
  using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');
create policy keep_in on share.postcode for insert
  with check (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '' and (select share.keeps_records()));
create policy keep_out on share.postcode for delete
  using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '' and (select share.keeps_records()));
create policy look on share.postcode_import for select using (platform.in_reach(partnership_id));
create policy keep on share.postcode_import for insert with check (platform.in_reach(partnership_id) and share.keeps_records());
create policy look on share.place for select using (platform.in_reach(partnership_id));
create policy keep on share.place for insert with check (platform.in_reach(partnership_id) and share.keeps_records());
create policy alter on share.place for update using (platform.in_reach(partnership_id) and share.keeps_records());
create policy look on share.place_alias for select using (platform.in_reach(partnership_id));
-- Any partner may say what people call a place; only those who keep the records make it count.
create policy propose on share.place_alias for insert
  with check (platform.in_reach(partnership_id) and (state = 'proposed' or share.keeps_records()));
create policy decide on share.place_alias for update using (platform.in_reach(partnership_id) and share.keeps_records());
create policy look on share.place_question for select using (platform.in_reach(partnership_id));
create policy ask on share.place_question for insert with check (platform.in_reach(partnership_id) and state = 'open');
create policy answer on share.place_question for update using (platform.in_reach(partnership_id))
  with check (platform.in_reach(partnership_id) and (state = 'open' or share.keeps_records()));
create policy look on share.place_memory for select using (platform.in_reach(partnership_id));
create policy keep_in on share.place_memory for insert with check (platform.in_reach(partnership_id) and share.keeps_records());
create policy keep_on on share.place_memory for update using (platform.in_reach(partnership_id) and share.keeps_records());
create policy reach on share.place_stamp using (platform.in_reach(partnership_id));

grant select, insert, delete on share.postcode to concordat_app;
grant select, insert on share.postcode_import to concordat_app;
grant select, insert on share.place, share.place_alias, share.place_question, share.place_memory to concordat_app;
grant update (kind, name, shape, easting, northing, half_width_metres, valid_to) on share.place to concordat_app;
grant update (state, decided_by, decided_by_name, decided_at) on share.place_alias to concordat_app;
grant update (rows_waiting, candidates, state, place_id, reason, for_all, decided_by, decided_by_name, decided_at) on share.place_question to concordat_app;
grant update (place_id, reason, decided_by, decided_by_name, decided_at) on share.place_memory to concordat_app;
grant select, insert, update on share.place_stamp to concordat_app;
