-- The audit log: entries of a thing are found by its id alone, which keeps a read event below 400 bytes.
drop index audit.ix_entry_subject;
create index ix_entry_subject on audit.entry (subject_id);
