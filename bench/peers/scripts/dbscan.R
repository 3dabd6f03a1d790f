source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
suppressPackageStartupMessages(library(dbscan))

events <- cbind(column("x"), column("y"))
measure(function() dbscan::dbscan(events, eps = 100, minPts = 10)$cluster, "dbscan")
