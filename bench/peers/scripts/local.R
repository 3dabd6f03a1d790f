source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "common.R"))
suppressPackageStartupMessages(suppressWarnings(library(spdep)))

counts <- column("counts")
columns <- column("columns")
n <- length(counts)
row <- (seq_len(n) - 1) %/% columns
across <- (seq_len(n) - 1) %% columns
steps <- expand.grid(dx = -1:1, dy = -1:1)
steps <- steps[steps$dx != 0 | steps$dy != 0, ]
near <- mapply(function(dx, dy) {
  inside <- across + dx >= 0 & across + dx < columns & row + dy >= 0 & row + dy < n / columns
  ifelse(inside, (row + dy) * columns + across + dx + 1, NA)
}, steps$dx, steps$dy)
neighbours <- lapply(seq_len(n), function(i) { own <- near[i, ]; as.integer(sort(own[!is.na(own)])) })
rm(near)
attributes(neighbours) <- list(class = "nb", region.id = as.character(seq_len(n)), type = "queen", sym = TRUE)
starred <- variant == "gistar"
weights <- if (starred) nb2listw(include.self(neighbours), style = "B") else nb2listw(neighbours, style = if (variant == "gistar-permuted") "B" else "W")

compute <- switch(variant,
  gistar = function() localG(counts, weights),
  moran = function() { m <- localmoran(counts, weights, mlvar = TRUE); attr(m, "found") <- as.vector(m[, 1:4]); m },
  # Gi and Gi* have the same chances when a cell keeps its own value, which localG_perm does for Gi only.
  "gistar-permuted" = function() { g <- localG_perm(counts, weights, nsim = 999, iseed = 1); attr(g, "found") <- attr(g, "internals")[, "Pr(folded) Sim"]; g },
  "moran-permuted" = function() { m <- localmoran_perm(counts, weights, nsim = 999, iseed = 1); attr(m, "found") <- m[, "Pr(folded) Sim"]; m })
measure(compute, "spdep")
