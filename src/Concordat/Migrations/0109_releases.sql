-- Small numbers by parcels, so that no two figures of partners' sets give a count below the threshold by subtraction, however they were cut;
-- the setting of the threshold; and the register of bulk releases.

-- A parcel is at least as many records as the threshold that are shown in one place (and, apart from that, at one hour): every cut by area, square, box, place or hour
-- counts a parcel whole or not at all, so every figure and every difference of figures is a sum of whole parcels.
alter table share.shown_record
  add column is_counted boolean not null default true,
  add column parcel integer, add column easting double precision, add column northing double precision, add column place_name text, add column is_middle boolean not null default false,
  add column time_known boolean not null default false, add column shown_day smallint, add column shown_hour smallint;
comment on column share.shown_record.is_counted is 'False where its part of the group is below the threshold in force';
comment on column share.shown_record.parcel is 'The records shown in the same place, within a set, theme, month and data version';
comment on column share.shown_record.is_middle is 'The place shown is the middle of a square of 250 metres that holds the parcel, or of its places to 100 metres; otherwise all of it lie there';
comment on column share.shown_record.time_known is 'Counted among those whose time is known to within six hours';
comment on column share.shown_record.shown_day is 'Weekday (1 Monday) and hour, British time, of one of more records than the threshold that follow each other in the day; null where no hour is shown';

create table share.small_number_change (
  partnership_id uuid not null constraint fk_small_number_change_partnership references partnership.partnership,
  id uuid not null, threshold integer not null, rate_base integer not null, from_on date not null, reason text not null,
  set_by uuid not null, set_by_name text not null, set_at timestamptz not null default now(), applied_at timestamptz,
  constraint pk_small_number_change primary key (partnership_id, id),
  constraint ck_small_number_change_threshold check (threshold between 3 and 100),
  constraint ck_small_number_change_rate_base check (rate_base between 10 and 1000),
  constraint ck_small_number_change_reason check (length(trim(reason)) between 1 and 1000)
);
alter table share.small_number_setting add column rate_base integer not null default 30
  constraint ck_small_number_setting_rate_base check (rate_base between 10 and 1000);
comment on column share.small_number_setting.rate_base is 'Rates and percentages on a smaller base are not given';
alter table share.small_number_change enable row level security;
alter table share.small_number_change force row level security;
create policy reach on share.small_number_change using (platform.in_reach(partnership_id));
grant select on share.small_number_change to concordat_app;
-- Changed by share.set_small_numbers alone.
revoke insert, update on share.small_number_setting from concordat_app;
revoke insert, update on share.shown_record from concordat_app;

create function share.small_number_threshold(partnership uuid) returns integer language sql stable parallel safe as $$
  select coalesce((select threshold from share.small_number_setting where partnership_id = partnership), 5)
$$;
create function share.rate_base() returns integer language sql stable parallel safe as $$
  select coalesce((select rate_base from share.small_number_setting where partnership_id = platform.current_partnership()), 30)
$$;

-- Grouping sees all records of the partnership, whatever sets the person may read who accepts a return or raises the threshold. The owner alone; pages never act as it.
do $$ begin execute format('create policy grouping on share.incident for select to %I using (partnership_id = (select platform.current_partnership()))', current_user); end $$;

-- Position on a curve that fills the plane without jumps (Hilbert, 25 metres): neighbours on it are neighbours on the ground.
create function share.along_curve(easting double precision, northing double precision) returns bigint language plpgsql immutable parallel safe as $$
declare x integer := greatest(0, least(65535, (easting / 25)::integer)); y integer := greatest(0, least(65535, (northing / 25)::integer));
  s integer := 32768; rx integer; ry integer; d bigint := 0; t integer;
begin
  while s > 0 loop
    rx := (x & s > 0)::integer;
    ry := (y & s > 0)::integer;
    d := d + s::bigint * s * ((3 * rx) # ry);
    if ry = 0 then
      if rx = 1 then x := 65535 - x; y := 65535 - y; end if;
      t := x; x := y; y := t;
    end if;
    s := s / 2;
  end loop;
  return d;
end $$;

create type share.group_key as (partnership_id uuid, set_number smallint, theme_key text, month integer, version_from integer);

-- Makes the parcels of groups (what came at once of one set, theme and month) again from their records. A group that some records have left is made of parts, each of which left at
-- one data version or is still there; a cell of one part that another part leaves below the threshold is not shown apart in any of them, since the whole was shown before.
create function share.make_parcels(keys share.group_key[]) returns void language plpgsql security definer set search_path = share, pg_catalog set enable_nestloop = off set jit = off as $$
declare k integer := share.small_number_threshold((keys[1]).partnership_id);
begin
  with wanted as (select distinct x.* from unnest(keys) x),
  member as materialized (
    select i.partnership_id, i.id, i.version_from, i.set_number, i.theme_key, i.month, i.area_ids, i.easting, i.northing, i.place_name,
      case when s.incident_id is null then i.version_to else s.version_to end as left_at,
      i.time_precision in ('hour', 'minute', 'interval') and i.occurred_to - i.occurred_from <= interval '6 hours' as has_time,
      (i.occurred_from + (i.occurred_to - i.occurred_from) / 2) at time zone 'Europe/London' as at_time,
      dense_rank() over (order by i.set_number, i.theme_key, i.month, i.version_from) as g, uuid_hash(i.id) as chance
    from share.incident i join wanted w on w.partnership_id = i.partnership_id and w.set_number = i.set_number and w.theme_key = i.theme_key and w.month = i.month and w.version_from = i.version_from
    left join share.shown_record s on s.partnership_id = i.partnership_id and s.incident_id = i.id and s.version_from = i.version_from
    where not i.is_open),
  sized as (select *, count(*) over (partition by g, left_at) as size, dense_rank() over (order by g, left_at) as p from member),
  -- Only where some records have left does a cell of one part tell something of another's.
  parted as (select *, min(p) over (partition by g) <> max(p) over (partition by g) as is_parted from sized where size >= k),
  signature as (
    select m.area_ids, coalesce(array_agg(a.id order by a.id) filter (where l.kind in ('district', 'boundary')), '{}') as large, coalesce(array_agg(a.id order by a.id) filter (where l.kind = 'ward'), '{}') as wards
    from (select distinct area_ids from member) m cross join unnest(m.area_ids) x (id)
    join partnership.area a on a.partnership_id = (keys[1]).partnership_id and a.id = x.id
    join partnership.area_layer l on l.partnership_id = a.partnership_id and l.id = a.layer_id group by m.area_ids),
  signed as (
    select s.*, coalesce(n.large, '{}') as large, coalesce(n.wards, '{}') as wards,
      count(*) filter (where easting is not null and n.large = '{}') over (partition by p) as outside, count(*) filter (where n.large <> '{}') over (partition by p) as inside
    from parted s left join signature n on n.area_ids = s.area_ids),
  -- A few outside every district, beside others inside, count as without a place.
  located as (select *, easting is not null and not (large = '{}' and inside > 0 and outside < k) as has_place from signed),
  place_counts as (select *, count(*) filter (where has_place) over (partition by p) as np, count(*) filter (where not has_place) over (partition by p) as nu from located),
  -- Where only a few have no place, as many others join them as make them enough: the total stays true, and how many they are cannot be told.
  place_ranks as (select *, row_number() over (partition by p, has_place order by chance, id) as nth from place_counts),
  placed as (
    select *, case when np < k then false when nu = 0 or nu >= k then has_place else np - (k + 1 - nu) >= k and has_place and nth > k + 1 - nu end as is_placed from place_ranks),
  q as (select *, dense_rank() over (order by p, is_placed) as q, case when is_placed then large else '{}' end as la, case when is_placed then wards else '{}' end as wa from placed),
  -- Districts: a cell below the threshold joins the others of its kind; where those are too few together, the smallest cell shown joins them.
  large_counts as (select *, count(*) over (partition by q, la) as n1 from q),
  large_pool as (select *, n1 < k or (is_parted and min(n1) over (partition by g, is_placed, la) < k) as pooled1 from large_counts),
  large_rank as (
    select *, count(*) filter (where pooled1) over (partition by q) as pool1, dense_rank() over (partition by q order by pooled1, n1, la) as rank1 from large_pool),
  large_cell as (select *, case when pooled1 or (pool1 between 1 and k - 1 and rank1 = 1) then null else la end as cell1 from large_rank),
  u as (select *, dense_rank() over (order by q, cell1) as u from large_cell),
  -- Wards within them, in the same way.
  ward_counts as (select *, count(*) over (partition by u, wa) as n2 from u),
  ward_pool as (select *, n2 < k or (is_parted and min(n2) over (partition by g, is_placed, wa) < k) as pooled2 from ward_counts),
  ward_rank as (
    select *, count(*) filter (where pooled2) over (partition by u) as pool2, dense_rank() over (partition by u order by pooled2, n2, wa) as rank2 from ward_pool),
  ward_cell as (select *, case when pooled2 or (pool2 between 1 and k - 1 and rank2 = 1) then null else wa end as cell2 from ward_rank),
  unit as (select *, dense_rank() over (order by u, cell2) as unit from ward_cell),
  -- Known times, as with places.
  time_counts as (select *, count(*) filter (where has_time) over (partition by unit) as nk, count(*) filter (where not coalesce(has_time, false)) over (partition by unit) as nn from unit),
  time_ranks as (select *, row_number() over (partition by unit, coalesce(has_time, false) order by chance, id) as nth2 from time_counts),
  timed as (
    select *, case when nk < k then false when nn = 0 or nn >= k then coalesce(has_time, false) else nk - (k + 1 - nn) >= k and coalesce(has_time, false) and nth2 > k + 1 - nn end as is_timed from time_ranks),
  sub as (select *, dense_rank() over (order by unit, is_timed) as sub, case when is_placed then round(easting) end as re, case when is_placed then round(northing) end as rn from timed),
  -- Places that hold enough by themselves are shown as they are; of the rest squares of 250 metres that do, in their middle; of the rest squares of a kilometre, cut along the curve into
  -- parcels; and what is left likewise, however far apart. Each step leaves none or enough to the next.
  point_counts as (select *, count(*) over (partition by sub, re, rn) as n3 from sub),
  point_pool as (select *, n3 < k or (is_parted and min(n3) over (partition by g, re, rn) < k) as pooled3 from point_counts),
  point_rank as (
    select *, count(*) filter (where pooled3) over (partition by sub) as pool3, dense_rank() over (partition by sub order by pooled3, n3, re, rn) as rank3 from point_pool),
  point_cell as (select *, pooled3 or (pool3 between 1 and k - 1 and rank3 = 1) as rest3, floor(re / 250) as ce, floor(rn / 250) as cn from point_rank),
  small_counts as (select *, count(*) over (partition by sub, rest3, ce, cn) as n4 from point_cell),
  small_pool as (select *, n4 < k or (is_parted and min(n4) over (partition by g, rest3, ce, cn) < k) as pooled4 from small_counts),
  small_rank as (
    select *, count(*) filter (where pooled4) over (partition by sub, rest3) as pool4, dense_rank() over (partition by sub, rest3 order by pooled4, n4, ce, cn) as rank4 from small_pool),
  small_cell as (select *, rest3 and (pooled4 or (pool4 between 1 and k - 1 and rank4 = 1)) as rest4, floor(re / 1000) as be, floor(rn / 1000) as bn from small_rank),
  wide_counts as (select *, count(*) over (partition by sub, rest3, rest4, be, bn) as n5 from small_cell),
  wide_pool as (select *, n5 < k or (is_parted and min(n5) over (partition by g, rest3, rest4, be, bn) < k) as pooled5 from wide_counts),
  wide_rank as (
    select *, count(*) filter (where pooled5) over (partition by sub, rest3, rest4) as pool5, dense_rank() over (partition by sub, rest3, rest4 order by pooled5, n5, be, bn) as rank5 from wide_pool),
  wide_cell as (select *, rest4 and (pooled5 or (pool5 between 1 and k - 1 and rank5 = 1)) as rest5 from wide_rank),
  bucket as (
    select *, rest3 as in_middle, case when not rest3 then 1 when not rest4 then 2 when not rest5 then 3 else 4 end as kind,
      case when not rest3 then re when not rest4 then ce when not rest5 then be end as key_e, case when not rest3 then rn when not rest4 then cn when not rest5 then bn end as key_n from wide_cell),
  along as (
    select *, count(*) over (partition by sub, kind, key_e, key_n) as pool,
      row_number() over (partition by sub, kind, key_e, key_n order by case when kind > 2 and is_placed then share.along_curve(easting, northing) end, id) as step,
      row_number() over (partition by sub order by extract(hour from at_time), extract(isodow from at_time), id) as time_step from bucket),
  chunked as (
    select *, dense_rank() over (partition by g order by sub, kind, key_e, key_n, case when kind > 2 then least((step - 1) / k, pool / k - 1) end) as parcel,
      case when is_timed and nk > k then least((time_step - 1) / (k + 1), count(*) over (partition by sub) / (k + 1) - 1) end as time_parcel from along),
  shown as (
    select *, avg(easting) over same as me, avg(northing) over same as mn, min(place_name) over same as first_name, max(place_name) over same as last_name,
      first_value(at_time) over (partition by sub, time_parcel order by chance, id) as shown_time
    from chunked window same as (partition by g, parcel))
  insert into share.shown_record as r (partnership_id, incident_id, version_from, set_number, theme_key, month, version_to, area_ids, is_counted,
    parcel, easting, northing, place_name, is_middle, time_known, shown_day, shown_hour)
  select partnership_id, id, version_from, set_number, theme_key, month, left_at, coalesce(cell1, '{}') || coalesce(cell2, '{}'), true,
    parcel, case when is_placed then case kind when 1 then re when 2 then ce * 250 + 125 else round(me / 100) * 100 end end, case when is_placed then case kind when 1 then rn when 2 then cn * 250 + 125 else round(mn / 100) * 100 end end,
    case when is_placed and not in_middle and first_name = last_name then first_name end, in_middle and is_placed, is_timed,
    case when time_parcel is not null then extract(isodow from shown_time) end, case when time_parcel is not null then extract(hour from shown_time) end
  from shown
  on conflict (partnership_id, incident_id, version_from) do update set area_ids = excluded.area_ids, is_counted = true, parcel = excluded.parcel, easting = excluded.easting,
    northing = excluded.northing, place_name = excluded.place_name, is_middle = excluded.is_middle, time_known = excluded.time_known, shown_day = excluded.shown_day, shown_hour = excluded.shown_hour;

  update share.shown_record r set is_counted = false
  from (select s.partnership_id, s.set_number, s.theme_key, s.month, s.version_from, s.version_to from share.shown_record s join (select distinct x.* from unnest(keys) x) w
      on w.partnership_id = s.partnership_id and w.set_number = s.set_number and w.theme_key = s.theme_key and w.month = s.month and w.version_from = s.version_from
    group by 1, 2, 3, 4, 5, 6 having count(*) < k) few
  where r.partnership_id = few.partnership_id and r.set_number = few.set_number and r.theme_key = few.theme_key and r.month = few.month and r.version_from = few.version_from
    and r.version_to is not distinct from few.version_to and r.is_counted;
end $$;
revoke all on function share.make_parcels(share.group_key[]) from public;

create or replace function share.group_added() returns trigger language plpgsql security definer set search_path = share, pg_catalog as $$
declare keys share.group_key[];
begin
  -- A return may be written in several statements: its groups are made again from all that is there.
  select array_agg(distinct row(partnership_id, set_number, theme_key, month, version_from)::share.group_key) into keys from added where not is_open;
  if keys is not null then perform share.make_parcels(keys); end if;
  return null;
end $$;

-- Records that are withdrawn or replaced leave the figures when as many as the threshold of their group do; what stays behind of it leaves with them where it is fewer.
create or replace function share.group_ended() returns trigger language plpgsql security definer set search_path = share, pg_catalog set enable_nestloop = off set jit = off as $$
declare keys share.group_key[];
begin
  if not exists (select from changed where not is_open and version_to is not null) then return null; end if;
  with touched as (select distinct partnership_id, set_number, theme_key, month, version_from from changed where not is_open and version_to is not null),
  members as (
    select s.partnership_id, s.incident_id, s.version_from, i.version_to as ended, s.set_number, s.theme_key, s.month
    from share.shown_record s join touched t on t.partnership_id = s.partnership_id and t.set_number = s.set_number and t.theme_key = s.theme_key
      and t.month = s.month and t.version_from = s.version_from
    join share.incident i on i.partnership_id = s.partnership_id and i.id = s.incident_id and i.version_from = s.version_from where s.version_to is null),
  due as (
    select partnership_id, set_number, theme_key, month, version_from, max(ended) as version, count(*) filter (where ended is null) < share.small_number_threshold(partnership_id) as all_of_it
    from members group by 1, 2, 3, 4, 5
    having count(*) filter (where ended is not null) >= share.small_number_threshold(partnership_id) or count(*) filter (where ended is null) = 0),
  leaving as (
    update share.shown_record s set version_to = d.version from due d, share.incident i
    where s.partnership_id = d.partnership_id and s.set_number = d.set_number and s.theme_key = d.theme_key and s.month = d.month and s.version_from = d.version_from
      and s.version_to is null and i.partnership_id = s.partnership_id and i.id = s.incident_id and i.version_from = s.version_from and (i.version_to is not null or d.all_of_it)
    returning s.partnership_id, s.set_number, s.theme_key, s.month, s.version_from)
  select array_agg(distinct row(partnership_id, set_number, theme_key, month, version_from)::share.group_key) into keys from leaving;
  if keys is not null then perform share.make_parcels(keys); end if;
  return null;
end $$;

create function share.make_all_parcels(partnership uuid) returns void language plpgsql security definer set search_path = share, pg_catalog as $$
declare keys share.group_key[];
begin
  select array_agg(distinct row(partnership_id, set_number, theme_key, month, version_from)::share.group_key) into keys from share.incident where partnership_id = partnership and not is_open;
  if keys is not null then perform share.make_parcels(keys); end if;
end $$;
revoke all on function share.make_all_parcels(uuid) from public;

-- What counts and lists read. The caller's own rights apply: the view adds none. Of controlled records no time, reference or small area is given: only what their parcels share.
create or replace view share.shown_incident with (security_invoker = true) as
  select partnership_id, id, version_from, version_to, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key, month,
    occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, lsoa_code, area_ids, outcome, content, is_open,
    occurred_to - occurred_from <= interval '6 hours' and time_precision in ('hour', 'minute', 'interval') as time_known, null::smallint as shown_day, null::smallint as shown_hour, false as is_middle
  from share.incident where is_open
  union all
  select i.partnership_id, i.id, i.version_from, s.version_to, i.return_id, i.file_number, i.row_number, i.supplier, null, i.set_number, i.theme_key, i.month,
    null, null, 'month', s.easting, s.northing, case when s.easting is null then 'none' when s.is_middle then 'middle of several' else 'one place' end, s.place_name, null, s.area_ids,
    null, null, i.is_open, s.time_known, s.shown_day, s.shown_hour, s.is_middle
  from share.incident i join share.shown_record s on s.partnership_id = i.partnership_id and s.incident_id = i.id and s.version_from = i.version_from
  where not i.is_open and s.is_counted;

-- Why a threshold cannot be set; the page asks first, the function refuses. A higher threshold holds at once, a lower one from its day.
create function share.set_small_numbers(new_threshold integer, new_base integer, day date, why text, who text) returns void
  language plpgsql security definer set search_path = share, pg_catalog as $$
declare p uuid := platform.current_partnership();
begin
  if not platform.has_role('information governance') then raise exception 'SN-01: Only information governance sets the threshold' using errcode = 'P0001'; end if;
  if day < share.today() then raise exception 'SN-02: A change cannot begin before today' using errcode = 'P0001'; end if;
  if day > share.today() and new_threshold > share.small_number_threshold(p) then raise exception 'SN-03: A higher threshold holds from today' using errcode = 'P0001'; end if;
  insert into share.small_number_change (partnership_id, id, threshold, rate_base, from_on, reason, set_by, set_by_name)
  values (p, gen_random_uuid(), new_threshold, new_base, day, why, platform.session_user_id(), who);
  perform share.apply_small_numbers();
end $$;

-- Puts into force the changes whose day has come; every figure is cut again in the same transaction.
create function share.apply_small_numbers() returns void language plpgsql security definer set search_path = share, pg_catalog as $$
declare p uuid := platform.current_partnership(); before integer := share.small_number_threshold(p); c share.small_number_change;
begin
  for c in select * from share.small_number_change where partnership_id = p and applied_at is null and from_on <= share.today() order by from_on, set_at loop
    insert into share.small_number_setting (partnership_id, threshold, rate_base) values (p, c.threshold, c.rate_base)
    on conflict (partnership_id) do update set threshold = excluded.threshold, rate_base = excluded.rate_base;
    update share.small_number_change set applied_at = now() where partnership_id = p and id = c.id;
  end loop;
  if share.small_number_threshold(p) <> before then perform share.make_all_parcels(p); end if;
end $$;
revoke all on function share.set_small_numbers(integer, integer, date, text, text), share.apply_small_numbers() from public;
grant execute on function share.set_small_numbers(integer, integer, date, text, text), share.apply_small_numbers() to concordat_app;

-- The register of bulk releases: what was tested, what came of it, what left and to whom. Nothing in it is ever changed.
create table share.bulk_release (
  partnership_id uuid not null constraint fk_bulk_release_partnership references partnership.partnership,
  id uuid not null, kind text not null, title text not null, set_number smallint, agreement_id uuid, recipients text not null,
  columns text[] not null, combination text[] not null, filter text not null, threshold integer not null,
  rows_tested integer not null, rows_left_out integer not null, smallest_group integer not null, small_groups integer not null, groups_of_one integer not null,
  has_passed boolean not null, remedies text[] not null, sha256 text, bytes bigint,
  released_by uuid not null, released_by_name text not null, agency_id uuid, released_at timestamptz not null default now(),
  constraint pk_bulk_release primary key (partnership_id, id),
  constraint fk_bulk_release_agreement foreign key (partnership_id, agreement_id) references share.agreement,
  constraint ck_bulk_release_passed check (has_passed = (sha256 is not null)),
  constraint ck_bulk_release_hash check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The rule once more where nothing can pass it by: nothing small, nothing unagreed.
  constraint ck_bulk_release_small check (not has_passed or (agreement_id is not null and threshold >= 3 and (smallest_group >= threshold or rows_tested = rows_left_out)))
);
comment on table share.bulk_release is 'Tests before bulk releases (blocked ones too, without a hash) and what left; counts are of the test, no value of a row is kept';
create index ix_bulk_release_released_at on share.bulk_release (partnership_id, released_at);
alter table share.bulk_release enable row level security;
alter table share.bulk_release force row level security;
create policy reach on share.bulk_release using (platform.in_reach(partnership_id));
grant select, insert on share.bulk_release to concordat_app;

-- Which records stood in which figure of a release, by fingerprints, so that a later release can be compared with the last twenty.
create table share.bulk_release_group (
  partnership_id uuid not null, release_id uuid not null, number integer not null, records bigint[] not null,
  constraint pk_bulk_release_group primary key (partnership_id, release_id, number),
  constraint fk_bulk_release_group_release foreign key (partnership_id, release_id) references share.bulk_release
);
alter table share.bulk_release_group enable row level security;
alter table share.bulk_release_group force row level security;
create policy reach on share.bulk_release_group using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');
grant select, insert on share.bulk_release_group to concordat_app;

-- The agreement under which the acting agency may let rows of these sets go: in force, signed by it, and covering each of them.
create function share.release_agreements(sets integer[]) returns table (agreement_id uuid, title text) language sql stable as $$
  select distinct v.agreement_id, a.title from share.agreement_version v
  join share.agreement a on a.partnership_id = v.partnership_id and a.id = v.agreement_id
  where v.partnership_id = platform.current_partnership() and v.stage = 'for signature' and share.state_allows_sending(share.version_state(v, share.today()))
    and not exists (select from unnest(sets) x (n) where not exists (select from share.agreement_set s
      where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number and s.set_number = x.n and s.from_on <= share.today()))
    and exists (select from share.agreement_signature g where g.partnership_id = v.partnership_id and g.agreement_id = v.agreement_id and g.version_number = v.number
      and g.agency_id = platform.current_agency() and g.signed_on <= share.today() and (g.withdrawn_on is null or g.withdrawn_on > share.today()))
  order by a.title
$$;

-- What is held already.
alter table share.incident no force row level security;
alter table share.shown_record no force row level security;
alter table share.small_number_setting no force row level security;
alter table partnership.area no force row level security;
alter table partnership.area_layer no force row level security;
do $$ declare p uuid; begin for p in select distinct partnership_id from share.incident where not is_open loop perform share.make_all_parcels(p); end loop; end $$;
alter table share.incident force row level security;
alter table share.shown_record force row level security;
alter table share.small_number_setting force row level security;
alter table partnership.area force row level security;
alter table partnership.area_layer force row level security;
