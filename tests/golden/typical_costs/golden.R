# Government against private recruitment with the same mix of workers, with the package `survey`:
#   Rscript golden.R    writes expected.csv beside it.
# Made with R 4.2.2 and survey 4.1.1. The estimate is had twice: as a function of totals, whose error the delta method
# gives in this design (svytotal, svycontrast), and by svystandardize, which takes the mix as known.
suppressPackageStartupMessages(library(survey))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
workers <- read.csv(file.path(here, "workers.csv"), colClasses = c(worker = "character"))
workers$cell <- paste(workers$sector, workers$sex, sep = "_")
count <- table(workers$cell, workers$channel)
common <- rownames(count)[count[, "government"] >= 2 & count[, "private"] >= 2]
workers$common <- workers$cell %in% common
for (one in common) for (arm in c("government", "private")) {
  workers[[paste0("n_", arm, "_", one)]] <- as.numeric(workers$cell == one & workers$channel == arm)
  workers[[paste0("y_", arm, "_", one)]] <- workers[[paste0("n_", arm, "_", one)]] * workers$cost
}
for (arm in c("government", "private")) {
  workers[[paste0("n_", arm)]] <- as.numeric(workers$channel == arm)
  workers[[paste0("y_", arm)]] <- workers[[paste0("n_", arm)]] * workers$cost
}
design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = workers)
totals <- svytotal(reformulate(grep("^[ny]_", names(workers), value = TRUE)), design)
t <- qt(0.975, degf(design))
rows <- list()
add <- function(name, found) {
  value <- as.numeric(coef(found)); se <- as.numeric(SE(found))
  rows[[length(rows) + 1]] <<- data.frame(name = name, estimate = value, se = se, low = value - t * se, high = value + t * se)
}
add("raw", svycontrast(totals, quote(y_government / n_government - y_private / n_private)))
for (standard in c("private", "government")) {
  above <- paste(sprintf("n_%s_%s * (y_government_%s / n_government_%s - y_private_%s / n_private_%s)",
                         standard, common, common, common, common, common), collapse = " + ")
  below <- paste(sprintf("n_%s_%s", standard, common), collapse = " + ")
  add(standard, svycontrast(totals, parse(text = sprintf("(%s) / (%s)", above, below))[[1]]))
  inside <- subset(design, common)
  mix <- svytable(~cell, subset(inside, channel == standard))
  same <- svystandardize(inside, by = ~cell, over = ~channel, population = as.vector(mix))
  means <- coef(svyby(~cost, ~channel, same, svymean))
  stopifnot(abs(means[["government"]] - means[["private"]] - rows[[length(rows)]]$estimate) < 1e-8)
}
write.csv(format(do.call(rbind, rows), digits = 17, trim = TRUE), file.path(here, "expected.csv"), row.names = FALSE, quote = FALSE)
