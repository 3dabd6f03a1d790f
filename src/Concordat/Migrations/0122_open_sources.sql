-- Share: what the partnership read in public: news, council papers, pages of social media, published statistics.

alter table share.last_number drop constraint ck_last_number_series, add constraint ck_last_number_series check (series in ('disclosure', 'obstacle', 'question', 'open source'));
create table share.open_source (
  partnership_id uuid not null constraint fk_open_source_partnership references partnership.partnership,
  id uuid not null, number integer not null, kind text not null, title text not null, address text not null, seen_on date not null,
  capture text, file_id uuid, file_name text, source_grade smallint not null, information_grade text not null,
  theme_key text, place text, note text, names text not null,
  entered_by_id uuid not null, entered_at timestamptz not null,
  changed_by_id uuid not null, changed_at timestamptz not null, changed_because text,
  withdrawn_at timestamptz, withdrawn_by_id uuid, withdrawn_because text,
  constraint pk_open_source primary key (partnership_id, id),
  constraint uq_open_source_number unique (partnership_id, number),
  constraint fk_open_source_entered_by foreign key (partnership_id, entered_by_id) references partnership.member,
  constraint fk_open_source_changed_by foreign key (partnership_id, changed_by_id) references partnership.member,
  constraint fk_open_source_withdrawn_by foreign key (partnership_id, withdrawn_by_id) references partnership.member,
  constraint ck_open_source_kind check (kind in ('news', 'council papers', 'social media', 'statistics', 'other')),
  constraint ck_open_source_words check (share.filled(title) and share.filled(address)),
  constraint ck_open_source_kept check (share.filled(capture) or file_id is not null),
  constraint ck_open_source_file check ((file_id is null) = (file_name is null)),
  constraint ck_open_source_grade check (source_grade between 1 and 3 and information_grade in ('A', 'B', 'C', 'D', 'E')),
  constraint ck_open_source_names check (names in ('none', 'removed', 'confirmed')),
  constraint ck_open_source_withdrawn check ((withdrawn_at is null) = (withdrawn_by_id is null) and (withdrawn_at is null) = (withdrawn_because is null))
);
comment on column share.open_source.names is 'none: nothing personal was found. removed: what was found was taken out. confirmed: somebody looked, and what is there stays because it is public and needed';
comment on column share.open_source.source_grade is '1 reliable, 2 untested, 3 not reliable';
comment on column share.open_source.information_grade is 'A known directly, B known indirectly and corroborated, C known indirectly, D not known, E suspected to be false';
create index ix_open_source_seen on share.open_source (partnership_id, seen_on desc);

-- What an entry said before it was corrected. Written by the database alone.
create table share.open_source_past (
  partnership_id uuid not null, source_id uuid not null, number integer not null, said jsonb not null, by_id uuid not null, at timestamptz not null,
  constraint pk_open_source_past primary key (partnership_id, source_id, number),
  constraint fk_open_source_past_source foreign key (partnership_id, source_id) references share.open_source,
  constraint fk_open_source_past_by foreign key (partnership_id, by_id) references partnership.member
);
create function share.keep_open_source() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.withdrawn_at is not null then raise exception 'A source that was withdrawn does not change.' using errcode = 'restrict_violation'; end if;
  if new.withdrawn_at is null then
    if coalesce(btrim(new.changed_because), '') = '' then raise exception 'A correction says why.' using errcode = 'restrict_violation'; end if;
    insert into share.open_source_past (partnership_id, source_id, number, said, by_id, at)
    select old.partnership_id, old.id, 1 + count(*), jsonb_strip_nulls(jsonb_build_object('kind', old.kind, 'title', old.title, 'address', old.address, 'seen_on', old.seen_on, 'capture', old.capture,
        'file', old.file_name, 'grade', old.source_grade || old.information_grade, 'theme', old.theme_key, 'place', old.place, 'note', old.note, 'because', old.changed_because)), old.changed_by_id, old.changed_at
    from share.open_source_past p where p.partnership_id = old.partnership_id and p.source_id = old.id;
  end if;
  return new;
end $$;
create trigger keep before update on share.open_source for each row execute function share.keep_open_source();

do $$ declare t text; begin
  foreach t in array array['open_source', 'open_source_past'] loop
    execute format('alter table share.%I enable row level security', t);
    execute format('alter table share.%I force row level security', t);
    execute format('create policy read on share.%I for select using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;
create policy add on share.open_source for insert with check (platform.in_reach(partnership_id) and share.keeps_records() and entered_by_id = platform.session_user_id() and changed_by_id = platform.session_user_id());
create policy change on share.open_source for update using (platform.in_reach(partnership_id) and share.keeps_records())
  with check (platform.in_reach(partnership_id) and coalesce(withdrawn_by_id, changed_by_id) = platform.session_user_id());
create policy add on share.open_source_past for insert with check (platform.in_reach(partnership_id) and share.keeps_records());
grant select, insert on share.open_source to concordat_app;
grant update (kind, title, address, seen_on, capture, file_id, file_name, source_grade, information_grade, theme_key, place, note, names, changed_by_id, changed_at, changed_because,
  withdrawn_at, withdrawn_by_id, withdrawn_because) on share.open_source to concordat_app;
grant select on share.open_source_past to concordat_app;
select platform.open_to_rights();
