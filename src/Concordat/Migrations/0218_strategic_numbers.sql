-- Versions are counted for each document of a year by itself: the first one of the police is their version 1.

alter table understand.strategic_assessment drop constraint uq_strategic_assessment_number;
alter table understand.strategic_assessment add constraint uq_strategic_assessment_number unique (partnership_id, year, document, number);
