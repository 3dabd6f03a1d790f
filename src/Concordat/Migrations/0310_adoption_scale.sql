-- Decide: what is adopted may say at what scale it is answered, and why it comes before other things.
alter table decide.item add column scale text, drop constraint ck_item_decision,
  add constraint ck_item_scale check (scale is null or decision = 'adopt' and scale in ('bronze', 'silver', 'gold')),
  add constraint ck_item_decision check (case decision
    when 'adopt' then origin <> 'standing' and owner_id is not null and deferred_until is null
    when 'do not adopt' then origin <> 'standing' and owner_id is null and coalesce(reason, '') <> '' and deferred_until is null
    when 'defer' then origin <> 'standing' and owner_id is null and deferred_until is not null
    when 'noted' then origin in ('standing', 'template') and owner_id is null and reason is null and deferred_until is null
    else decision is null and owner_id is null and reason is null and deferred_until is null end);
comment on column decide.item.scale is 'Of an adopted item: bronze for the people on the spot, silver for the division or district, gold for headquarters or the whole area; empty where nobody said';
