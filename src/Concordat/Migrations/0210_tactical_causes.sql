-- Understand: a finding of a tactical assessment may be a cause, or a link to something else.
alter table understand.finding add column kind text not null default 'finding', add constraint ck_finding_kind check (kind in ('finding', 'cause', 'link'));
