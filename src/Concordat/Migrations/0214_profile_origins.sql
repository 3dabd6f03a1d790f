-- A profile may be commissioned from a confirmed series.
alter table understand.profile drop constraint ck_profile_origin;
alter table understand.profile add constraint ck_profile_origin check (origin in ('finding', 'hit', 'decision', 'issue', 'series'));

-- Whoever commissions a profile takes up the hit it comes from; the chair may do that, and nothing else with a hit.
create policy commission on understand.scan_hit for update using (platform.in_reach(partnership_id) and platform.has_role('chair') and state = 'open')
  with check (platform.in_reach(partnership_id) and state = 'taken up' and finding_id is null and decided_by = platform.session_user_id());
