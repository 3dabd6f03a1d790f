// Days are written in their one long form everywhere in the stage.
global using Concordat.Partnership.Calendar;
