# Recruitment costs (SDG 10.7.1) of invented workers, computed in base R and with the package `survey`:
#   Rscript golden.R    writes expected.csv beside it.
# Made with R 4.2.2 and survey 4.1.1.
suppressPackageStartupMessages(library(survey))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
text <- c(person = "character")
workers <- read.csv(file.path(here, "workers.csv"), colClasses = text)
items <- read.csv(file.path(here, "items.csv"), colClasses = text)
rates <- read.csv(file.path(here, "rates.csv"))

usd <- function(amount, currency, month) {
  rate <- rates$rate[match(paste(currency, month), paste(rates$currency, rates$month))]
  ifelse(amount == 0, 0, amount / rate)
}

# C: every item but interest, at its own month, less what was given back; E: take-home pay plus that month's deductions.
items <- items[items$item != "interest", ]
whole <- items$reimbursed == items$amount
value <- usd(items$amount, items$currency, items$month)
items$net <- ifelse(whole, 0, pmax(0, value - usd(items$reimbursed, items$currency, items$reimbursed_month)))
workers$cost <- sapply(workers$person, function(one) sum(items$net[items$person == one]))
deductions <- items[items$item == "deduction", ]
back <- sapply(seq_len(nrow(workers)), function(at) {
  of_it <- deductions$person == workers$person[at] & deductions$month == workers$earnings_month[at]
  sum(usd(deductions$amount, deductions$currency, deductions$month)[of_it])
})
workers$earned <- usd(workers$earnings, "QAR", workers$earnings_month) + ifelse(workers$earnings_basis == "take_home", back, 0)
listed <- workers$person %in% items$person
workers$eligible <- workers$status == "employee" & workers$reason == "work" & !(workers$paid == "yes" & !listed)
workers$ratio <- workers$cost / workers$earned
workers$none <- as.numeric(workers$cost == 0)

design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = workers)
rows <- list()
add <- function(indicator, universe, sex, found, se, low, high, n) {
  rows[[length(rows) + 1]] <<- data.frame(indicator = indicator, universe = universe, sex = sex,
    estimate = unname(found), se = unname(se), low = unname(low), high = unname(high), n = n)
}
measured <- function(design, universe, sex) {
  df <- degf(design)
  n <- nrow(design$variables)
  t <- qt(0.975, df)
  plain <- function(indicator, found) {
    estimate <- coef(found); se <- SE(found)
    add(indicator, universe, sex, estimate, se, estimate - t * se, estimate + t * se, n)
  }
  plain("RCI_MEAN", svymean(~ratio, design))
  plain("RCI_RATIO_OF_TOTALS", svyratio(~cost, ~earned, design))
  plain("COST_MEAN", svymean(~cost, design))
  plain("EARNINGS_MEAN", svymean(~earned, design))
  for (at in c(0.5, 0.8)) {
    found <- svyquantile(~ratio, design, at, ci = TRUE, qrule = "math", interval.type = "mean", df = df)
    one <- found$ratio
    add(if (at == 0.5) "RCI_MEDIAN" else "RCI_P80", universe, sex, one[1, "quantile"], one[1, "se"], one[1, "ci.2.5"],
        one[1, "ci.97.5"], n)
  }
}
for (chosen in c("", "F", "M")) {
  domain <- subset(design, eligible & (chosen == "" | workers$sex == chosen))
  measured(domain, "all", chosen)
  # The limits of svyciprop(method = "logit") in closed form: its own come from iterations, good to eight digits.
  zero <- svymean(~none, domain)
  share <- as.numeric(coef(zero)); se <- as.numeric(SE(zero))
  half <- qt(0.975, degf(domain)) * se / (share * (1 - share))
  stopifnot(abs(confint(svyciprop(~none, domain, method = "logit", df = degf(domain)))[1] - plogis(qlogis(share) - half)) < 1e-6)
  add("RCI_ZERO_SHARE", "all", chosen, 100 * share, 100 * se, 100 * plogis(qlogis(share) - half),
      100 * plogis(qlogis(share) + half), nrow(domain$variables))
  measured(subset(domain, cost > 0), "payers", chosen)
}
write.csv(format(do.call(rbind, rows), digits = 17, trim = TRUE), file.path(here, "expected.csv"), row.names = FALSE, quote = FALSE)
