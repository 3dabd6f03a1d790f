-- Who counts in the partnership on a day, the sharing agreements between those bodies, and the rule below every query:
-- without an agreement in force nothing but open data is sent or read.

-- Kinds of body, and from which day the law counts a kind as what. A new kind or a new law is a new row.
create table partnership.body_kind (
  key text not null constraint pk_body_kind primary key, name text not null, position integer not null
);
create table partnership.body_kind_law (
  kind_key text not null constraint fk_body_kind_law_kind references partnership.body_kind,
  standing text not null, from_on date not null, to_on date, source text not null,
  constraint pk_body_kind_law primary key (kind_key, from_on),
  constraint ck_body_kind_law_standing check (standing in ('responsible authority', 'co-operating body')),
  constraint ck_body_kind_law_dates check (to_on is null or to_on >= from_on)
);
grant select on partnership.body_kind, partnership.body_kind_law to concordat_app;
insert into partnership.body_kind (key, name, position) values
  ('council', 'Council', 1), ('police', 'Police force', 2), ('police-authority', 'Police authority', 3),
  ('police-commissioner', 'Police and crime commissioner', 4), ('fire', 'Fire and rescue authority', 5), ('probation', 'Probation', 6),
  ('primary-care-trust', 'Primary care trust', 7), ('clinical-commissioning-group', 'Clinical commissioning group', 8),
  ('integrated-care-board', 'Integrated care board', 9), ('local-health-board', 'Local health board (Wales)', 10),
  ('social-landlord', 'Registered social landlord', 11), ('environment-agency', 'Environment Agency', 12), ('school', 'School or college', 13),
  ('youth-justice', 'Youth justice service', 14), ('drug-alcohol', 'Drug and alcohol service', 15), ('business', 'Business crime partnership', 16),
  ('victims', 'Victims’ service', 17), ('voluntary', 'Voluntary organisation', 18), ('other', 'Another body', 19);
insert into partnership.body_kind_law (kind_key, standing, from_on, to_on, source) values
  ('council', 'responsible authority', '1998-09-30', null, 'Crime and Disorder Act 1998, section 5'),
  ('police', 'responsible authority', '1998-09-30', null, 'Crime and Disorder Act 1998, section 5'),
  ('police-authority', 'responsible authority', '2003-04-01', '2012-11-21', 'Police Reform Act 2002, section 97; abolished by the Police Reform and Social Responsibility Act 2011'),
  ('fire', 'responsible authority', '2003-04-01', null, 'Police Reform Act 2002, section 97'),
  ('primary-care-trust', 'responsible authority', '2004-04-30', '2013-03-31', 'Police Reform Act 2002, section 97; abolished by the Health and Social Care Act 2012'),
  ('clinical-commissioning-group', 'responsible authority', '2013-04-01', '2022-06-30', 'Health and Social Care Act 2012; abolished by the Health and Care Act 2022'),
  ('integrated-care-board', 'responsible authority', '2022-07-01', null, 'Health and Care Act 2022'),
  ('local-health-board', 'responsible authority', '2004-04-30', null, 'Police Reform Act 2002, section 97'),
  ('probation', 'responsible authority', '2010-04-01', null, 'Policing and Crime Act 2009, section 108'),
  ('social-landlord', 'co-operating body', '2007-07-31', null, 'Order under the Crime and Disorder Act 1998, section 5(2), of 31 July 2007'),
  ('environment-agency', 'co-operating body', '2007-07-31', null, 'Order under the Crime and Disorder Act 1998, section 5(2), of 31 July 2007');

-- A body's first standing stands with the body; each change of it is a row from its day on.
alter table partnership.agency add column kind_key text constraint fk_agency_kind references partnership.body_kind,
  add column succeeded_by uuid, add constraint fk_agency_successor foreign key (partnership_id, succeeded_by) references partnership.agency,
  add constraint ck_agency_dates check (valid_to is null or valid_to >= valid_from),
  add constraint ck_agency_successor check (succeeded_by is null or (valid_to is not null and succeeded_by <> id));
comment on column partnership.agency.standing is 'Standing on the first day; later changes are in agency_standing';
create table partnership.agency_standing (
  partnership_id uuid not null, agency_id uuid not null, from_on date not null, standing text not null, reason text not null,
  constraint pk_agency_standing primary key (partnership_id, agency_id, from_on),
  constraint fk_agency_standing_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_agency_standing_standing check (standing in ('responsible authority', 'co-operating body', 'invitee', 'other'))
);
alter table partnership.agency_standing enable row level security;
alter table partnership.agency_standing force row level security;
create policy reach on partnership.agency_standing using (platform.in_reach(partnership_id));
grant select, insert, update on partnership.agency_standing to concordat_app;

-- What a body is on a day: null when it does not belong to the partnership then. The law limits what it may be, by its kind.
create function partnership.standing_on(agency partnership.agency, day date) returns text language sql stable parallel safe as $$
  select case
    when day < agency.valid_from or day > agency.valid_to then null
    when own.standing in ('invitee', 'other') or not exists (select from partnership.body_kind_law l where l.kind_key = agency.kind_key) then own.standing
    when own.standing = 'responsible authority' or law.standing is null then coalesce(law.standing, 'other')
    else own.standing end
  from (select coalesce((select s.standing from partnership.agency_standing s where s.partnership_id = agency.partnership_id
      and s.agency_id = agency.id and s.from_on <= day order by s.from_on desc limit 1), agency.standing) as standing) own
  left join partnership.body_kind_law law on law.kind_key = agency.kind_key and law.from_on <= day and (law.to_on is null or day <= law.to_on)
$$;

-- The purposes of sharing, and which of them a session serves by its stated purpose (a pattern of LIKE).
create table share.purpose (key text not null constraint pk_purpose primary key, name text not null, plain_words text not null, position integer not null);
create table share.session_purpose (
  pattern text not null, purpose_key text not null constraint fk_session_purpose_purpose references share.purpose,
  constraint pk_session_purpose primary key (pattern, purpose_key)
);
grant select on share.purpose, share.session_purpose to concordat_app;
insert into share.purpose (key, name, plain_words, position) values
  ('assessment', 'Strategic assessment and partnership plan', 'To find out which kinds of crime and disorder matter most here, and to plan what to do about them', 1),
  ('problem-solving', 'Finding and dealing with problems', 'To see where and when problems arise, and to decide together who does what about them', 2),
  ('evaluation', 'Finding out what worked', 'To find out whether what was done made a difference', 3),
  ('publication', 'Telling the public', 'To tell residents about crime and disorder in their area, in figures that point to nobody', 4),
  ('case-work', 'Work on a named case', 'To protect or manage a person, decided case by case', 5);
-- Whoever keeps accounts or sets a partnership up has no business in partners' records, and so no row here.
insert into share.session_purpose (pattern, purpose_key)
  select p, k from unnest(array['partnership work', 'job: %', 'import from the command line', 'load the demonstration', 'play the demonstration']) p,
    unnest(array['assessment', 'problem-solving', 'evaluation']) k;

-- The national starting template.
create table share.agreement_template (
  number integer not null constraint pk_agreement_template primary key, name text not null, issued_on date not null
);
create table share.template_clause (
  template_number integer not null constraint fk_template_clause_template references share.agreement_template,
  key text not null, position integer not null, heading text not null, text text not null,
  constraint pk_template_clause primary key (template_number, key)
);
grant select on share.agreement_template, share.template_clause to concordat_app;
insert into share.agreement_template (number, name, issued_on) values (1, 'National starting template', '2026-11-01');
insert into share.template_clause (template_number, key, position, heading, text) values
  (1, 'parties', 1, 'Who agrees', 'The bodies listed under Parties agree to share information with each other as members of the community safety partnership. Each responsible authority of the area must sign before anything is shared. Other bodies may sign, and share and read only once they have.'),
  (1, 'purposes', 2, 'What it is for', 'Information is shared for the purposes listed under Purposes and for nothing else. A new purpose needs a new version of this agreement.'),
  (1, 'sets', 3, 'What is shared', 'The sets and fields listed under Sets and fields, by the bodies named there. A field that is not listed is not sent, and is removed if it is. Each set is sent at least once in every quarter, by the end of the quarter that follows.'),
  (1, 'power', 4, 'Power to share', 'Section 17A of the Crime and Disorder Act 1998 and the Crime and Disorder (Prescribed Information) Regulations 2007 (SI 2007/1831) require the relevant authorities to disclose the prescribed sets, without personal information. Section 115 of that Act gives a power, not a duty, to disclose what is necessary or expedient for its purposes. Each body decides for itself what it discloses under that power and remains answerable for it.'),
  (1, 'general', 5, 'General processing', 'Where what is shared is personal data, it is processed under the UK General Data Protection Regulation and part 2 of the Data Protection Act 2018, on the lawful basis stated in this agreement. The parties are separate controllers of what they hold.'),
  (1, 'law-enforcement', 6, 'Law enforcement processing, kept apart', 'What a competent authority processes for law enforcement purposes is processed under part 3 of the Data Protection Act 2018. It is marked as such under Sets and fields, kept apart from general processing, and is not used for another purpose unless the law authorises it.'),
  (1, 'special', 7, 'Special category and criminal offence data', 'Special category data and data about criminal convictions and offences are shared only where the condition stated in this agreement is met, and with the appropriate policy document that Schedule 1 of the Data Protection Act 2018 requires.'),
  (1, 'depersonalised', 8, 'Names and other identifiers', 'Sets are depersonalised before they are stored: names, dates of birth, addresses to the door, contact details and reference numbers of persons are removed. Counts from 1 to 4 are not shown. Nobody tries to find out who a record is about.'),
  (1, 'access', 9, 'Who may see it', 'Only members of the partnership who work for a party that has signed, with a named account and a role that needs it. The list of members is reviewed every six months. Every reading of personal data and every disclosure is recorded.'),
  (1, 'security', 10, 'Security', 'Information is sent over encrypted connections, stored encrypted, backed up, and kept in the United Kingdom. Access needs a second step at sign-in. It is handled according to its marking.'),
  (1, 'retention', 11, 'How long it is kept', 'Records are kept for seven years from the end of the year they concern, so that trends can be seen, and then erased. What was shared by mistake is erased at once and the sender told.'),
  (1, 'rights', 12, 'Rights of the people concerned', 'The body that supplied a record answers requests of the person concerned about it. Others pass such a request on within two working days. Each party tells the public in its privacy notice that it shares under this agreement.'),
  (1, 'incidents', 13, 'When something goes wrong', 'A loss or wrong disclosure is reported to the contact below and to the body whose information it is within 24 hours. The controller decides on telling the Information Commissioner within 72 hours.'),
  (1, 'review', 14, 'Review, leaving and ending', 'The parties review this agreement by the review date. Sending stops 90 days after a review that was not done. A party may withdraw its signature with a reason; when a responsible authority does, nothing more is shared or read under this agreement until it signs again.');

-- An agreement, its versions and what each version says. What was put up for signature can no longer change.
create table share.agreement (
  partnership_id uuid not null constraint fk_agreement_partnership references partnership.partnership,
  id uuid not null, title text not null, template_number integer not null constraint fk_agreement_template references share.agreement_template,
  based_on uuid, begun_by uuid not null, begun_at timestamptz not null, ended_on date, ended_reason text,
  constraint pk_agreement primary key (partnership_id, id),
  constraint fk_agreement_based_on foreign key (partnership_id, based_on) references share.agreement,
  constraint ck_agreement_end check ((ended_on is null) = (ended_reason is null))
);
comment on column share.agreement.ended_on is 'The first day on which it no longer holds';
create table share.agreement_version (
  partnership_id uuid not null, agreement_id uuid not null, number integer not null, stage text not null,
  starts_on date, review_on date, ends_on date, purposes text[] not null,
  lawful_basis text not null default '', special_condition text not null default '', statutory_powers text[] not null default '{}', impact_assessment text not null default '',
  contact text not null default '', change_note text not null default '',
  written_by uuid not null, written_by_name text not null, written_at timestamptz not null,
  approved_by uuid, approved_by_name text, approved_at timestamptz, returned_because text, complete_on date,
  constraint pk_agreement_version primary key (partnership_id, agreement_id, number),
  constraint fk_agreement_version_agreement foreign key (partnership_id, agreement_id) references share.agreement deferrable initially deferred,
  constraint ck_agreement_version_stage check (stage in ('draft', 'for approval', 'for signature', 'discarded')),
  constraint ck_agreement_version_dates check (review_on >= starts_on and ends_on >= starts_on),
  constraint ck_agreement_version_approved check (
    (stage <> 'for signature' or approved_by is not null) and (approved_by is null or approved_by <> written_by) and (approved_by is null) = (approved_at is null)),
  constraint ck_agreement_version_ready check (stage in ('draft', 'discarded') or (starts_on is not null and review_on is not null and cardinality(purposes) > 0))
);
comment on column share.agreement_version.complete_on is 'The day from which every responsible authority had signed and it had begun: it then replaces the version before, for good';
-- At most one version of an agreement is being written.
create unique index uq_agreement_version_open on share.agreement_version (partnership_id, agreement_id) where stage in ('draft', 'for approval');
create table share.agreement_clause (
  partnership_id uuid not null, agreement_id uuid not null, version_number integer not null, key text not null,
  position integer not null, heading text not null, text text not null,
  constraint pk_agreement_clause primary key (partnership_id, agreement_id, version_number, key),
  constraint fk_agreement_clause_version foreign key (partnership_id, agreement_id, version_number) references share.agreement_version deferrable initially deferred
);
create table share.agreement_party (
  partnership_id uuid not null, agreement_id uuid not null, version_number integer not null, agency_id uuid not null,
  constraint pk_agreement_party primary key (partnership_id, agreement_id, version_number, agency_id),
  constraint fk_agreement_party_version foreign key (partnership_id, agreement_id, version_number) references share.agreement_version deferrable initially deferred,
  constraint fk_agreement_party_agency foreign key (partnership_id, agency_id) references partnership.agency
);
create table share.agreement_set (
  partnership_id uuid not null, agreement_id uuid not null, version_number integer not null, set_number smallint not null, agency_id uuid not null,
  from_on date not null, to_on date, regime text not null, fields text[] not null,
  constraint pk_agreement_set primary key (partnership_id, agreement_id, version_number, set_number, agency_id),
  constraint fk_agreement_set_version foreign key (partnership_id, agreement_id, version_number) references share.agreement_version deferrable initially deferred,
  constraint fk_agreement_set_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint ck_agreement_set_regime check (regime in ('general', 'law enforcement')),
  constraint ck_agreement_set_dates check (to_on is null or to_on >= from_on)
);
comment on column share.agreement_set.regime is 'UK GDPR with part 2 of the Data Protection Act 2018, or its part 3: kept apart';
create table share.signatory (
  partnership_id uuid not null, agency_id uuid not null, user_id uuid not null, from_on date not null, to_on date,
  constraint pk_signatory primary key (partnership_id, agency_id, user_id, from_on),
  constraint fk_signatory_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_signatory_member foreign key (partnership_id, user_id) references partnership.member,
  constraint ck_signatory_dates check (to_on is null or to_on >= from_on)
);
create table share.agreement_signature (
  partnership_id uuid not null, id uuid not null, agreement_id uuid not null, version_number integer not null, agency_id uuid not null,
  standing text not null, signed_on date not null, signed_at timestamptz not null, signed_by uuid not null, signed_by_name text not null, job_title text not null,
  withdrawn_on date, withdrawn_by uuid, withdrawn_reason text,
  constraint pk_agreement_signature primary key (partnership_id, id),
  constraint fk_agreement_signature_version foreign key (partnership_id, agreement_id, version_number) references share.agreement_version,
  constraint fk_agreement_signature_agency foreign key (partnership_id, agency_id) references partnership.agency,
  constraint fk_agreement_signature_member foreign key (partnership_id, signed_by) references partnership.member,
  constraint ck_agreement_signature_withdrawn check ((withdrawn_on is null) = (withdrawn_by is null) and (withdrawn_on is null) = (withdrawn_reason is null))
);
-- A body signs a version once, until it withdraws.
create unique index uq_agreement_signature_once on share.agreement_signature (partnership_id, agreement_id, version_number, agency_id) where withdrawn_on is null;
create table share.agreement_review (
  partnership_id uuid not null, id uuid not null, agreement_id uuid not null, version_number integer not null,
  reviewed_on date not null, outcome text not null, next_review_on date not null, note text not null, reviewed_by uuid not null, reviewed_by_name text not null,
  constraint pk_agreement_review primary key (partnership_id, id),
  constraint fk_agreement_review_version foreign key (partnership_id, agreement_id, version_number) references share.agreement_version,
  constraint ck_agreement_review_outcome check (outcome in ('kept unchanged', 'new version')),
  constraint ck_agreement_review_next check (next_review_on > reviewed_on or outcome = 'new version')
);
create table share.agreement_setting (
  partnership_id uuid not null constraint pk_agreement_setting primary key constraint fk_agreement_setting_partnership references partnership.partnership,
  review_grace_days integer not null, constraint ck_agreement_setting_grace check (review_grace_days between 0 and 365)
);
comment on column share.agreement_setting.review_grace_days is 'Days after the review date in which sending goes on; 90 where nothing is set';

-- Signatures that count on a day, and who is missing.
create function share.unsigned_bodies(partnership uuid, agreement uuid, version integer, day date) returns table (agency_id uuid, name text) language sql stable parallel safe as $$
  select g.id, g.name from partnership.agency g
  where g.partnership_id = partnership and partnership.standing_on(g, day) = 'responsible authority'
    and not exists (select from share.agreement_signature s where s.partnership_id = partnership and s.agreement_id = agreement and s.version_number = version
      and s.agency_id = g.id and s.signed_on <= day and (s.withdrawn_on is null or s.withdrawn_on > day))
$$;
-- Responsible authorities that signed and have since left the partnership: the agreement was with them, so it no longer holds.
create function share.departed_bodies(partnership uuid, agreement uuid, version integer, day date) returns table (agency_id uuid, name text, left_on date) language sql stable parallel safe as $$
  select g.id, g.name, g.valid_to from share.agreement_signature s join partnership.agency g on g.partnership_id = s.partnership_id and g.id = s.agency_id
  where s.partnership_id = partnership and s.agreement_id = agreement and s.version_number = version and s.standing = 'responsible authority'
    and s.signed_on <= day and s.withdrawn_on is null and g.valid_to < day
$$;
create function share.grace_days(partnership uuid) returns integer language sql stable parallel safe as $$
  select coalesce((select review_grace_days from share.agreement_setting where partnership_id = partnership), 90)
$$;
create function share.review_due(v share.agreement_version, day date) returns date language sql stable parallel safe as $$
  select coalesce((select r.next_review_on from share.agreement_review r where r.partnership_id = v.partnership_id and r.agreement_id = v.agreement_id
    and r.version_number = v.number and r.outcome = 'kept unchanged' and r.reviewed_on <= day order by r.reviewed_on desc, r.id desc limit 1), v.review_on)
$$;
create function share.is_replaced(v share.agreement_version, day date) returns boolean language sql stable parallel safe as $$
  select exists (select from share.agreement_version n where n.partnership_id = v.partnership_id and n.agreement_id = v.agreement_id and n.number > v.number
    and n.stage = 'for signature' and (n.complete_on <= day
      or (n.starts_on <= day and not exists (select from share.unsigned_bodies(n.partnership_id, n.agreement_id, n.number, day)))))
$$;

-- The state of a version on a day: the one rule that pages, returns and row-level security share.
create function share.version_state(v share.agreement_version, day date) returns text language sql stable parallel safe as $$
  select case
    when v.stage <> 'for signature' then v.stage
    when a.ended_on <= day or v.ends_on < day then 'ended'
    when share.is_replaced(v, day) then 'replaced'
    when exists (select from share.departed_bodies(v.partnership_id, v.agreement_id, v.number, day)) then 'signatory left'
    when exists (select from share.unsigned_bodies(v.partnership_id, v.agreement_id, v.number, day)) then 'for signature'
    when v.starts_on > day then 'signed'
    when share.review_due(v, day) + share.grace_days(v.partnership_id) < day then 'review lapsed'
    when share.review_due(v, day) < day then 'review overdue'
    else 'in force' end
  from share.agreement a where a.partnership_id = v.partnership_id and a.id = v.agreement_id
$$;
-- Records stay readable while a review is late; new ones are not taken once its grace has run out.
create function share.state_allows_reading(state text) returns boolean language sql immutable parallel safe
  as $$ select state in ('in force', 'review overdue', 'review lapsed') $$;
create function share.state_allows_sending(state text) returns boolean language sql immutable parallel safe
  as $$ select state in ('in force', 'review overdue') $$;
create function share.in_words(names text[]) returns text language sql immutable parallel safe as $$
  select case when cardinality(names) < 2 then names[1]
    else array_to_string(names[1:cardinality(names) - 1], ', ') || ' and ' || names[cardinality(names)] end
$$;
create function share.day_in_words(day date) returns text language sql immutable parallel safe
  as $$ select to_char(day, 'FMDD FMMonth YYYY') $$;

-- Why a version does not hold on a day, or is late, as the rest of a sentence that begins with its title; null when there is nothing to say.
create function share.version_reason(v share.agreement_version, day date) returns text language sql stable parallel safe as $$
  select case share.version_state(v, day)
    when 'draft' then 'is still being written'
    when 'for approval' then 'waits for approval'
    when 'discarded' then 'was discarded'
    when 'ended' then case when a.ended_on <= day then 'ended on ' || share.day_in_words(a.ended_on) || ': ' || a.ended_reason
      else 'ended on ' || share.day_in_words(v.ends_on) end
    when 'replaced' then 'was replaced by a later version'
    when 'signatory left' then (select 'no longer holds: ' || share.in_words(array_agg(d.name order by d.name)) || ' left the partnership on '
        || share.day_in_words(max(d.left_on)) || ', and a new version must be signed'
      from share.departed_bodies(v.partnership_id, v.agreement_id, v.number, day) d)
    when 'for signature' then (select 'waits for the signature of ' || share.in_words(array_agg(u.name order by u.name))
      from share.unsigned_bodies(v.partnership_id, v.agreement_id, v.number, day) u)
    when 'signed' then 'is signed by every responsible authority and starts on ' || share.day_in_words(v.starts_on)
    when 'review lapsed' then 'takes nothing new: its review was due on ' || share.day_in_words(share.review_due(v, day))
      || ' and the ' || share.grace_days(v.partnership_id) || ' days of grace have run out'
    when 'review overdue' then 'should have been reviewed by ' || share.day_in_words(share.review_due(v, day)) || '; it takes nothing new after '
      || share.day_in_words(share.review_due(v, day) + share.grace_days(v.partnership_id)) end
  from share.agreement a where a.partnership_id = v.partnership_id and a.id = v.agreement_id
$$;

create function share.today() returns date language sql stable parallel safe as $$ select (now() at time zone 'Europe/London')::date $$;

-- Whether an agreement that covers a set holds on a day.
create function share.agreement_in_force(set_number integer, day date) returns boolean language sql stable parallel safe as $$
  select exists (select from share.agreement_version v
    where v.partnership_id = platform.current_partnership() and v.stage = 'for signature' and share.state_allows_reading(share.version_state(v, day))
      and exists (select from share.agreement_set s where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number
        and s.set_number = agreement_in_force.set_number and s.from_on <= day))
$$;

-- The sets that the acting person's agency may read today for the purpose the session states.
create function share.readable_sets() returns smallint[] language sql stable parallel safe as $$
  select coalesce(array_agg(distinct s.set_number), '{}') from share.agreement_version v
  join share.agreement_set s on s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number and s.from_on <= share.today()
  where v.partnership_id = platform.current_partnership() and v.stage = 'for signature'
    and v.purposes && array(select p.purpose_key from share.session_purpose p where platform.current_purpose() like p.pattern)
    and exists (select from share.agreement_signature g where g.partnership_id = v.partnership_id and g.agreement_id = v.agreement_id and g.version_number = v.number
      and g.agency_id = platform.current_agency() and g.signed_on <= share.today() and (g.withdrawn_on is null or g.withdrawn_on > share.today()))
    and share.state_allows_reading(share.version_state(v, share.today()))
$$;

-- Why a body may not send a set on a day; null where it may. Of several agreements the one that is nearest to holding speaks.
create function share.refusal_to_send(agency uuid, set_number integer, day date) returns text language sql stable parallel safe as $$
  select case
    when not exists (select from partnership.agency g where g.partnership_id = platform.current_partnership() and g.id = agency and partnership.standing_on(g, day) is not null)
      then 'This body does not belong to the partnership on ' || share.day_in_words(day) || '.'
    else nullif(coalesce((select c.refusal from (
      select case
          when not share.state_allows_sending(c.state) then 'The sharing agreement “' || c.title || '” ' || share.version_reason(c.v, day) || '.'
          when not c.is_named then 'The sharing agreement “' || c.title || '” does not name ' || c.body || ' as supplier of set ' || refusal_to_send.set_number || ' on ' || share.day_in_words(day) || '.'
          when not c.has_signed then 'The sharing agreement “' || c.title || '” waits for the signature of ' || c.body || ', which sends this set.'
          else '' end as refusal,
        (share.state_allows_sending(c.state) and c.is_named and c.has_signed) as is_right, share.state_allows_sending(c.state) as holds, c.rank, c.number
      from (
        select v, v.number, a.title, g.name as body, share.version_state(v, day) as state,
          case share.version_state(v, day) when 'replaced' then 3 when 'discarded' then 4 when 'ended' then 2 else 1 end as rank,
          exists (select from share.agreement_set s where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number
            and s.set_number = refusal_to_send.set_number and s.agency_id = agency and s.from_on <= day and (s.to_on is null or day <= s.to_on)) as is_named,
          exists (select from share.agreement_signature s where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number
            and s.agency_id = agency and s.signed_on <= day and (s.withdrawn_on is null or s.withdrawn_on > day)) as has_signed
        from share.agreement_version v join share.agreement a on a.partnership_id = v.partnership_id and a.id = v.agreement_id
        join partnership.agency g on g.partnership_id = v.partnership_id and g.id = agency
        where v.partnership_id = platform.current_partnership()
          and exists (select from share.agreement_set s where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number
            and s.set_number = refusal_to_send.set_number)) c) c
      order by c.is_right desc, c.holds desc, c.rank, c.number desc limit 1),
      'No sharing agreement covers set ' || refusal_to_send.set_number || '. The co-ordinator starts one under Share, Agreements.'), '') end
$$;

-- A partner's return needs an agreement when it is sent and again when it is accepted.
create function share.guard_return() returns trigger language plpgsql as $$
declare refusal text;
begin
  if new.kind <> 'partner' or new.state = 'discarded' then return new; end if;
  if tg_op = 'UPDATE' and new.state is not distinct from old.state and new.set_number is not distinct from old.set_number
    and new.agency_id is not distinct from old.agency_id then return new; end if;
  refusal := case when new.agency_id is null or new.set_number is null then 'A partner’s return names the body that sends it and its set.'
    else share.refusal_to_send(new.agency_id, new.set_number, share.today()) end;
  if refusal is not null then raise exception '%', refusal using errcode = 'insufficient_privilege', hint = 'no-agreement'; end if;
  return new;
end $$;
create trigger guard before insert or update on share.return for each row execute function share.guard_return();

-- Once a version is put up for signature, only its end may follow.
create function share.guard_version() returns trigger language plpgsql as $$
begin
  if old.stage in ('for signature', 'discarded') and row(new.starts_on, new.review_on, new.ends_on, new.purposes, new.lawful_basis, new.special_condition, new.statutory_powers,
      new.impact_assessment, new.contact, new.approved_by, new.written_by) is distinct from row(old.starts_on, old.review_on, old.ends_on, old.purposes, old.lawful_basis,
      old.special_condition, old.statutory_powers, old.impact_assessment, old.contact, old.approved_by, old.written_by) then
    raise exception 'This version of the sharing agreement is frozen. Begin a new version.' using errcode = 'insufficient_privilege', hint = 'frozen';
  end if;
  if old.stage <> new.stage and (old.stage, new.stage) not in (('draft', 'for approval'), ('draft', 'discarded'), ('for approval', 'draft'), ('for approval', 'for signature'),
      ('for approval', 'discarded'), ('for signature', 'discarded')) then
    raise exception 'A version cannot go from % to %.', old.stage, new.stage using errcode = 'insufficient_privilege', hint = 'frozen';
  end if;
  if old.stage = 'for signature' and new.stage = 'discarded' and old.complete_on is not null then
    raise exception 'A version that every responsible authority signed cannot be discarded. End the agreement.' using errcode = 'insufficient_privilege', hint = 'frozen';
  end if;
  return new;
end $$;
create trigger guard before update on share.agreement_version for each row execute function share.guard_version();
create function share.guard_content() returns trigger language plpgsql as $$
declare said record;
begin
  if tg_op = 'DELETE' then said := old; else said := new; end if;
  if exists (select from share.agreement_version v where v.partnership_id = said.partnership_id and v.agreement_id = said.agreement_id
      and v.number = said.version_number and v.stage <> 'draft') then
    raise exception 'This version of the sharing agreement is frozen. Begin a new version.' using errcode = 'insufficient_privilege', hint = 'frozen';
  end if;
  return said;
end $$;
create trigger guard before insert or update or delete on share.agreement_clause for each row execute function share.guard_content();
create trigger guard before insert or update or delete on share.agreement_party for each row execute function share.guard_content();
create trigger guard before insert or update or delete on share.agreement_set for each row execute function share.guard_content();

-- The last signature sets the day from which a version replaces the one before; a withdrawal before that day takes it back.
create function share.follow_signature() returns trigger language plpgsql as $$
declare v share.agreement_version;
begin
  select * into v from share.agreement_version where partnership_id = new.partnership_id and agreement_id = new.agreement_id and number = new.version_number for update;
  if tg_op = 'INSERT' and v.stage is distinct from 'for signature' then
    raise exception 'This version is not up for signature.' using errcode = 'insufficient_privilege', hint = 'frozen';
  end if;
  if tg_op = 'INSERT' and v.complete_on is null and not exists (select from share.unsigned_bodies(v.partnership_id, v.agreement_id, v.number, new.signed_on)) then
    update share.agreement_version set complete_on = greatest(v.starts_on, new.signed_on)
      where partnership_id = v.partnership_id and agreement_id = v.agreement_id and number = v.number;
  elsif tg_op = 'UPDATE' and new.withdrawn_on is not null and new.standing = 'responsible authority' and v.complete_on > new.withdrawn_on then
    update share.agreement_version set complete_on = null
      where partnership_id = v.partnership_id and agreement_id = v.agreement_id and number = v.number;
  end if;
  return null;
end $$;
create trigger follow after insert or update on share.agreement_signature for each row execute function share.follow_signature();

do $$ declare t text; begin
  foreach t in array array['agreement', 'agreement_version', 'agreement_clause', 'agreement_party', 'agreement_set', 'signatory', 'agreement_review', 'agreement_setting'] loop
    execute format('alter table share.%I enable row level security', t);
    execute format('alter table share.%I force row level security', t);
    execute format('create policy reach on share.%I using (platform.in_reach(partnership_id))', t);
  end loop;
end $$;
alter table share.agreement_signature enable row level security;
alter table share.agreement_signature force row level security;
-- Everybody in the partnership sees who signed; a body's own named signatory signs and withdraws, nobody else.
create policy read on share.agreement_signature for select using (platform.in_reach(partnership_id));
create function share.is_signatory(agency uuid) returns boolean language sql stable parallel safe as $$
  select agency = platform.current_agency() and exists (select from share.signatory s where s.partnership_id = platform.current_partnership()
    and s.agency_id = agency and s.user_id = platform.session_user_id() and s.from_on <= share.today() and (s.to_on is null or share.today() <= s.to_on))
$$;
create policy sign on share.agreement_signature for insert
  with check (platform.in_reach(partnership_id) and signed_by = platform.session_user_id() and share.is_signatory(agency_id));
create policy withdraw on share.agreement_signature for update using (platform.in_reach(partnership_id))
  with check (platform.in_reach(partnership_id) and share.is_signatory(agency_id));
grant select, insert on share.agreement, share.agreement_version, share.agreement_signature, share.agreement_review to concordat_app;
grant update (ended_on, ended_reason) on share.agreement to concordat_app;
grant update on share.agreement_version to concordat_app;
grant update (withdrawn_on, withdrawn_by, withdrawn_reason) on share.agreement_signature to concordat_app;
grant select, insert, update, delete on share.agreement_clause, share.agreement_party, share.agreement_set to concordat_app;
grant select, insert, update on share.signatory, share.agreement_setting to concordat_app;

-- Open data (police.uk) and everything else.
alter table share.incident no force row level security;
alter table share.incident add column is_open boolean not null default true;
update share.incident i set is_open = false from share.return r where r.partnership_id = i.partnership_id and r.id = i.return_id and r.kind <> 'police-uk';
alter table share.incident alter column is_open set default false;
comment on column share.incident.is_open is 'Open data (police.uk), to which no sharing agreement applies';
alter table share.incident force row level security;
drop policy reach on share.incident;
-- Each bracketed select is evaluated once for a query, not for each row.
create policy reach on share.incident
  using (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> ''
    and (is_open or set_number = any ((select share.readable_sets())::smallint[])))
  with check (partnership_id = (select platform.current_partnership()) and (select platform.current_purpose()) <> ''
    and case when is_open then return_id in (select r.id from share.return r where r.partnership_id = (select platform.current_partnership()) and r.kind = 'police-uk')
      else set_number = any ((select share.readable_sets())::smallint[]) end);

-- What anybody may know: agreements in force, for what, between whom, about what. No clauses, no names of people.
create function share.public_register() returns table (partnership_name text, agreement_id uuid, title text, version_number integer, starts_on date, review_on date, ends_on date,
    purposes text[], parties text[], sets smallint[], suppliers text[]) language sql stable security definer set search_path = pg_catalog as $$
  select p.name, v.agreement_id, a.title, v.number, v.starts_on, share.review_due(v, share.today()), v.ends_on,
    array(select u.plain_words from share.purpose u where u.key = any(v.purposes) order by u.position),
    array(select distinct g.name from share.agreement_signature s join partnership.agency g on g.partnership_id = s.partnership_id and g.id = s.agency_id
      where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number and s.signed_on <= share.today()
        and (s.withdrawn_on is null or s.withdrawn_on > share.today()) order by g.name),
    array(select s.set_number from share.agreement_set s where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number order by s.set_number, s.agency_id),
    array(select g.name from share.agreement_set s join partnership.agency g on g.partnership_id = s.partnership_id and g.id = s.agency_id
      where s.partnership_id = v.partnership_id and s.agreement_id = v.agreement_id and s.version_number = v.number order by s.set_number, s.agency_id)
  from share.agreement_version v join share.agreement a on a.partnership_id = v.partnership_id and a.id = v.agreement_id
  join partnership.partnership p on p.id = v.partnership_id
  where v.stage = 'for signature' and share.state_allows_reading(share.version_state(v, share.today()))
  order by p.name, a.title
$$;
revoke all on function share.public_register() from public;
grant execute on function share.public_register() to concordat_app;
-- That function runs as the owner, from whom forced security would hide every row.
create policy owner on partnership.agency for select to current_user using (true);
create policy owner on partnership.agency_standing for select to current_user using (true);
do $$ declare t text; begin
  foreach t in array array['agreement', 'agreement_version', 'agreement_set', 'agreement_signature', 'agreement_review', 'agreement_setting'] loop
    execute format('create policy owner on share.%I for select to current_user using (true)', t);
  end loop;
end $$;
