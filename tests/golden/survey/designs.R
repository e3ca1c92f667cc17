# Proves the linearised variance of every kind of design: strata, clusters, populations at one, two and three stages,
# populations as fractions, element samples, no strata, no weights; and that domains keep the PSUs they do not reach.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1])), "golden.R"))

clusters <- design_of("weight", stage("psu", "stratum"))
clusters_fpc <- design_of("weight", stage("psu", "stratum", "psu_population"))
two_stage <- design_of("weight", stage("psu", "stratum", "psu_population"), stage("household", NULL, "household_population"))
two_fractions <- design_of("weight", stage("psu", "stratum", "psu_fraction"), stage("household", NULL, "household_fraction"))
three_stage <- design_of("weight", stage("psu", "stratum", "psu_population"), stage("household", NULL, "household_population"),
                         stage(NULL, NULL, "person_population"))
no_strata <- design_of("weight", stage("psu"))
no_weights <- design_of(NULL, stage("psu", "stratum", "psu_population"), stage("household", NULL, "household_population"))
nothing_given <- design_of(NULL, stage("psu", "stratum"))
persons_only <- design_of("weight", stage(NULL))
stratified_persons <- design_of("weight", stage(NULL, "stratum"))
elements <- design_of("weight", stage(NULL, "stratum", "population"))
elements_fraction <- design_of("weight", stage(NULL, "stratum", "fraction"))
elements_bare <- design_of(NULL, stage(NULL, "stratum", "population"))

lfs <- function(id, about, ...) golden(id, about, "lfs.csv", ...)
of <- function(kind, column) list(kind = kind, of = column)

lfs("clusters-mean-cost", "stratified clusters, no population sizes: mean", design = clusters, measure = of("mean", "cost"))
lfs("clusters-total-cost-by-sex", "stratified clusters: total by sex", design = clusters, measure = of("total", "cost"), by = "sex")
lfs("clusters-persons", "number of persons (no column)", design = clusters, measure = list(kind = "total"))
lfs("clusters-persons-by-citizenship", "persons by a dimension with missing values and a rare level found in few PSUs",
    design = clusters, measure = list(kind = "total"), by = "citizenship")
lfs("clusters-mean-earn", "a measure with missing values uses the known rows", design = clusters, measure = of("mean", "earn"))
lfs("clusters-mean-earn-by-sex-citizenship", "two crossed dimensions, missing values in one and in the measure",
    design = clusters, measure = of("mean", "earn"), by = c("sex", "citizenship"))
lfs("clusters-total-earn-where", "conditions joined by AND", design = clusters, measure = of("total", "earn"), by = "education",
    where = list(is_in("sex", "female"), between("hours", 20, 40), known("citizenship")))
lfs("clusters-fpc-mean-cost", "population of PSUs at the first stage only", design = clusters_fpc, measure = of("mean", "cost"),
    by = "age_group")
lfs("clusters-fpc-total-cost", "population of PSUs at the first stage only", design = clusters_fpc, measure = of("total", "cost"))
lfs("two-stage-mean-cost", "populations at both stages", design = two_stage, measure = of("mean", "cost"))
lfs("two-stage-total-employed-by-sex", "populations at both stages", design = two_stage, measure = of("total", "employed"), by = "sex")
lfs("two-stage-mean-earn-rare", "a rare domain: few PSUs, few households in them", design = two_stage,
    measure = of("mean", "earn"), where = list(is_in("citizenship", "seasonal")))
lfs("two-stage-total-earn-by-sector", "domain totals", design = two_stage, measure = of("total", "earn"), by = "sector")
lfs("two-fractions-mean-cost", "fractions at both stages instead of sizes", design = two_fractions, measure = of("mean", "cost"),
    by = "sex")
lfs("three-stage-mean-cost", "three stages, persons drawn within households", design = three_stage, measure = of("mean", "cost"))
lfs("three-stage-total-cost-by-sex", "three stages: totals of domains", design = three_stage, measure = of("total", "cost"),
    by = "sex")
lfs("no-strata-mean-cost", "clusters without strata", design = no_strata, measure = of("mean", "cost"), by = "sex")
lfs("no-weights-total-cost", "no weight: one over the product of the fractions of both stages", design = no_weights,
    measure = of("total", "cost"))
lfs("no-weights-mean-cost", "no weight: one over the product of the fractions of both stages", design = no_weights,
    measure = of("mean", "cost"), by = "sex")
lfs("nothing-given-mean-cost", "neither weights nor populations: every row counts one (deff: null in R)", design = nothing_given,
    measure = of("mean", "cost"), by = "sex")
lfs("persons-only-mean-cost", "unequal weights, neither strata nor clusters", design = persons_only, measure = of("mean", "cost"))
lfs("stratified-persons-total-cost", "stratified persons, no clusters", design = stratified_persons, measure = of("total", "cost"),
    by = "sex")

golden("elements-total-turnover", "stratified elements with population sizes, one stratum taken whole", "elements.csv",
       design = elements, measure = of("total", "turnover"))
golden("elements-total-turnover-by-branch", "domains of an element sample", "elements.csv", design = elements,
       measure = of("total", "turnover"), by = "branch")
golden("elements-mean-energy", "missing values in an element sample", "elements.csv", design = elements,
       measure = of("mean", "energy"), by = "branch")
golden("elements-fraction-mean-turnover", "fractions, one of them exactly 1", "elements.csv", design = elements_fraction,
       measure = of("mean", "turnover"), by = "branch")
golden("elements-no-weight-total-staff", "weights from the population sizes", "elements.csv", design = elements_bare,
       measure = of("total", "staff"), by = "stratum")
write_cases("designs")
