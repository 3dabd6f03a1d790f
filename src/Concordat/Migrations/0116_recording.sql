-- Share: the counting rules that were in force, and samples in which somebody looked whether records were made by them.

create table share.counting_rule (
  partnership_id uuid not null constraint fk_counting_rule_partnership references partnership.partnership,
  id uuid not null, title text not null, says text not null, set_number smallint, from_on date not null, to_on date, kept_by_id uuid not null, kept_at timestamptz not null,
  constraint pk_counting_rule primary key (partnership_id, id),
  constraint fk_counting_rule_kept_by foreign key (partnership_id, kept_by_id) references partnership.member,
  constraint ck_counting_rule_words check (share.filled(title) and share.filled(says)),
  constraint ck_counting_rule_set check (set_number between 1 and 12),
  constraint ck_counting_rule_days check (to_on >= from_on)
);
comment on column share.counting_rule.set_number is 'The statutory set that it governs; null where it governs several';
comment on column share.counting_rule.to_on is 'The last day; null while it is in force';
create table share.recording_sample (
  partnership_id uuid not null constraint fk_recording_sample_partnership references partnership.partnership,
  id uuid not null, agency_id uuid not null, set_number smallint not null, looked_on date not null, looked_at integer not null, right_count integer not null, found text not null,
  kept_by_id uuid not null, kept_at timestamptz not null,
  constraint pk_recording_sample primary key (partnership_id, id),
  constraint fk_recording_sample_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_recording_sample_kept_by foreign key (partnership_id, kept_by_id) references partnership.member,
  constraint ck_recording_sample_set check (set_number between 1 and 12),
  constraint ck_recording_sample_counts check (looked_at between 1 and 100000 and right_count between 0 and looked_at),
  constraint ck_recording_sample_found check (share.filled(found))
);
create index ix_recording_sample_looked_on on share.recording_sample (partnership_id, looked_on);
do $$ declare t text; begin
  foreach t in array array['counting_rule', 'recording_sample'] loop
    execute format('alter table share.%I enable row level security', t);
    execute format('alter table share.%I force row level security', t);
    execute format('create policy read on share.%I for select using (platform.in_reach(partnership_id))', t);
    execute format('create policy add on share.%I for insert with check (platform.in_reach(partnership_id) and share.keeps_records() and kept_by_id = platform.session_user_id())', t);
  end loop;
end $$;
-- A rule changes in one way: it ends, once. A sample does not change.
create policy change on share.counting_rule for update using (platform.in_reach(partnership_id) and share.keeps_records() and to_on is null) with check (platform.in_reach(partnership_id) and to_on is not null);
grant select, insert on share.counting_rule, share.recording_sample to concordat_app;
grant update (to_on) on share.counting_rule to concordat_app;
select platform.open_to_rights();
