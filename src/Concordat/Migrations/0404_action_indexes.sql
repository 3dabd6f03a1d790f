-- The actions that a meeting asks about are few beside those of ten years: found without reading the others.
create index ix_intervention_open on act.intervention (partnership_id, due_on) where state in ('to do', 'under way');
create index ix_intervention_finished on act.intervention (partnership_id, finished_on) where finished_on is not null;
