-- Share: sets that are context, what each source adds, obstacles to exchange, and who has no access.

-- One file of a contextual set as it was loaded. A later load of the same name is a new version; nothing is overwritten.
create table share.context_load (
  partnership_id uuid not null constraint fk_context_load_partnership references partnership.partnership,
  id uuid not null, kind text not null, name text not null, version integer not null, source text not null, licence text not null,
  file_name text not null, sha256 text not null, rows_read integer not null, figures integer not null, set_aside integer not null, areas integer not null,
  first_on date, last_on date, notices text[] not null default '{}',
  loaded_by_id uuid not null, loaded_by_name text not null, agency_id uuid, loaded_at timestamptz not null,
  withdrawn_at timestamptz, withdrawn_by_name text, withdrawn_because text,
  constraint pk_context_load primary key (partnership_id, id),
  constraint uq_context_load_version unique (partnership_id, kind, name, version),
  constraint ck_context_load_kind check (kind in ('demography', 'deprivation', 'business', 'health', 'environment', 'schools', 'stop-and-search', 'crime-outcomes',
    'ambulance-overdose-calls', 'hospital-admissions-by-authority', 'school-exclusions-by-authority')),
  constraint ck_context_load_words check (share.filled(name) and share.filled(source) and share.filled(licence)),
  constraint ck_context_load_withdrawn check ((withdrawn_at is null) = (withdrawn_because is null) and (withdrawn_at is null) = (withdrawn_by_name is null))
);
comment on table share.context_load is 'Context: published figures that no regulation asks for. Never counted among the statutory sets';
create table share.context_row (
  partnership_id uuid not null, load_id uuid not null, number integer not null, area_code text not null, area_name text, on_date date not null,
  measure text not null, value numeric, fields jsonb,
  constraint pk_context_row primary key (partnership_id, load_id, number),
  constraint fk_context_row_load foreign key (partnership_id, load_id) references share.context_load,
  constraint ck_context_row_one check (value is not null or fields is not null)
);
comment on column share.context_row.value is 'A figure; null for a record, which counts as one and whose fields stand beside it';
comment on column share.context_row.on_date is 'The day the figure is of, or the first day of its period';
create index ix_context_row_area on share.context_row (partnership_id, area_code, on_date);

alter table share.context_load enable row level security;
alter table share.context_load force row level security;
alter table share.context_row enable row level security;
alter table share.context_row force row level security;
create policy read on share.context_load for select using (platform.in_reach(partnership_id));
create policy add on share.context_load for insert with check (platform.in_reach(partnership_id) and share.keeps_records() and loaded_by_id = platform.session_user_id());
create policy change on share.context_load for update using (platform.in_reach(partnership_id) and share.keeps_records());
create policy read on share.context_row for select using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');
create policy add on share.context_row for insert with check (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '' and (select share.keeps_records()));
grant select, insert on share.context_load, share.context_row to concordat_app;
grant update (withdrawn_at, withdrawn_by_name, withdrawn_because) on share.context_load to concordat_app;

-- The figure that counts for a measure, area and day: of the newest version that was not withdrawn. Records count by area and month.
create view share.context_figure with (security_invoker = true) as
  select distinct on (f.partnership_id, l.kind, l.name, f.measure, f.area_code, f.on_date)
    f.partnership_id, l.id as load_id, l.kind, l.name, l.version, l.source, f.area_code, f.area_name, f.on_date, f.measure, f.value
  from (
    select partnership_id, load_id, area_code, area_name, on_date, measure, value from share.context_row where value is not null
    union all
    select partnership_id, load_id, area_code, max(area_name), date_trunc('month', on_date)::date, measure, count(*)::numeric from share.context_row where value is null
    group by partnership_id, load_id, area_code, date_trunc('month', on_date), measure) f
  join share.context_load l on l.partnership_id = f.partnership_id and l.id = f.load_id
  where l.withdrawn_at is null
  order by f.partnership_id, l.kind, l.name, f.measure, f.area_code, f.on_date, l.version desc;
grant select on share.context_figure to concordat_app;

-- What each source adds, in its owner's words, before anything is written from it; reviewed each year.
create table share.source (
  partnership_id uuid not null constraint fk_source_partnership references partnership.partnership,
  id uuid not null, key text not null, name text not null, owner_id uuid not null, adds text, said_on date, reviewed_on date, stopped_on date,
  entered_by_id uuid not null, entered_at timestamptz not null,
  constraint pk_source primary key (partnership_id, id),
  constraint uq_source_key unique (partnership_id, key),
  constraint fk_source_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint ck_source_adds check ((adds is null) = (said_on is null) and (adds is null or share.filled(adds)))
);
create table share.source_review (
  partnership_id uuid not null, id uuid not null, source_id uuid not null, reviewed_on date not null, outcome text not null, words text not null, by_id uuid not null, at timestamptz not null,
  constraint pk_source_review primary key (partnership_id, id),
  constraint fk_source_review_source foreign key (partnership_id, source_id) references share.source,
  constraint ck_source_review_outcome check (outcome in ('keep', 'stop using')),
  constraint ck_source_review_words check (share.filled(words))
);
create index ix_source_review_source on share.source_review (partnership_id, source_id);
alter table share.source enable row level security;
alter table share.source force row level security;
alter table share.source_review enable row level security;
alter table share.source_review force row level security;
create policy read on share.source for select using (platform.in_reach(partnership_id));
create policy add on share.source for insert with check (platform.in_reach(partnership_id) and share.keeps_records() and entered_by_id = platform.session_user_id()
  and (adds is null or owner_id = platform.session_user_id()));
create policy change on share.source for update using (platform.in_reach(partnership_id) and (owner_id = platform.session_user_id() or share.keeps_records())) with check (platform.in_reach(partnership_id));
create policy read on share.source_review for select using (platform.in_reach(partnership_id));
create policy add on share.source_review for insert with check (platform.in_reach(partnership_id) and by_id = platform.session_user_id()
  and exists (select from share.source s where s.partnership_id = source_review.partnership_id and s.id = source_id and s.owner_id = platform.session_user_id()));
-- What a source adds is its owner's word and nobody else's.
create function share.guard_source() returns trigger language plpgsql as $$
begin
  if platform.serves_rights() then return new; end if;
  if (new.adds is distinct from old.adds or new.reviewed_on is distinct from old.reviewed_on or new.stopped_on is distinct from old.stopped_on)
    and platform.session_user_id() is distinct from old.owner_id then
    raise exception 'Only its owner says what a source adds.' using errcode = 'insufficient_privilege', constraint = 'source_is_its_owners';
  end if;
  return new;
end $$;
create trigger guard before update on share.source for each row execute function share.guard_source();
grant select, insert, update on share.source to concordat_app;
grant select, insert on share.source_review to concordat_app;

-- Each exchange that failed or was refused, under one of four causes, with an owner, until something is done about it.
create table share.obstacle (
  partnership_id uuid not null constraint fk_obstacle_partnership references partnership.partnership,
  id uuid not null, number integer not null, cause text not null, what text not null, agency_id uuid, set_number smallint, period_first integer, disclosure_id uuid,
  owner_id uuid not null, raised_by_id uuid not null, raised_at timestamptz not null, closed_on date, done text, closed_by_id uuid,
  constraint pk_obstacle primary key (partnership_id, id),
  constraint uq_obstacle_number unique (partnership_id, number),
  constraint fk_obstacle_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_obstacle_owner foreign key (partnership_id, owner_id) references partnership.member,
  constraint ck_obstacle_cause check (cause in ('data protection worry', 'incompatible systems', 'protocol not understood', 'reluctance')),
  constraint ck_obstacle_what check (share.filled(what)),
  constraint ck_obstacle_closed check ((closed_on is null) = (done is null) and (closed_on is null) = (closed_by_id is null) and (done is null or share.filled(done)))
);
create unique index uq_obstacle_disclosure on share.obstacle (partnership_id, disclosure_id) where disclosure_id is not null;
create unique index uq_obstacle_return on share.obstacle (partnership_id, agency_id, set_number, period_first) where period_first is not null and closed_on is null;
alter table share.obstacle enable row level security;
alter table share.obstacle force row level security;
create policy read on share.obstacle for select using (platform.in_reach(partnership_id));
create policy add on share.obstacle for insert with check (platform.in_reach(partnership_id) and raised_by_id = platform.session_user_id() and closed_on is null);
-- The owner closes it, or the data manager; what was closed stays closed.
create policy change on share.obstacle for update using (platform.in_reach(partnership_id) and closed_on is null
  and (owner_id = platform.session_user_id() or platform.has_role('co-ordinator'))) with check (platform.in_reach(partnership_id));
grant select, insert on share.obstacle to concordat_app;
grant update (owner_id, closed_on, done, closed_by_id) on share.obstacle to concordat_app;

-- For each body: its people, those whose account is open, those who signed in within so many days, and those with the right to mapping and analysis.
-- Counts by body alone: nobody learns from it when a person signed in.
create function share.access_by_body(days integer) returns table (agency_id uuid, people integer, accounts integer, signed_in integer, readers integer, latest date)
  language sql stable security definer set search_path = pg_catalog as $$
  with m as (
    select m.agency_id, m.user_id, m.roles, u.id is not null and (u.lockout_end is null or u.lockout_end < now()) and u.password_hash is not null as is_open,
      (select max(e.at) from audit.entry e where e.partnership_id in ('00000000-0000-0000-0000-000000000000', m.partnership_id)
        and e.subject = 'user' and e.subject_id = m.user_id::text and e.action = 'sign-in') as at
    from partnership.member m left join platform."user" u on u.id = m.user_id
    where m.partnership_id = platform.current_partnership() and platform.current_purpose() <> '' and m.valid_from <= share.today() and (m.valid_to is null or m.valid_to >= share.today()))
  select a.id, count(m.user_id)::integer, (count(*) filter (where m.is_open))::integer, (count(*) filter (where m.is_open and m.at >= now() - make_interval(days => days)))::integer,
    (count(*) filter (where m.is_open and m.roles && array['analyst', 'co-ordinator', 'chair', 'practitioner', 'information governance']))::integer,
    (max(m.at) at time zone 'Europe/London')::date
  from partnership.agency a left join m on m.agency_id = a.id
  where a.partnership_id = platform.current_partnership() and a.valid_from <= share.today() and (a.valid_to is null or a.valid_to >= share.today())
  group by a.id
$$;
revoke all on function share.access_by_body(integer) from public;
grant execute on function share.access_by_body(integer) to concordat_app;

select platform.open_to_rights();
