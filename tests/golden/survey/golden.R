# What every family of golden results shares: from the description of a case (the same that is written to JSON) to R's
# survey design, its domains, its estimates, and the JSON file. A family script only lists cases.

suppressPackageStartupMessages({
  library(survey)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
options(survey.lonely.psu = "fail", survey.adjust.domain.lonely = FALSE, survey.replicates.mse = FALSE)

read_sample <- function(name) {
  rows <- read.csv(file.path(here, "data", name), stringsAsFactors = FALSE, na.strings = "")
  rows$.row <- seq_len(nrow(rows))
  rows
}

# ---- the words of a case -------------------------------------------------------------------------------------------

stage <- function(unit, stratum = NULL, population = NULL) list(unit = unit, stratum = stratum, population = population)

design_of <- function(weight, ..., singletons = "fail", replication = NULL) {
  rval <- list(weight = weight, stages = list(...), singletons = singletons, replication = replication)
  rval
}

replicates <- function(kind, columns, scale = NULL, rscales = NULL, rho = 0, centre = "full", combined = TRUE) {
  list(kind = kind, columns = as.list(columns), scale = scale, rscales = if (!is.null(rscales)) as.list(rscales),
       rho = rho, centre = centre, combined = combined)
}

# Replicates that R makes from the design itself.
made <- function(kind, rho = 0, hadamard = NULL, centre = "full") {
  list(create = kind, rho = rho, hadamard = hadamard, centre = centre)
}

is_in <- function(column, ...) list(is = list(column, list(...)))
between <- function(column, low, high) list(between = list(column, low, high))
known <- function(column) list(known = column)

# ---- from words to R's designs -------------------------------------------------------------------------------------

one_sided <- function(names) reformulate(names)

# R wants population sizes at every stage or at none: without them the later stages are left out (ultimate clusters).
stages_counted <- function(stages) {
  with_size <- vapply(stages, function(s) !is.null(s$population), TRUE)
  if (!with_size[1]) return(stages[1])
  stages[seq_len(match(FALSE, with_size, nomatch = length(stages) + 1) - 1)]
}

sampled_design <- function(spec, rows) {
  stages <- stages_counted(spec$stages)
  ids <- vapply(stages, function(s) if (is.null(s$unit)) ".row" else s$unit, "")
  sizes <- unlist(lapply(stages, function(s) s$population))
  arguments <- list(ids = one_sided(ids), data = rows)
  if (!is.null(stages[[1]]$stratum)) arguments$strata <- one_sided(stages[[1]]$stratum)
  if (!is.null(sizes)) arguments$fpc <- one_sided(sizes)
  if (!is.null(spec$weight)) arguments$weights <- one_sided(spec$weight)
  suppressWarnings(do.call(svydesign, arguments))
}

producer_types <- c(brr = "BRR", fay = "Fay", jk1 = "JK1", jkn = "JKn", bootstrap = "bootstrap", sdr = "other",
                    other = "other")

replicate_design <- function(spec, rows) {
  r <- spec$replication
  if (!is.null(r$create)) return(created_replicates(spec, rows))
  arguments <- list(data = rows, repweights = rows[unlist(r$columns)], weights = one_sided(spec$weight),
                    type = producer_types[[r$kind]], combined.weights = r$combined, mse = r$centre == "full")
  if (r$kind == "fay") arguments$rho <- r$rho
  if (!is.null(r$scale)) arguments$scale <- r$scale
  if (r$kind == "sdr" && is.null(r$scale)) arguments$scale <- 4 / length(r$columns)
  if (!is.null(r$rscales)) arguments$rscales <- unlist(r$rscales)
  suppressWarnings(do.call(svrepdesign, arguments))
}

created_replicates <- function(spec, rows) {
  r <- spec$replication
  arguments <- list(design = sampled_design(spec, rows), mse = r$centre == "full", compress = FALSE,
                    type = c(jk1 = "JK1", jkn = "JKn", brr = "BRR", fay = "Fay")[[r$create]])
  if (r$create == "fay") arguments$fay.rho <- r$rho
  if (!is.null(r$hadamard)) {
    arguments$hadamard.matrix <- unname(as.matrix(read.csv(file.path(here, "data", r$hadamard), header = FALSE)))
  }
  suppressWarnings(do.call(as.svrepdesign, arguments))
}

margin_table <- function(margin) {
  table <- as.data.frame(do.call(rbind, lapply(margin$totals, as.data.frame, stringsAsFactors = FALSE)))
  names(table)[names(table) == "total"] <- "Freq"
  table
}

# Population totals in the order of R's model matrix for ~ margins + continuous totals, with an intercept.
model_totals <- function(calibration, rows) {
  margins <- lapply(calibration$margins, margin_table)
  totals <- c("(Intercept)" = sum(margins[[1]]$Freq))
  for (m in margins) {
    name <- setdiff(names(m), "Freq")
    stopifnot(length(name) == 1)
    m <- m[order(m[[name]]), ]
    totals <- c(totals, setNames(m$Freq[-1], paste0(name, m[[name]][-1])))
  }
  c(totals, unlist(calibration$totals))
}

calibrated <- function(design, calibration, rows) {
  if (is.null(calibration)) return(design)
  if (calibration$kind == "poststratify") {
    margin <- calibration$margins[[1]]
    return(postStratify(design, one_sided(unlist(margin$columns)), margin_table(margin)))
  }
  if (identical(calibration$residuals, "unweighted")) {
    return(rake(design, lapply(calibration$margins, function(m) one_sided(unlist(m$columns))),
                lapply(calibration$margins, margin_table), control = list(maxit = 500, epsilon = 1e-13)))
  }
  names <- c(vapply(calibration$margins, function(m) unlist(m$columns), ""), names(calibration$totals))
  arguments <- list(design, one_sided(names), model_totals(calibration, rows), epsilon = 1e-13, maxit = 500,
                    calfun = c(greg = "linear", rake = "raking", logit = "logit", "linear-bounded" = "linear")[[calibration$kind]])
  if (inherits(design, "svyrep.design")) arguments$compress <- FALSE
  if (!is.null(calibration$bounds)) arguments$bounds <- unlist(calibration$bounds)
  do.call(calibrate, arguments)
}

survey_of <- function(case, rows) {
  design <- if (is.null(case$design$replication)) sampled_design(case$design, rows) else replicate_design(case$design, rows)
  calibrated(design, case$calibration, rows)
}

# ---- domains -------------------------------------------------------------------------------------------------------

matches <- function(condition, rows) {
  if (!is.null(condition$is)) return(rows[[condition$is[[1]]]] %in% unlist(condition$is[[2]]))
  if (!is.null(condition$between)) {
    x <- rows[[condition$between[[1]]]]
    return(!is.na(x) & x >= condition$between[[2]] & x <= condition$between[[3]])
  }
  !is.na(rows[[condition$known]])
}

columns_of <- function(measure) {
  if (measure$kind == "difference") return(columns_of(measure$measure))
  unlist(measure[intersect(c("of", "numerator", "denominator"), names(measure))])
}

# The rows a measure may use: `where`, no domain variable missing, all its own columns known.
usable <- function(case, rows) {
  use <- rep(TRUE, nrow(rows))
  for (condition in case$where) use <- use & matches(condition, rows)
  for (column in c(unlist(case$by), columns_of(case$measure))) use <- use & !is.na(rows[[column]])
  use
}

combinations <- function(rows, dimensions) {
  if (length(dimensions) == 0) return(list(list()))
  found <- unique(rows[dimensions])
  found <- found[do.call(order, unname(as.list(found))), , drop = FALSE]
  lapply(seq_len(nrow(found)), function(i) as.list(found[i, , drop = FALSE]))
}

at <- function(rows, point) Reduce(`&`, lapply(names(point), function(n) rows[[n]] %in% point[[n]]), rep(TRUE, nrow(rows)))

# The design with `.y` (and `.d`) set to zero off the domain: with calibration R keeps those rows, at weight zero.
domain_of <- function(design, inside, y, d = NULL) {
  design$variables$.y <- ifelse(inside, y, 0)
  if (!is.null(d)) design$variables$.d <- ifelse(inside, d, 1)
  design[inside, ]
}

# ---- measures ------------------------------------------------------------------------------------------------------

with_t <- function(estimate, se, df, deff = NA, n) {
  reach <- suppressWarnings(qt(0.975, df)) * se
  list(estimate = estimate, se = se, low = estimate - reach, high = estimate + reach, df = df, deff = deff, n = n)
}

summary_of <- function(statistic, design, inside, deff = TRUE) {
  with_t(as.numeric(coef(statistic))[1], as.numeric(SE(statistic))[1], degf(design),
         if (deff) as.numeric(deff(statistic))[1] else NA, sum(inside))
}

total_of <- function(measure, design, inside, rows) {
  domain <- domain_of(design, inside, if (is.null(measure$of)) 1 else rows[[measure$of]])
  summary_of(svytotal(~.y, domain, deff = !is.null(measure$of)), domain, inside, !is.null(measure$of))
}

mean_of <- function(measure, design, inside, rows) {
  domain <- domain_of(design, inside, rows[[measure$of]])
  summary_of(svymean(~.y, domain, deff = TRUE), domain, inside)
}

# R has no deff for a ratio from replicates.
ratio_of <- function(measure, design, inside, rows) {
  domain <- domain_of(design, inside, rows[[measure$numerator]], rows[[measure$denominator]])
  plain <- !inherits(design, "svyrep.design")
  row <- summary_of(svyratio(~.y, ~.d, domain, deff = plain), domain, inside, plain)
  per <- if (is.null(measure$per)) c(ratio = 1, rate = 1000)[[measure$kind]] else measure$per
  row[c("estimate", "se", "low", "high")] <- lapply(row[c("estimate", "se", "low", "high")], `*`, per)
  row
}

mean_of_ratios <- function(measure, design, inside, rows) {
  domain <- domain_of(design, inside, rows[[measure$numerator]] / rows[[measure$denominator]])
  summary_of(svymean(~.y, domain, deff = TRUE), domain, inside)
}

proportion_of <- function(measure, design, inside, rows) {
  values <- rows[[measure$of]]
  levels <- if (!is.null(measure$equals)) list(measure$equals)
            else if (all(values %in% c(0, 1, NA))) list(1L)
            else as.list(sort(unique(values[inside])))
  interval <- if (is.null(measure$interval)) "logit" else measure$interval
  lapply(levels, function(level) {
    domain <- domain_of(design, inside, as.numeric(values == level))
    row <- summary_of(svymean(~.y, domain, deff = TRUE), domain, inside)
    row[c("low", "high")] <- proportion_interval(interval, domain, row)
    c(list(level = level), row)
  })
}

# t and logit and Korn-Graubard are R's svyciprop; R has no Wilson interval: see wilson().
proportion_interval <- function(interval, domain, row) {
  if (interval == "wilson") return(wilson(row))
  method <- c(t = "mean", logit = "xlogit", "korn-graubard" = "beta")[[interval]]
  as.list(as.numeric(attr(svyciprop(~.y, domain, method = method, df = row$df), "ci")))
}

# Wilson's score interval with the effective sample size p(1-p)/v in the place of n, corrected for the degrees of freedom
# by (t_{n-1}/t_df)^2 exactly as Korn & Graubard (1998) and svyciprop(method = "beta") do, and the normal quantile:
# Franco, Little, Louis & Slud (2019), J. Survey Statistics and Methodology 7, 334-364.
wilson <- function(row) {
  p <- row$estimate
  n <- p * (1 - p) / row$se^2 * (qt(0.025, row$n - 1) / qt(0.025, row$df))^2
  z <- qnorm(0.975)
  middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
  reach <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
  list(middle - reach, middle + reach)
}

# Woodruff's interval as svyquantile gives it: see the README for what R centres it at.
quantile_of <- function(measure, design, inside, rows) {
  domain <- domain_of(design, inside, rows[[measure$of]])
  at <- if (is.null(measure$at)) 0.5 else measure$at
  qrule <- if (is.null(measure$qrule)) "math" else measure$qrule
  q <- svyquantile(~.y, domain, at, interval.type = "mean", qrule = qrule)[[1]][1, ]
  list(estimate = q[[1]], se = q[[4]], low = q[[2]], high = q[[3]], df = degf(domain), n = sum(inside))
}

# Gini: sum_i sum_j w_i w_j |y_i - y_j| / (2 N Y), written with cumulated weights (ties in any order).
gini <- function(y, w) {
  w <- w[order(y)]
  y <- sort(y)
  sum(w * y * (2 * cumsum(w) - w)) / (sum(w) * sum(w * y)) - 1
}

# Its influence function (Deville 1999, Survey Methodology 25, 193-203; Osier 2009, Survey Research Methods 3, 167-195):
# u_k = (2 (y_k N_k - Y_k) + Y - N y_k - G (Y + N y_k)) / (N Y), with N_k and Y_k the weighted count and total up to y_k.
gini_scores <- function(y, w) {
  N <- sum(w)
  Y <- sum(w * y)
  N_k <- vapply(y, function(v) sum(w[y <= v]), 0)
  Y_k <- vapply(y, function(v) sum((w * y)[y <= v]), 0)
  (2 * (y * N_k - Y_k) + Y - N * y - gini(y, w) * (Y + N * y)) / (N * Y)
}

gini_of <- function(measure, design, inside, rows) {
  y <- rows[[measure$of]][inside]
  if (inherits(design, "svyrep.design")) {
    domain <- domain_of(design, inside, rows[[measure$of]])
    g <- withReplicates(domain, function(w, d) gini(d$.y, w))
    return(with_t(as.numeric(coef(g)), as.numeric(SE(g)), degf(domain), n = sum(inside)))
  }
  w <- weights(design)[inside]
  scores <- rep(0, nrow(rows))
  scores[inside] <- gini_scores(y, w)
  domain <- domain_of(design, inside, scores)
  with_t(gini(y, w), as.numeric(SE(svytotal(~.y, domain))), degf(domain), n = sum(inside))
}

# The scores of one domain's mean, total or ratio, zero off the domain.
scores_of <- function(kind, w, y, d, inside) {
  y[!inside] <- 0
  total <- sum((w * y)[inside])
  base <- if (is.null(d)) as.numeric(inside) else ifelse(inside, d, 0)
  if (kind == "total") return(list(estimate = total, scores = y))
  size <- sum((w * base)[inside])
  list(estimate = total / size, scores = (y - total / size * base) / size)
}

# first - second: the variance of the difference of the two scores, on the design of the two domains together. Where R can
# (svyby(covmat = TRUE) stops on calibrated designs), svycontrast must give the same.
difference_of <- function(measure, design, inside, rows) {
  inner <- measure$measure
  inside <- inside & rows[[measure$dimension]] %in% c(measure$first, measure$second)
  y <- rows[[if (is.null(inner$of)) inner$numerator else inner$of]]
  if (inner$kind == "proportion") y <- as.numeric(y == if (is.null(inner$equals)) 1 else inner$equals)
  d <- if (is.null(inner$denominator)) NULL else rows[[inner$denominator]]
  per <- if (!is.null(inner$per)) inner$per else if (inner$kind == "rate") 1000 else 1
  contrast <- NULL
  if (is.null(design$postStrata)) {
    design$variables$.g <- factor(rows[[measure$dimension]], levels = c(measure$first, measure$second))
    domain <- domain_of(design, inside, y, d)
    by <- if (is.null(d)) svyby(~.y, ~.g, domain, if (inner$kind == "total") svytotal else svymean, covmat = TRUE)
          else svyby(~.y, ~.g, denominator = ~.d, domain, svyratio, covmat = TRUE)
    contrast <- svycontrast(by, setNames(list(c(1, -1)), "difference"))
    row <- with_t(as.numeric(coef(contrast)) * per, as.numeric(SE(contrast)) * per, degf(domain), n = sum(inside))
  }
  if (!inherits(design, "svyrep.design")) {
    w <- weights(design)
    one <- scores_of(inner$kind, w, y, d, inside & rows[[measure$dimension]] %in% measure$first)
    two <- scores_of(inner$kind, w, y, d, inside & rows[[measure$dimension]] %in% measure$second)
    domain <- domain_of(design, inside, one$scores - two$scores)
    se <- as.numeric(SE(svytotal(~.y, domain)))
    if (!is.null(contrast)) stopifnot(all.equal(se, as.numeric(SE(contrast)), tolerance = 1e-10))
    row <- with_t((one$estimate - two$estimate) * per, se * per, degf(domain), n = sum(inside))
  }
  row
}

measures <- list(total = total_of, mean = mean_of, ratio = ratio_of, rate = ratio_of, mean_of_ratios = mean_of_ratios,
                 proportion = proportion_of, quantile = quantile_of, gini = gini_of, difference = difference_of)

# ---- cases ---------------------------------------------------------------------------------------------------------

rows_of <- function(case, rows) {
  design <- survey_of(case, rows)
  use <- usable(case, rows)
  dimensions <- setdiff(unlist(case$by), case$measure$dimension)
  found <- lapply(combinations(rows[use, , drop = FALSE], dimensions), function(point) {
    result <- measures[[case$measure$kind]](case$measure, design, use & at(rows, point), rows)
    if (!is.null(result$estimate)) result <- list(result)
    lapply(result, function(row) c(point, row))
  })
  do.call(c, found)
}

calibration_weights <- function(case, rows) {
  design <- survey_of(case, rows)
  g <- weights(design, "sampling") / rows[[case$design$weight]]
  list(first_g = as.list(as.numeric(g[1:12])), lowest_g = min(g), highest_g = max(g))
}

cases <- list()

golden <- function(id, about, data, design, measure, by = NULL, where = list(), calibration = NULL, ...) {
  stopifnot(!id %in% vapply(cases, function(c) c$id, ""))
  case <- list(id = id, about = about, data = data, design = design, calibration = calibration, where = where,
               by = as.list(by), measure = measure, ...)
  rows <- read_sample(data)
  options(survey.lonely.psu = design$singletons)
  if (identical(case$raises, "singleton")) {
    message_of <- tryCatch({ rows_of(case, rows); "" }, error = conditionMessage)
    stopifnot(grepl("has only one PSU", message_of))
  } else {
    case$expected <- suppressWarnings(rows_of(case, rows))
    stopifnot(length(case$expected) > 0)
    if (!is.null(calibration)) case$calibrated <- suppressWarnings(calibration_weights(case, rows))
  }
  cases[[length(cases) + 1]] <<- case
}

# ---- JSON with 17 significant digits -------------------------------------------------------------------------------

# jsonlite stops at 15: doubles become marked strings, and the marks and quotation marks go afterwards.
marked <- function(x, name = "") {
  if (is.list(x)) return(setNames(Map(marked, x, if (is.null(names(x))) rep("", length(x)) else names(x)), names(x)))
  if (is.double(x) && length(x) == 1) {
    if (!is.finite(x)) return(NULL)
    written <- sprintf("%.17g", x)
    stopifnot(as.numeric(written) == x)
    return(paste0("@@", written, "@@"))
  }
  x
}

write_cases <- function(family) {
  made_with <- list(R = R.version.string, survey = as.character(packageVersion("survey")),
                    options = list(survey.adjust.domain.lonely = FALSE, survey.replicates.mse = FALSE,
                                   survey.ultimate.cluster = FALSE))
  text <- toJSON(list(family = family, made_with = made_with, cases = marked(cases)), auto_unbox = TRUE, null = "null",
                 pretty = TRUE)
  writeLines(gsub('"@@([^"@]*)@@"', "\\1", text), file.path(here, "expected", paste0(family, ".json")))
  cat(sprintf("%s: %d cases, %d rows\n", family, length(cases), sum(lengths(lapply(cases, `[[`, "expected")))))
}
