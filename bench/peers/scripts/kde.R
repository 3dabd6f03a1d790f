source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
suppressPackageStartupMessages(library(spatstat.explore))

# The standard deviation of the quartic kernel along one axis is its reach over the root of 8.
x <- column("x"); y <- column("y")
across <- round(40000 * sqrt(length(x) / 1e6) / 50)
events <- ppp(x, y, window = owin(c(0, across * 50), c(0, across * 50)), check = FALSE)
surface <- function() density(events, sigma = 300 / sqrt(8), kernel = "quartic", edge = FALSE, dimyx = c(across, across))
measure(function() { s <- surface(); attr(s, "found") <- as.vector(t(s$v)); s }, "spatstat.explore")
