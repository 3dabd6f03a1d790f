-- Small numbers: in controlled sets (all but police.uk) no figure from one up to the threshold leaves by any door.
-- Everything that counts or lists reads share.shown_incident, never share.incident.

create table share.small_number_setting (
  partnership_id uuid not null constraint pk_small_number_setting primary key constraint fk_small_number_setting_partnership references partnership.partnership,
  threshold integer not null, constraint ck_small_number_setting_threshold check (threshold between 3 and 100)
);
comment on column share.small_number_setting.threshold is 'The smallest figure shown of controlled sets; 5 where nothing is set';
create function share.small_number_threshold() returns integer language sql stable parallel safe as $$
  select coalesce((select threshold from share.small_number_setting where partnership_id = platform.current_partnership()), 5)
$$;

-- The records of controlled sets that are counted. A group is what came at once (data version) of one set, theme and month: all of it is counted or none,
-- so that the difference of any two figures is again a sum of whole groups.
create table share.shown_record (
  partnership_id uuid not null, incident_id uuid not null, version_from integer not null,
  set_number smallint not null, theme_key text not null, month integer not null,
  version_to integer, area_ids integer[] not null,
  constraint pk_shown_record primary key (partnership_id, incident_id, version_from),
  constraint fk_shown_record_incident foreign key (partnership_id, incident_id, version_from) references share.incident on delete cascade
);
comment on column share.shown_record.version_to is 'When it ceased to be counted: with as many others of its group as the threshold, never alone';
comment on column share.shown_record.area_ids is 'Areas in which its group can be counted apart: as many as the threshold are inside, and none or as many outside';
create index ix_shown_record_group on share.shown_record (partnership_id, set_number, theme_key, month, version_from);

-- The planner knows nothing of the rows a statement has just written and would join them one by one.
create function share.group_added() returns trigger language plpgsql set enable_nestloop = off set jit = off as $$
declare threshold integer := share.small_number_threshold();
begin
  if not exists (select from added where not is_open) then return null; end if;
  -- A return may be written in several statements: its groups are made again from all that is there.
  with keys as (select distinct partnership_id, set_number, theme_key, month, version_from from added where not is_open),
  sized as (
    select i.partnership_id, i.id, i.version_from, i.set_number, i.theme_key, i.month, i.area_ids,
      count(*) over (partition by i.partnership_id, i.set_number, i.theme_key, i.month, i.version_from) as size
    from share.incident i join keys k on k.partnership_id = i.partnership_id and k.set_number = i.set_number and k.theme_key = i.theme_key
      and k.month = i.month and k.version_from = i.version_from
    where not i.is_open),
  -- Small areas lie within larger ones and could be taken from them, so only the layers that lie beside each other count apart.
  inside as (
    select s.partnership_id, s.set_number, s.theme_key, s.month, s.version_from, s.size, a.layer_id, a.id as area_id, count(*) as n
    from sized s cross join unnest(s.area_ids) x (id)
    join partnership.area a on a.partnership_id = s.partnership_id and a.id = x.id
    join partnership.area_layer l on l.partnership_id = a.partnership_id and l.id = a.layer_id and l.kind in ('ward', 'district', 'boundary')
    where s.size >= threshold group by 1, 2, 3, 4, 5, 6, 7, 8),
  ranked as (
    select *, size - sum(n) filter (where n >= threshold) over layer as rest,
      row_number() over (partition by partnership_id, set_number, theme_key, month, version_from, layer_id order by (n < threshold), n, area_id) as place
    from inside window layer as (partition by partnership_id, set_number, theme_key, month, version_from, layer_id)),
  -- What no area of the layer shows must itself be none or enough; otherwise the smallest area shown goes too.
  apart as (
    select partnership_id, set_number, theme_key, month, version_from, array_agg(area_id) as areas from ranked
    where n >= threshold and not (rest between 1 and threshold - 1 and place = 1) group by 1, 2, 3, 4, 5)
  insert into share.shown_record (partnership_id, incident_id, version_from, set_number, theme_key, month, area_ids)
  select s.partnership_id, s.id, s.version_from, s.set_number, s.theme_key, s.month,
    coalesce(array(select x.id from unnest(s.area_ids) x (id) where x.id = any (a.areas) order by x.id), '{}')
  from sized s left join apart a on a.partnership_id = s.partnership_id and a.set_number = s.set_number and a.theme_key = s.theme_key
    and a.month = s.month and a.version_from = s.version_from
  where s.size >= threshold
  on conflict (partnership_id, incident_id, version_from) do update set area_ids = excluded.area_ids;
  return null;
end $$;
create trigger group_added after insert on share.incident referencing new table as added for each statement execute function share.group_added();

-- Records that are withdrawn or replaced leave the figures together with enough others, or when the whole group has gone.
create function share.group_ended() returns trigger language plpgsql set enable_nestloop = off set jit = off as $$
declare threshold integer := share.small_number_threshold();
begin
  if not exists (select from changed where not is_open and version_to is not null) then return null; end if;
  with keys as (select distinct partnership_id, set_number, theme_key, month, version_from from changed where not is_open),
  members as (
    select s.partnership_id, s.incident_id, s.version_from, i.version_to as ended, s.version_to as settled, s.set_number, s.theme_key, s.month
    from share.shown_record s join keys k on k.partnership_id = s.partnership_id and k.set_number = s.set_number and k.theme_key = s.theme_key
      and k.month = s.month and k.version_from = s.version_from
    join share.incident i on i.partnership_id = s.partnership_id and i.id = s.incident_id and i.version_from = s.version_from),
  due as (
    select partnership_id, set_number, theme_key, month, version_from, max(ended) as version from members
    where settled is null group by 1, 2, 3, 4, 5
    having count(*) filter (where ended is null) = 0
      or (count(*) filter (where ended is null) >= threshold and count(*) filter (where ended is not null) >= threshold))
  update share.shown_record s set version_to = d.version from due d, share.incident i
  where s.partnership_id = d.partnership_id and s.set_number = d.set_number and s.theme_key = d.theme_key and s.month = d.month and s.version_from = d.version_from
    and s.version_to is null and i.partnership_id = s.partnership_id and i.id = s.incident_id and i.version_from = s.version_from and i.version_to is not null;
  return null;
end $$;
create trigger group_ended after update on share.incident referencing new table as changed for each statement execute function share.group_ended();

alter table share.small_number_setting enable row level security;
alter table share.small_number_setting force row level security;
create policy reach on share.small_number_setting using (platform.in_reach(partnership_id));
grant select, insert, update on share.small_number_setting to concordat_app;
alter table share.shown_record enable row level security;
alter table share.shown_record force row level security;
create policy reach on share.shown_record using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> '');
grant select, insert, update on share.shown_record to concordat_app;

-- What counts and lists read. The caller's own rights apply: the view adds none.
create view share.shown_incident with (security_invoker = true) as
  select partnership_id, id, version_from, version_to, return_id, file_number, row_number, supplier, supplier_ref, set_number, theme_key, month,
    occurred_from, occurred_to, time_precision, easting, northing, place_method, place_name, lsoa_code, area_ids, outcome, content, is_open
  from share.incident where is_open
  union all
  select i.partnership_id, i.id, i.version_from, s.version_to, i.return_id, i.file_number, i.row_number, i.supplier, i.supplier_ref, i.set_number, i.theme_key, i.month,
    i.occurred_from, i.occurred_to, i.time_precision, i.easting, i.northing, i.place_method, i.place_name, i.lsoa_code, s.area_ids, i.outcome, i.content, i.is_open
  from share.incident i join share.shown_record s on s.partnership_id = i.partnership_id and s.incident_id = i.id and s.version_from = i.version_from
  where not i.is_open;
grant select on share.shown_incident to concordat_app;

-- A figure of several records: all of the open ones, and of the controlled ones none unless there are enough.
create function share.shown(open bigint, controlled bigint, threshold integer) returns integer language sql immutable parallel safe
  as $$ select (open + case when controlled < threshold then 0 else controlled end)::integer $$;

-- Records already held: whole months by theme, in no area apart until they are sent again.
alter table share.incident no force row level security;
alter table share.shown_record no force row level security;
insert into share.shown_record (partnership_id, incident_id, version_from, set_number, theme_key, month, version_to, area_ids)
select partnership_id, id, version_from, set_number, theme_key, month, version_to, '{}' from (
  select i.*, count(*) over (partition by i.partnership_id, i.set_number, i.theme_key, i.month, i.version_from, i.version_to) as size from share.incident i where not i.is_open) sized
where size >= 5;
alter table share.incident force row level security;
alter table share.shown_record force row level security;
