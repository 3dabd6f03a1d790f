-- Rows to mend carry what stood in them, so that they come back as answers; "not held" can be ended; who may write either is the database's rule too.

-- What stood in a row with a fault, as far as nothing personal can be in it. Erased with its draft, when the row is mended or given up, and when a later return takes the place of this one.
create table share.return_aside (
  partnership_id uuid not null, return_id uuid not null, row_number integer not null, set_number smallint not null, agency_id uuid not null,
  sets_aside boolean not null, cells jsonb not null,
  constraint pk_return_aside primary key (partnership_id, return_id, row_number),
  constraint fk_return_aside_return foreign key (partnership_id, return_id) references share.return
);
comment on column share.return_aside.cells is 'Heading of the file to the cell as written; cells that may hold personal details are left out';
alter table share.return_aside enable row level security;
alter table share.return_aside force row level security;
create policy reach on share.return_aside using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> ''
  and (agency_id = (select platform.current_agency()) or set_number = any ((select share.readable_sets())::smallint[])));
grant select, insert, delete on share.return_aside to concordat_app;

-- For a return its own body speaks, or the data manager for it.
create function share.speaks_for(partnership uuid, agency uuid) returns boolean language sql stable parallel safe as $$
  select platform.in_reach(partnership) and (agency = platform.current_agency() or platform.has_role('co-ordinator'))
$$;
create function share.speaks_for_return(partnership uuid, id uuid) returns boolean language sql stable parallel safe as $$
  select exists (select from share.return r where r.partnership_id = partnership and r.id = speaks_for_return.id and share.speaks_for(partnership, r.agency_id))
$$;

drop policy reach on share.fault_answer;
create policy reach on share.fault_answer for select using (platform.in_reach(partnership_id));
create policy given on share.fault_answer for insert with check (share.speaks_for_return(partnership_id, return_id));
create policy changed on share.fault_answer for update using (platform.in_reach(partnership_id)) with check (share.speaks_for_return(partnership_id, return_id));
create policy taken_back on share.fault_answer for delete using (share.speaks_for_return(partnership_id, return_id));
grant delete on share.fault_answer to concordat_app;
create index ix_fault_answer_answered on share.fault_answer (partnership_id, answered_in) where answered_in is not null;

drop policy reach on share.not_held;
create policy reach on share.not_held for select using (platform.in_reach(partnership_id));
create policy declared on share.not_held for insert with check (share.speaks_for(partnership_id, agency_id));
create policy ended on share.not_held for update using (share.speaks_for(partnership_id, agency_id)) with check (share.speaks_for(partnership_id, agency_id));
alter table share.not_held add column signed_by uuid, add column declared_by_name text,
  add column ended_by uuid, add column ended_by_name text, add column ended_at timestamptz,
  add constraint ck_not_held_ended check ((ended_by is null) = (ended_at is null));
comment on column share.not_held.signed_by is 'The member of the body who answers for it';
comment on column share.not_held.withdrawn_at is 'Withdrawn as a mistake: it never counted';
comment on column share.not_held.ended_at is 'When a standing declaration was given its last quarter';
grant update (to_period, ended_by, ended_by_name, ended_at) on share.not_held to concordat_app;
-- What was not held is history: a declaration is never made to reach further, nor back to life.
create function share.guard_not_held() returns trigger language plpgsql as $$
begin
  if old.withdrawn_at is not null then raise exception 'A withdrawn declaration stays as it is'; end if;
  if old.to_period is not null and (new.to_period is null or new.to_period > old.to_period) then raise exception 'A declaration is not made to reach further: make a new one'; end if;
  return new;
end $$;
create trigger guard_not_held before update on share.not_held for each row execute function share.guard_not_held();
