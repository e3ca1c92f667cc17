# Over-qualification of invented workers, computed in base R and with the package `survey`:
#   Rscript golden.R    writes expected.csv and thresholds.csv beside it.
# Made with R 4.2.2 and survey 4.1.1.
suppressPackageStartupMessages(library(survey))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
persons <- read.csv(file.path(here, "persons.csv"), colClasses = c(occupation = "character"), na.strings = "")
employed <- persons$labour_force_status == "employed"
known <- employed & !is.na(persons$education)
major <- substr(persons$occupation, 1, 1)

required <- function(one) if (one %in% c("1", "2", "3")) c(5, 8) else if (one == "9") c(0, 2) else c(3, 4)
class <- function(level, low, high) ifelse(level > high + 1e-9, "over", ifelse(level < low - 1e-9, "under", "matched"))
normative <- t(sapply(major, required))
persons$normative <- class(persons$education, normative[, 1], normative[, 2])

# Thresholds from weighted tables: the first group of 3, 2, 1 digits with 30 respondents.
thresholds <- list()
limits <- function(statistic) {
  found <- matrix(NA_real_, nrow(persons), 2)
  for (digits in 1:3) {
    group <- ifelse(nchar(persons$occupation) >= digits, substr(persons$occupation, 1, digits), NA)
    for (one in unique(na.omit(group[known]))) {
      of_it <- known & !is.na(group) & group == one
      tab <- tapply(persons$weight[of_it], persons$education[of_it], sum)
      level <- as.numeric(names(tab)); share <- tab / sum(tab)
      mean <- sum(level * share)
      low_high <- switch(statistic,
        mode = rep(level[which.max(tab)], 2),
        mean = mean + c(-1, 1) * sqrt(sum((level - mean)^2 * share)),
        percentile = c(level[min(which(cumsum(share) >= 0.2 - 1e-12))], level[min(which(cumsum(share) >= 0.8 - 1e-12))]))
      thresholds[[length(thresholds) + 1]] <<- data.frame(statistic, digits, occupation = one, n = sum(of_it),
        low = low_high[1], high = low_high[2])
      if (sum(of_it) >= 30) found[!is.na(group) & group == one, ] <- rep(low_high, each = sum(!is.na(group) & group == one))
    }
  }
  found
}
for (statistic in c("mode", "mean", "percentile")) {
  found <- limits(statistic)
  persons[[statistic]] <- class(persons$education, found[, 1], found[, 2])
}
persons$own <- persons$own_assessment
persons$tertiary <- ifelse(persons$education >= 5, ifelse(major %in% as.character(4:9), "over", "matched"), NA)
persons$group <- ifelse(persons$country_of_birth == "NPL", "native", "foreign")
persons$place <- ifelse(persons$education_country == "NPL", "here", "abroad")

rows <- list()
add <- function(indicator, approach, birth, sex, place, found, se, n) {
  rows[[length(rows) + 1]] <<- data.frame(indicator, approach, birth, sex, place, estimate = unname(found), se = unname(se), n)
}
for (approach in c("normative", "mode", "mean", "percentile", "own", "tertiary")) {
  persons$over <- as.numeric(persons[[approach]] == "over")
  persons$under <- as.numeric(persons[[approach]] == "under")
  design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = persons)
  classed <- subset(design, known & !is.na(over))
  for (chosen in c("", "F", "M")) {
    domain <- if (chosen == "") classed else subset(classed, sex == chosen)
    whole <- svymean(~over, domain)
    add("OVQ_RATE", approach, "", chosen, "", coef(whole), SE(whole), nrow(domain$variables))
    if (approach != "tertiary") {
      low <- svymean(~under, domain)
      add("UNQ_RATE", approach, "", chosen, "", coef(low), SE(low), nrow(domain$variables))
    }
    of_groups <- svyby(~over, ~group, domain, svymean, covmat = TRUE)
    for (one in c("native", "foreign")) {
      add("OVQ_RATE", approach, one, chosen, "", coef(of_groups)[one], SE(of_groups)[of_groups$group == one],
          sum(domain$variables$group == one))
    }
    gap <- svycontrast(of_groups, c(foreign = 1, native = -1))
    add("OVQ_GAP", approach, "foreign", chosen, "", coef(gap), SE(gap), nrow(domain$variables))
    ratio <- svycontrast(of_groups, quote(foreign / native))
    add("OVQ_RATIO", approach, "foreign", chosen, "", coef(ratio), SE(ratio), nrow(domain$variables))
    of_places <- svyby(~over, ~place, domain, svymean, covmat = TRUE)
    apart <- svycontrast(of_places, c(abroad = 1, here = -1))
    add("OVQ_PLACE_GAP", approach, "", chosen, "abroad", coef(apart), SE(apart), nrow(domain$variables))
  }
  paid <- svyby(~monthly_earnings, ~over, classed, svymean, covmat = TRUE)
  if (approach == "tertiary") {
    ratio <- svycontrast(paid, quote(`1` / `0`))
    add("EARN_RATIO", approach, "", "", "", coef(ratio), SE(ratio), nrow(classed$variables))
  }
}
both <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight,
                  data = transform(persons, alike = as.numeric(normative == own)))
alike <- svymean(~alike, subset(both, known & !is.na(own)))
add("AGR_NORMATIVE_OWN", "_Z", "", "", "", coef(alike), SE(alike), sum(known & !is.na(persons$own)))
write.csv(format(do.call(rbind, rows), digits = 17, trim = TRUE), file.path(here, "expected.csv"), row.names = FALSE, quote = FALSE)
write.csv(format(do.call(rbind, thresholds), digits = 17, trim = TRUE), file.path(here, "thresholds.csv"), row.names = FALSE, quote = FALSE)
