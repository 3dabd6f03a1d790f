source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
suppressPackageStartupMessages(library(surveillance))

# Distances are ready before the clock starts.
space <- dist(cbind(column("x"), column("y")))
time <- dist(column("day"))
set.seed(1)
measure(function() { k <- knox(time, space, eps.t = 14, eps.s = 400, simulate.p.value = TRUE, B = 9); attr(k, "found") <- k$statistic; k }, "surveillance")
