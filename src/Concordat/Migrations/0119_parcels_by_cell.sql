-- Share: the same parcels, decided by cell. Records are counted once into cells of area, known time and point; what is pooled, shown apart or cut is decided among the cells,
-- which are few, and handed back to the records. Before, every step sorted all records again.
create or replace function share.make_parcels(keys share.group_key[]) returns void language plpgsql security definer
  set search_path = share, pg_catalog set enable_nestloop = off set enable_mergejoin = off set jit = off set work_mem = '32MB' as $$
declare k integer := share.small_number_threshold((keys[1]).partnership_id); nowhere constant double precision := -1e9; still constant integer := 2147483647;
begin
  with wanted as materialized (select *, row_number() over ()::integer as g from (select distinct x.* from unnest(keys) x) w),
  member as materialized (
    select w.g, i.id, i.area_ids, i.easting, i.northing, i.place_name, uuid_hash(i.id) as chance,
      coalesce(case when s.incident_id is null then i.version_to else s.version_to end, still) as left_at,
      coalesce(i.time_precision in ('hour', 'minute', 'interval') and i.occurred_to - i.occurred_from <= interval '6 hours', false) as has_time,
      (i.occurred_from + (i.occurred_to - i.occurred_from) / 2) at time zone 'Europe/London' as at_time
    from wanted w join share.incident i on w.partnership_id = i.partnership_id and w.set_number = i.set_number and w.theme_key = i.theme_key and w.month = i.month and w.version_from = i.version_from
    left join share.shown_record s on s.partnership_id = i.partnership_id and s.incident_id = i.id and s.version_from = i.version_from
    where not i.is_open),
  -- Areas that records share: their districts and wards as numbers in the order of the areas, 0 for none.
  signature as materialized (
    select c.area_ids, n.large is not null and n.large = '{}' as is_outside, coalesce(n.large <> '{}', false) as is_inside, coalesce(n.large, '{}') as large, coalesce(n.wards, '{}') as wards,
      case when coalesce(n.large, '{}') = '{}' then 0 else dense_rank() over (order by coalesce(n.large, '{}')) end as la, case when coalesce(n.wards, '{}') = '{}' then 0 else dense_rank() over (order by coalesce(n.wards, '{}')) end as wa
    from (select distinct area_ids from member) c left join (
      select m.area_ids, coalesce(array_agg(a.id order by a.id) filter (where l.kind in ('district', 'boundary')), '{}') as large, coalesce(array_agg(a.id order by a.id) filter (where l.kind = 'ward'), '{}') as wards
      from (select distinct area_ids from member) m cross join unnest(m.area_ids) x (id)
      join partnership.area a on a.partnership_id = (keys[1]).partnership_id and a.id = x.id
      join partnership.area_layer l on l.partnership_id = a.partnership_id and l.id = a.layer_id group by m.area_ids) n on n.area_ids = c.area_ids),
  signed as materialized (
    select m.g, m.id, m.left_at, m.chance, m.has_time, m.at_time, m.easting, m.northing, m.place_name, s.la, s.wa, s.is_outside, s.is_inside from member m join signature s on s.area_ids = m.area_ids),
  -- A group that some records have left is made of parts. A few outside every district, beside others inside, count as without a place.
  part_counts as (
    select g, left_at, count(*) as size, count(easting) as located, count(easting) filter (where la = 0) as bare, count(*) filter (where is_inside) as inside, count(easting) filter (where is_outside) as outside
    from signed group by g, left_at),
  part as materialized (
    select *, row_number() over (order by g, left_at)::integer as p, count(*) over (partition by g) > 1 as is_parted, inside > 0 and outside < k as drops_bare,
      located - case when inside > 0 and outside < k then bare else 0 end as np from part_counts where size >= k),
  -- Where only a few have no place, as many others join them as make them enough: the total stays true, and how many they are cannot be told.
  located as (
    select s.*, p.p, p.np, p.size - p.np as nu, s.easting is not null and not (s.la = 0 and p.drops_bare) as has_place from signed s join part p on p.g = s.g and p.left_at = s.left_at),
  place_rank as (select p, id, row_number() over (partition by p order by chance, id) as nth from located where has_place and np >= k and nu between 1 and k - 1),
  is_placed as (
    select l.*, case when np < k then false when nu = 0 or nu >= k then has_place else np - (k + 1 - nu) >= k and has_place and r.nth > k + 1 - nu end as is_placed
    from located l left join place_rank r on r.p = l.p and r.id = l.id),
  placed as materialized (
    select p, id, chance, has_time, at_time, easting, northing, place_name, is_placed, case when is_placed then la else 0 end as la, case when is_placed then wa else 0 end as wa,
      case when is_placed then coalesce(round(easting), nowhere) else nowhere end as re, case when is_placed then coalesce(round(northing), nowhere) else nowhere end as rn from is_placed),
  area_cell as materialized (select a.*, p.g, p.is_parted from (select p, is_placed, la, wa, count(*) as n, count(*) filter (where has_time) as timed from placed group by p, is_placed, la, wa) a join part p using (p)),
  -- Districts: a cell below the threshold joins the others of its kind; where those are too few together, the smallest cell shown joins them.
  large_counts as (select g, p, is_parted, is_placed, la, sum(n) as n1 from area_cell group by g, p, is_parted, is_placed, la),
  large_pool as (select *, n1 < k or (is_parted and min(n1) over (partition by g, is_placed, la) < k) as pooled1 from large_counts),
  large_rank as (
    select *, coalesce(sum(n1) filter (where pooled1) over (partition by p, is_placed), 0) as pool1, dense_rank() over (partition by p, is_placed order by pooled1, n1, la) as rank1 from large_pool),
  large_cell as (select p, is_placed, la, case when pooled1 or (pool1 between 1 and k - 1 and rank1 = 1) then -1 else la end as cell1 from large_rank),
  -- Wards within them, in the same way.
  in_large as materialized (select a.*, l.cell1 from area_cell a join large_cell l using (p, is_placed, la)),
  ward_counts as (select g, p, is_parted, is_placed, cell1, wa, sum(n) as n2 from in_large group by g, p, is_parted, is_placed, cell1, wa),
  ward_pool as (select *, n2 < k or (is_parted and min(n2) over (partition by g, is_placed, wa) < k) as pooled2 from ward_counts),
  ward_rank as (
    select *, coalesce(sum(n2) filter (where pooled2) over (partition by p, is_placed, cell1), 0) as pool2, dense_rank() over (partition by p, is_placed, cell1 order by pooled2, n2, wa) as rank2 from ward_pool),
  ward_cell as (select p, is_placed, cell1, wa, case when pooled2 or (pool2 between 1 and k - 1 and rank2 = 1) then -1 else wa end as cell2 from ward_rank),
  in_ward as (select i.*, w.cell2, dense_rank() over (order by i.p, i.is_placed, i.cell1, w.cell2)::integer as unit from in_large i join ward_cell w using (p, is_placed, cell1, wa)),
  -- Known times, as with places.
  unit as materialized (select *, (sum(timed) over (partition by unit))::bigint as nk, (sum(n - timed) over (partition by unit))::bigint as nn from in_ward),
  in_unit as materialized (
    select m.id, m.p, m.chance, m.has_time, m.at_time, m.easting, m.northing, m.place_name, m.re, m.rn, u.unit, u.nk, u.nn from placed m join unit u on u.p = m.p and u.is_placed = m.is_placed and u.la = m.la and u.wa = m.wa),
  time_rank as (select p, id, row_number() over (partition by unit order by chance, id) as nth from in_unit where has_time and nk >= k and nn between 1 and k - 1),
  timed as materialized (
    select u.*, case when nk < k then false when nn = 0 or nn >= k then has_time else nk - (k + 1 - nn) >= k and has_time and r.nth > k + 1 - nn end as is_timed
    from in_unit u left join time_rank r on r.p = u.p and r.id = u.id),
  -- Places that hold enough by themselves are shown as they are; of the rest squares of 250 metres that do, in their middle; of the rest squares of a kilometre, cut along the curve into
  -- parcels; and what is left likewise, however far apart. Each step leaves none or enough to the next.
  point_counts as (
    select unit, is_timed, re, rn, min(p) as p, count(*) as n3, min(place_name) as first_name, max(place_name) as last_name from timed group by unit, is_timed, re, rn),
  point as materialized (select c.*, p.g, p.is_parted from point_counts c join part p using (p)),
  low_point as (select g, re, rn, min(n3) as low3 from point where is_parted group by g, re, rn),
  point_pool as (select a.*, n3 < k or coalesce(low3 < k, false) as pooled3 from point a left join low_point l on a.is_parted and l.g = a.g and l.re = a.re and l.rn = a.rn),
  point_rank as (
    select *, coalesce(sum(n3) filter (where pooled3) over (partition by unit, is_timed), 0) as pool3, row_number() over (partition by unit, is_timed order by pooled3, n3, re, rn) as rank3 from point_pool),
  point_cell as materialized (select *, pooled3 or (pool3 between 1 and k - 1 and rank3 = 1) as rest3, floor(re / 250) as ce, floor(rn / 250) as cn from point_rank),
  small_counts as (select g, is_parted, unit, is_timed, rest3, ce, cn, sum(n3) as n4 from point_cell group by g, is_parted, unit, is_timed, rest3, ce, cn),
  small_pool as (select *, n4 < k or (is_parted and min(n4) over (partition by g, rest3, ce, cn) < k) as pooled4 from small_counts),
  small_rank as (
    select *, coalesce(sum(n4) filter (where pooled4) over (partition by unit, is_timed, rest3), 0) as pool4, dense_rank() over (partition by unit, is_timed, rest3 order by pooled4, n4, ce, cn) as rank4 from small_pool),
  small_cell as materialized (select *, rest3 and (pooled4 or (pool4 between 1 and k - 1 and rank4 = 1)) as rest4, floor(ce / 4) as be, floor(cn / 4) as bn from small_rank),
  wide_counts as (select g, is_parted, unit, is_timed, rest3, rest4, be, bn, sum(n4) as n5 from small_cell group by g, is_parted, unit, is_timed, rest3, rest4, be, bn),
  wide_pool as (select *, n5 < k or (is_parted and min(n5) over (partition by g, rest3, rest4, be, bn) < k) as pooled5 from wide_counts),
  wide_rank as (
    select *, coalesce(sum(n5) filter (where pooled5) over (partition by unit, is_timed, rest3, rest4), 0) as pool5, dense_rank() over (partition by unit, is_timed, rest3, rest4 order by pooled5, n5, be, bn) as rank5 from wide_pool),
  wide_cell as (select *, rest4 and (pooled5 or (pool5 between 1 and k - 1 and rank5 = 1)) as rest5 from wide_rank),
  in_square as materialized (
    select c.*, not w.rest5 as in_wide from small_cell c join wide_cell w using (unit, is_timed, rest3, rest4, be, bn)),
  in_bucket as materialized (
    select c.g, c.unit, c.is_timed, c.re, c.rn, c.n3, c.first_name, c.last_name, case when not c.rest3 then 1 when not s.rest4 then 2 when s.in_wide then 3 else 4 end as kind,
      case when not c.rest3 then c.re when not s.rest4 then c.ce when s.in_wide then s.be else nowhere end as key_e, case when not c.rest3 then c.rn when not s.rest4 then c.cn when s.in_wide then s.bn else nowhere end as key_n
    from point_cell c join in_square s using (unit, is_timed, rest3, ce, cn)),
  bucket_counts as (
    select *, greatest(pool / k, 1)::integer as parcels, row_number() over (order by g, unit, is_timed, kind, key_e, key_n)::integer as bucket, (sum(pool) over (partition by unit, is_timed))::bigint as fellows
    from (select g, unit, is_timed, kind, key_e, key_n, sum(n3)::bigint as pool from in_bucket group by g, unit, is_timed, kind, key_e, key_n) b),
  bucket as materialized (select *, (sum(parcels) over (partition by g order by bucket))::integer - parcels as before from bucket_counts),
  numbered as materialized (
    select i.unit, i.is_timed, i.re, i.rn, i.first_name, i.last_name, i.kind, i.key_e, i.key_n, b.fellows, b.bucket, b.before, b.parcels from in_bucket i join bucket b using (unit, is_timed, kind, key_e, key_n)),
  in_parcel as (
    select t.p, t.id, t.chance, t.easting, t.northing, t.at_time, t.re, t.rn, t.nk, t.is_timed, t.unit, n.kind, n.key_e, n.key_n, n.fellows, n.bucket, n.before, n.parcels,
      case when n.kind = 1 and n.first_name = n.last_name then n.first_name end as place_name
    from timed t join numbered n on n.unit = t.unit and n.is_timed = t.is_timed and n.re = t.re and n.rn = t.rn),
  along as (
    select id, p, row_number() over (partition by bucket order by case when re <> nowhere then share.along_curve(easting, northing) end, id) as step from in_parcel where kind > 2 and parcels > 1),
  time_order as (
    select id, p, unit, least((row_number() over (partition by unit order by extract(hour from at_time)::smallint, extract(isodow from at_time)::smallint, id) - 1) / (k + 1), fellows / (k + 1) - 1) as time_parcel, chance, at_time
    from in_parcel where is_timed and nk > k),
  shown_time as (select distinct on (unit, time_parcel) unit, time_parcel, extract(isodow from at_time)::smallint as shown_day, extract(hour from at_time)::smallint as shown_hour from time_order order by unit, time_parcel, chance, id),
  times as (select o.p, o.id, s.shown_day, s.shown_hour from time_order o join shown_time s using (unit, time_parcel)),
  chunked as materialized (
    select i.*, i.before + case when a.step is null then 1 else least((a.step - 1) / k, i.parcels - 1)::integer + 1 end as parcel from in_parcel i left join along a on a.p = i.p and a.id = i.id),
  middle as (select bucket, parcel, round(avg(easting) / 100) * 100 as me, round(avg(northing) / 100) * 100 as mn from chunked where kind > 2 group by bucket, parcel),
  area as (select distinct u.unit, coalesce(l.large, '{}') || coalesce(w.wards, '{}') as area_ids from unit u
    left join (select distinct la, large from signature) l on l.la = u.cell1 left join (select distinct wa, wards from signature) w on w.wa = u.cell2)
  insert into share.shown_record as r (partnership_id, incident_id, version_from, set_number, theme_key, month, version_to, area_ids, is_counted,
    parcel, easting, northing, place_name, is_middle, time_known, shown_day, shown_hour)
  select w.partnership_id, c.id, w.version_from, w.set_number, w.theme_key, w.month, nullif(p.left_at, still), a.area_ids, true,
    c.parcel, case when c.re <> nowhere then case c.kind when 1 then c.re when 2 then c.key_e * 250 + 125 else m.me end end, case when c.re <> nowhere then case c.kind when 1 then c.rn when 2 then c.key_n * 250 + 125 else m.mn end end,
    case when c.re <> nowhere then c.place_name end, c.kind > 1 and c.re <> nowhere, c.is_timed, t.shown_day, t.shown_hour
  from chunked c join part p on p.p = c.p join wanted w on w.g = p.g join area a on a.unit = c.unit
  left join middle m on m.bucket = c.bucket and m.parcel = c.parcel left join times t on t.p = c.p and t.id = c.id
  on conflict (partnership_id, incident_id, version_from) do update set area_ids = excluded.area_ids, is_counted = true, parcel = excluded.parcel, easting = excluded.easting,
    northing = excluded.northing, place_name = excluded.place_name, is_middle = excluded.is_middle, time_known = excluded.time_known, shown_day = excluded.shown_day, shown_hour = excluded.shown_hour;

  update share.shown_record r set is_counted = false
  from (select s.partnership_id, s.set_number, s.theme_key, s.month, s.version_from, s.version_to from share.shown_record s join (select distinct x.* from unnest(keys) x) w
      on w.partnership_id = s.partnership_id and w.set_number = s.set_number and w.theme_key = s.theme_key and w.month = s.month and w.version_from = s.version_from
    group by 1, 2, 3, 4, 5, 6 having count(*) < k) few
  where r.partnership_id = few.partnership_id and r.set_number = few.set_number and r.theme_key = few.theme_key and r.month = few.month and r.version_from = few.version_from
    and r.version_to is not distinct from few.version_to and r.is_counted;
end $$;

-- The groups of a return's rows are told apart without sorting the rows.
create or replace function share.group_added() returns trigger language plpgsql security definer set search_path = share, pg_catalog as $$
declare keys share.group_key[];
begin
  -- A return may be written in several statements: its groups are made again from all that is there.
  select array_agg(row(partnership_id, set_number, theme_key, month, version_from)::share.group_key) into keys
    from (select distinct partnership_id, set_number, theme_key, month, version_from from added where not is_open) a;
  if keys is not null then perform share.make_parcels(keys); end if;
  return null;
end $$;

create or replace function share.make_all_parcels(partnership uuid) returns void language plpgsql security definer set search_path = share, pg_catalog as $$
declare keys share.group_key[];
begin
  select array_agg(row(partnership_id, set_number, theme_key, month, version_from)::share.group_key) into keys
    from (select distinct partnership_id, set_number, theme_key, month, version_from from share.incident where partnership_id = partnership and not is_open) a;
  if keys is not null then perform share.make_parcels(keys); end if;
end $$;
