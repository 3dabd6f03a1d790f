-- Share: the log says which key was used on which day, and how many calls it made on the day before that.

alter table share.api_key add column used_on date, add column calls integer not null default 0, add constraint ck_api_key_calls check (calls >= 0);
comment on column share.api_key.calls is 'Calls on the last day on which it was used';
grant select (used_on, calls) on share.api_key to concordat_app;

-- One entry a key and day keeps the log small. It is written with the count itself: both or neither. The partnership is set for the entry alone, as nobody is known yet.
create or replace function share.use_api_key(hash bytea) returns table (partnership_id uuid, id uuid, agency_id uuid, name text, scopes text[], expires_on date, revoked_at timestamptz)
  language plpgsql security definer set search_path = share, pg_catalog as $$
declare used share.api_key; was text := current_setting('app.partnership', true);
begin
  select * into used from share.api_key k where k.secret_hash = hash for update;
  if used.id is not null and used.revoked_at is null and used.expires_on >= share.today() then
    update share.api_key k set last_used_at = now(), used_on = share.today(), calls = case when used.used_on = share.today() then used.calls + 1 else 1 end
      where k.partnership_id = used.partnership_id and k.id = used.id;
    if used.used_on is distinct from share.today() then
      perform set_config('app.partnership', used.partnership_id::text, true);
      insert into audit.entry (partnership_id, sequence, user_id, agency_id, purpose, action, subject, subject_id, detail, previous_hash, hash)
      values (used.partnership_id, 0, used.id, used.agency_id, 'partnership work', 'sign-in', 'key', used.id::text,
        jsonb_strip_nulls(jsonb_build_object('state', 'first call of the day', 'last_used_on', used.used_on, 'calls_then', case when used.used_on is not null then used.calls end)), '', '');
      perform set_config('app.partnership', coalesce(was, ''), true);
    end if;
  end if;
  return query select k.partnership_id, k.id, k.agency_id, k.name, k.scopes, k.expires_on, k.revoked_at from share.api_key k where k.secret_hash = hash;
end $$;
