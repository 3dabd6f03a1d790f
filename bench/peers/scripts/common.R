# What every R script here shares: arguments, input, timing of the computation alone, and the line of figures.
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
repetitions <- as.integer(arguments[2])
variant <- if (length(arguments) > 2) arguments[3] else ""

column <- function(name) {
  path <- file.path(folder, paste0(name, ".f64"))
  readBin(path, "double", n = file.size(path) / 8, size = 8, endian = "little")
}

# A computation that takes long is run less often.
measure <- function(compute, package) {
  seconds <- cpu <- numeric(0)
  for (i in seq_len(repetitions)) {
    gc(FALSE)
    took <- system.time(result <- compute())
    seconds[i] <- took[["elapsed"]]
    cpu[i] <- took[["user.self"]] + took[["sys.self"]]
    if (sum(seconds) > 60) break
  }
  status <- readLines("/proc/self/status")
  peak <- as.numeric(gsub("[^0-9]", "", grep("^VmHWM", status, value = TRUE))) / 1024
  writeBin(as.double(attr(result, "found") %||% result), file.path(folder, "peer.f64"), size = 8, endian = "little")
  cat(sprintf('{"seconds":[%s],"cpuSeconds":[%s],"peakMegabytes":%.1f,"note":"%s %s"}\n',
    paste(format(seconds, digits = 6, scientific = FALSE, trim = TRUE), collapse = ","), paste(format(cpu, digits = 6, scientific = FALSE, trim = TRUE), collapse = ","),
    peak, package, as.character(packageVersion(package))))
}

`%||%` <- function(a, b) if (is.null(a)) b else a

