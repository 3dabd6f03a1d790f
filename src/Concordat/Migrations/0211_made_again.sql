-- Every figure can be made again to the same value: how partners' records were cut into parcels before is kept, and a scan keeps all that went into it.

-- Parcels are made again when the threshold changes or records leave. What is shown is always the last cut; an earlier one serves to make a kept figure again, never to show more.
create table share.cut (
  partnership_id uuid not null constraint fk_cut_partnership references partnership.partnership,
  number integer not null, made_in xid8 not null,
  constraint pk_cut primary key (partnership_id)
);
comment on table share.cut is 'How often parcels that stood already were made again; nothing before the first time';

alter table share.shown_record add column made_in xid8;
alter table share.shown_record alter column made_in set default pg_current_xact_id();
comment on column share.shown_record.made_in is 'The transaction that counted it first: what it makes again itself nobody has read';

create table share.shown_record_before (
  partnership_id uuid not null, incident_id uuid not null, version_from integer not null, cut integer not null,
  area_ids integer[] not null, is_counted boolean not null, easting double precision, northing double precision, place_name text, is_middle boolean not null,
  time_known boolean not null, shown_day smallint, shown_hour smallint,
  constraint pk_shown_record_before primary key (partnership_id, incident_id, version_from, cut),
  constraint fk_shown_record_before_record foreign key (partnership_id, incident_id, version_from) references share.shown_record on delete cascade
);
comment on table share.shown_record_before is 'What was shown of a controlled record until a cut';

alter table share.cut enable row level security;
alter table share.cut force row level security;
create policy reach on share.cut using (platform.in_reach(partnership_id));
alter table share.shown_record_before enable row level security;
alter table share.shown_record_before force row level security;
create policy reach on share.shown_record_before using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');
-- Written by the trigger alone.
grant select on share.cut, share.shown_record_before to concordat_app;

create function share.keep_cut() returns trigger language plpgsql security definer set search_path = share, pg_catalog set enable_nestloop = off as $$
begin
  insert into share.cut as c (partnership_id, number, made_in)
  select w.partnership_id, 1, pg_current_xact_id() from was w join becomes b using (partnership_id, incident_id, version_from)
  where w.made_in is distinct from pg_current_xact_id()
    and (w.area_ids, w.is_counted, w.easting, w.northing, w.place_name, w.is_middle, w.time_known, w.shown_day, w.shown_hour)
      is distinct from (b.area_ids, b.is_counted, b.easting, b.northing, b.place_name, b.is_middle, b.time_known, b.shown_day, b.shown_hour)
  limit 1
  on conflict (partnership_id) do update set number = c.number + 1, made_in = excluded.made_in where c.made_in <> excluded.made_in;
  insert into share.shown_record_before (partnership_id, incident_id, version_from, cut, area_ids, is_counted, easting, northing, place_name, is_middle, time_known, shown_day, shown_hour)
  select w.partnership_id, w.incident_id, w.version_from, c.number, w.area_ids, w.is_counted, w.easting, w.northing, w.place_name, w.is_middle, w.time_known, w.shown_day, w.shown_hour
  from was w join becomes b using (partnership_id, incident_id, version_from) join share.cut c on c.partnership_id = w.partnership_id
  where w.made_in is distinct from pg_current_xact_id()
    and (w.area_ids, w.is_counted, w.easting, w.northing, w.place_name, w.is_middle, w.time_known, w.shown_day, w.shown_hour)
      is distinct from (b.area_ids, b.is_counted, b.easting, b.northing, b.place_name, b.is_middle, b.time_known, b.shown_day, b.shown_hour)
  -- Made again twice in one transaction: the first is what others read.
  on conflict do nothing;
  return null;
end $$;
create trigger keep_cut after update on share.shown_record referencing old table as was new table as becomes for each statement execute function share.keep_cut();

-- As before, and records that a lower threshold counts for the first time stay uncounted in the cuts before.
create or replace function share.apply_small_numbers() returns void language plpgsql security definer set search_path = share, pg_catalog as $$
declare p uuid := platform.current_partnership(); before integer := share.small_number_threshold(p); c share.small_number_change;
begin
  for c in select * from share.small_number_change where partnership_id = p and applied_at is null and from_on <= share.today() order by from_on, set_at loop
    insert into share.small_number_setting (partnership_id, threshold, rate_base) values (p, c.threshold, c.rate_base)
    on conflict (partnership_id) do update set threshold = excluded.threshold, rate_base = excluded.rate_base;
    update share.small_number_change set applied_at = now() where partnership_id = p and id = c.id;
  end loop;
  if share.small_number_threshold(p) = before then return; end if;
  perform share.make_all_parcels(p);
  insert into share.cut as x (partnership_id, number, made_in) values (p, 1, pg_current_xact_id())
  on conflict (partnership_id) do update set number = x.number + 1, made_in = excluded.made_in where x.made_in <> excluded.made_in;
  insert into share.shown_record_before (partnership_id, incident_id, version_from, cut, area_ids, is_counted, is_middle, time_known)
  select s.partnership_id, s.incident_id, s.version_from, x.number, '{}', false, false, false
  from share.shown_record s join share.cut x on x.partnership_id = s.partnership_id where s.partnership_id = p and s.made_in = pg_current_xact_id()
  on conflict do nothing;
end $$;

-- As share.shown_incident, of every cut: a record stands in the cuts from cut_from up to and without cut_until.
create view share.shown_incident_then with (security_invoker = true) as
  select partnership_id, id, version_from, version_to, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key, month,
    occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, lsoa_code, area_ids, outcome, content, is_open,
    occurred_to - occurred_from <= interval '6 hours' and time_precision in ('hour', 'minute', 'interval') as time_known, null::smallint as shown_day, null::smallint as shown_hour, false as is_middle,
    0 as cut_from, 2147483647 as cut_until
  from share.incident where is_open
  union all
  select i.partnership_id, i.id, i.version_from, s.version_to, i.return_id, i.file_number, i.row_number, i.supplier, null, i.set_number, i.theme_key, i.month,
    null, null, 'month', c.easting, c.northing, case when c.easting is null then 'none' when c.is_middle then 'middle of several' else 'one place' end, c.place_name, null, c.area_ids,
    null, null, i.is_open, c.time_known, c.shown_day, c.shown_hour, c.is_middle, c.cut_from, c.cut_until
  from share.incident i join share.shown_record s on s.partnership_id = i.partnership_id and s.incident_id = i.id and s.version_from = i.version_from
  cross join lateral (
    select s.area_ids, s.is_counted, s.easting, s.northing, s.place_name, s.is_middle, s.time_known, s.shown_day, s.shown_hour,
      coalesce((select max(h.cut) from share.shown_record_before h where h.partnership_id = s.partnership_id and h.incident_id = s.incident_id and h.version_from = s.version_from), 0) as cut_from, 2147483647 as cut_until
    union all
    select b.area_ids, b.is_counted, b.easting, b.northing, b.place_name, b.is_middle, b.time_known, b.shown_day, b.shown_hour,
      coalesce((select max(h.cut) from share.shown_record_before h where h.partnership_id = b.partnership_id and h.incident_id = b.incident_id and h.version_from = b.version_from and h.cut < b.cut), 0), b.cut
    from share.shown_record_before b where b.partnership_id = s.partnership_id and b.incident_id = s.incident_id and b.version_from = s.version_from) c
  where not i.is_open and c.is_counted;
grant select on share.shown_incident_then to concordat_app;

-- Boundary, threshold, cut and wards that a scan was made with; null for scans of a time before they were kept.
alter table understand.scan add column inputs jsonb;
