-- The audit log: the kinds of record it speaks of, a line each, so that its page offers them without reading the whole log.
create table audit.subject (
  partnership_id uuid not null, subject text not null,
  constraint pk_subject primary key (partnership_id, subject)
);
insert into audit.subject select distinct partnership_id, subject from audit.entry;
alter table audit.subject enable row level security;
alter table audit.subject force row level security;
create policy read on audit.subject for select using (platform.in_reach(partnership_id) and platform.has_role('information governance'));
-- Kept by the owner with each entry: the application only reads it.
create policy keep on audit.subject to current_user using (true) with check (true);
grant select on audit.subject to concordat_app;

create or replace function audit.link() returns trigger language plpgsql security definer set search_path = audit, pg_catalog as $$
declare last audit.head;
begin
  insert into audit.head values (new.partnership_id, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
  select * into last from audit.head where partnership_id = new.partnership_id for update;
  new.sequence := last.sequence + 1;
  new.at := clock_timestamp();
  new.previous_hash := last.hash;
  new.hash := sha256(convert_to(audit.text_of(new), 'UTF8'));
  update audit.head set sequence = new.sequence, hash = new.hash where partnership_id = new.partnership_id;
  insert into audit.subject values (new.partnership_id, new.subject) on conflict do nothing;
  return new;
end $$;
