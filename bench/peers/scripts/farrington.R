source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
suppressPackageStartupMessages(library(surveillance))

counts <- column("counts")
n <- length(counts)
weeks <- sts(counts, frequency = 52, start = c(2011, 1))
control <- list(range = (n - 103):n, b = 5, w = 3, noPeriods = 10, pastWeeksNotIncluded = 26, weightsThreshold = 2.58,
  reweight = TRUE, alpha = 0.01, trend = TRUE, pThresholdTrend = 0.05, thresholdMethod = "delta", limit54 = c(5, 4), verbose = FALSE)
measure(function() { r <- farringtonFlexible(weeks, control); structure(list(), found = as.vector(upperbound(r))) }, "surveillance")
