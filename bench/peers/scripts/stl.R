source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
series <- ts(column("values"), frequency = 52)
compute <- function() {
  s <- stl(series, s.window = 13, robust = variant == "robust")$time.series
  attr(s, "found") <- c(s[, "seasonal"], s[, "trend"])
  s
}
measure(compute, "stats")
