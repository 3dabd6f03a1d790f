-- Understand: tables of severity that a partnership holds, such as published weights of offences, loaded whole with their source and licence. A new load of a name is its next version; none is altered.

create table understand.severity_table (
  partnership_id uuid not null constraint fk_severity_table_partnership references partnership.partnership,
  id uuid not null, name text not null, version integer not null, source text not null, licence text not null, as_at date not null,
  loaded_by_id uuid not null, loaded_by_name text not null, loaded_at timestamptz not null,
  constraint pk_severity_table primary key (partnership_id, id),
  constraint uq_severity_table_version unique (partnership_id, name, version),
  constraint fk_severity_table_by foreign key (partnership_id, loaded_by_id) references partnership.member,
  constraint ck_severity_table_words check (length(btrim(name)) between 1 and 120 and length(btrim(source)) between 1 and 300 and length(btrim(licence)) between 1 and 200),
  constraint ck_severity_table_version check (version > 0)
);
comment on column understand.severity_table.as_at is 'The day of the publication';

create table understand.severity_weight (
  partnership_id uuid not null, table_id uuid not null, row_number integer not null, theme_key text not null, offence text, weight double precision not null, count bigint, source text, year integer,
  constraint pk_severity_weight primary key (partnership_id, table_id, row_number),
  constraint fk_severity_weight_table foreign key (partnership_id, table_id) references understand.severity_table,
  constraint ck_severity_weight_values check (weight >= 0 and weight < 'infinity' and count >= 0 and year between 1900 and 2200)
);
comment on column understand.severity_weight.offence is 'Offence code as the table gives it; null where the row is of a whole theme';

do $$
declare t text;
begin
  foreach t in array array['severity_table', 'severity_weight'] loop
    execute format('alter table understand.%I enable row level security', t);
    execute format('alter table understand.%I force row level security', t);
    execute format('create policy read on understand.%I for select using (platform.in_reach(partnership_id))', t);
    execute format('grant select, insert on understand.%I to concordat_app', t);
  end loop;
end $$;
create policy add on understand.severity_table for insert
  with check (platform.in_reach(partnership_id) and (platform.has_role('analyst') or platform.has_role('co-ordinator')) and loaded_by_id = platform.session_user_id());
-- Weights join with their table, in the same transaction; a table that is there is never altered.
create policy add on understand.severity_weight for insert with check (platform.in_reach(partnership_id) and exists (select from understand.severity_table s
  where s.partnership_id = severity_weight.partnership_id and s.id = table_id and s.loaded_by_id = platform.session_user_id() and s.xmin::text = pg_current_xact_id()::xid::text));
