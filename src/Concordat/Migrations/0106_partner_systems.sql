-- Keys of partners' systems: an administrator makes and revokes them, and nobody reads the hash of a secret.

drop policy reach on share.api_key;
create policy look on share.api_key for select using (platform.in_reach(partnership_id));
create policy make on share.api_key for insert
  with check (platform.in_reach(partnership_id) and platform.has_role('administrator') and made_by = platform.session_user_id() and last_used_at is null and revoked_at is null);
create policy revoke on share.api_key for update
  using (platform.in_reach(partnership_id) and platform.has_role('administrator')) with check (platform.in_reach(partnership_id) and revoked_by = platform.session_user_id());
create policy owner_use on share.api_key for update to current_user using (true);
revoke select, update on share.api_key from concordat_app;
grant select (partnership_id, id, name, agency_id, scopes, made_at, made_by, made_by_name, expires_on, last_used_at, revoked_at, revoked_by) on share.api_key to concordat_app;
grant update (revoked_at, revoked_by) on share.api_key to concordat_app;
alter table share.api_key add constraint ck_api_key_name check (length(name) between 3 and 80);
comment on column share.api_key.secret_hash is 'SHA-256 of the secret, which is 256 random bits: it needs no salt and no slow hash';

-- A key is looked up before anybody is known by it: says whose it is, and remembers to the minute that it was used.
drop function share.find_api_key(bytea);
create function share.use_api_key(hash bytea) returns table (partnership_id uuid, id uuid, agency_id uuid, name text, scopes text[], expires_on date, revoked_at timestamptz)
  language plpgsql security definer set search_path = share, pg_catalog as $$
begin
  update share.api_key k set last_used_at = now()
    where k.secret_hash = hash and k.revoked_at is null and k.expires_on >= share.today() and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
  return query select k.partnership_id, k.id, k.agency_id, k.name, k.scopes, k.expires_on, k.revoked_at from share.api_key k where k.secret_hash = hash;
end $$;
revoke all on function share.use_api_key(bytea) from public;
grant execute on function share.use_api_key(bytea) to concordat_app;
