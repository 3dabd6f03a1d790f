-- A scan keeps the breaks in series that it went by, so that it can be made again as it was.
alter table understand.scan add column breaks jsonb not null default '[]';
comment on column understand.scan.breaks is 'The dated markers across which nothing was compared';

-- As before, but each of the three written parts is looked at by itself: until now any one block stood for all of them, for the inner name hid the outer.
create or replace function understand.strategic_refusal(a understand.strategic_assessment) returns text language sql stable as $$
  select case
    when exists (select from unnest(array['levels', 'change', 'why']) needed (name) where not exists (
      select from understand.strategic_block b where b.partnership_id = a.partnership_id and b.assessment_id = a.id and b.part = needed.name
        and b.removed_at is null and btrim(b.sentence) <> '')) then 'A part is empty.'
    when not exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register = 'last-year' and e.removed_at is null)
      then 'How far last year''s plan was done is empty.'
    when not jsonb_path_exists(a.frozen, '$.Result.Issues[*] ? (@.IsRecommended == true)') then 'Nothing is recommended.'
    when not exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register = 'consultation' and e.removed_at is null
        and btrim(coalesce(e.content ->> 'method', '')) <> '' and btrim(coalesce(e.content ->> 'who', '')) <> '' and btrim(coalesce(e.content ->> 'on', '')) <> ''
        and btrim(coalesce(e.content ->> 'said', '')) <> '' and btrim(coalesce(e.content ->> 'done', '')) <> '') then 'Nobody was consulted.'
    when exists (select from understand.strategic_block b where b.partnership_id = a.partnership_id and b.assessment_id = a.id and a.approved_by_id = any (b.writers))
      or exists (select from understand.strategic_entry e where e.partnership_id = a.partnership_id and e.assessment_id = a.id and e.register <> 'plan' and a.approved_by_id = any (e.writers))
      then 'Who wrote part of it cannot approve it.'
  end $$;
