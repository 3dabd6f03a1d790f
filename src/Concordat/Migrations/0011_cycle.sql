-- The partnership's year: seventeen steps, each with the day it is due, the day it was done and what shows that it was.

create table partnership.cycle_step (
  partnership_id uuid not null constraint fk_cycle_step_partnership references partnership.partnership,
  number integer not null, due_on date, done_on date, evidence_url text,
  constraint pk_cycle_step primary key (partnership_id, number),
  constraint ck_cycle_step_number check (number between 1 and 17)
);
alter table partnership.cycle_step enable row level security;
alter table partnership.cycle_step force row level security;
create policy reach on partnership.cycle_step using (platform.in_reach(partnership_id));
grant select, insert, update on partnership.cycle_step to concordat_app;
