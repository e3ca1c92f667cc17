# Proves ratios, rates, means of ratios and differences between domains (svyratio; svycontrast on svyby(covmat = TRUE)).
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))


clusters <- design_of("weight", stage("psu", "stratum"))
two_stage <- design_of("weight", stage("psu", "stratum", "psu_population"), stage("household", NULL, "household_population"))
elements <- design_of("weight", stage(NULL, "stratum", "population"))
wage <- list(kind = "ratio", numerator = "earn", denominator = "hours")
energy <- list(kind = "ratio", numerator = "energy", denominator = "turnover")
mean_earn <- list(kind = "mean", of = "earn")
less <- function(measure, dimension, first, second) {
  list(kind = "difference", measure = measure, dimension = dimension, first = first, second = second)
}

golden("ratio-wage", "earnings per hour; missing values in both", "lfs.csv", clusters, wage)
golden("ratio-wage-by-education", "ratio by domain", "lfs.csv", clusters, wage, by = "education")
golden("ratio-wage-two-stage", "ratio with populations at both stages", "lfs.csv", two_stage, wage, by = c("sex", "citizenship"))
golden("ratio-energy", "ratio in an element sample, per hundred", "elements.csv", elements, c(energy, per = 100), by = "branch")
golden("rate-injuries", "injuries per 1,000 hours", "lfs.csv", clusters,
       list(kind = "rate", numerator = "injuries", denominator = "hours"), by = "sex")
golden("rate-injuries-million", "injuries per 1,000,000 hours, conditions on rows", "lfs.csv", two_stage,
       list(kind = "rate", numerator = "injuries", denominator = "hours", per = 1e6),
       where = list(is_in("sector", "construction", "industry")))
golden("mean-of-ratios-wage", "the mean of each person's earnings per hour", "lfs.csv", clusters,
       list(kind = "mean_of_ratios", numerator = "earn", denominator = "hours"), by = "sex")
golden("mean-of-ratios-elements", "mean of ratios in an element sample", "elements.csv", elements,
       list(kind = "mean_of_ratios", numerator = "energy", denominator = "staff"))

golden("difference-mean-sex", "difference of two domains' means: their covariance counts", "lfs.csv", clusters,
       less(mean_earn, "sex", "male", "female"), by = "sex")
golden("difference-mean-sex-by-education", "the difference within each level of another dimension", "lfs.csv", clusters,
       less(mean_earn, "sex", "male", "female"), by = c("education", "sex"))
golden("difference-total-two-stage", "difference of totals with populations at both stages", "lfs.csv", two_stage,
       less(list(kind = "total", of = "employed"), "sex", "male", "female"), by = "sex")
golden("difference-mean-two-of-three", "two of the three levels", "lfs.csv", two_stage,
       less(list(kind = "mean", of = "cost"), "citizenship", "citizen", "seasonal"), by = "citizenship")
golden("difference-ratio", "difference of ratios", "lfs.csv", clusters, less(wage, "education", "tertiary", "primary"),
       by = "education")
golden("difference-proportion", "difference of proportions: t interval", "lfs.csv", clusters,
       less(list(kind = "proportion", of = "employed"), "sex", "male", "female"), by = "sex")
golden("difference-elements", "difference in an element sample", "elements.csv", elements,
       less(list(kind = "mean", of = "turnover"), "branch", "trade", "repair"), by = "branch")
write_cases("ratios")
