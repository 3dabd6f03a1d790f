source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
suppressPackageStartupMessages(library(strucchange))

values <- column("values")
measure(function() { b <- breakpoints(values ~ 1, h = length(values) %/% 10); structure(list(), found = b$breakpoints) }, "strucchange")
