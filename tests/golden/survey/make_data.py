"""The small synthetic samples behind the golden results; run `python tests/golden/survey/make_data.py` to remake them.

Every value is random from a fixed seed: no person, household or establishment is meant.
"""

import json
from pathlib import Path

import numpy as np
import polars as pl

SEED = 20_240_317
HERE = Path(__file__).parent / "data"
AGE_GROUPS = ("15-24", "25-34", "35-44", "45-54", "55+")
SECTORS = ("agriculture", "industry", "construction", "services", "public")


def distinct(values, digits=2):
    """The values rounded, and moved up by the smallest step until none is equal to another: quantiles without ties."""
    step, seen, kept = 10.0**-digits, set(), []
    for value in values:
        candidate = round(float(value), digits)
        while candidate in seen:
            candidate = round(candidate + step, digits)
        seen.add(candidate)
        kept.append(candidate)
    return kept


def labour_force(random):
    """Persons in households in PSUs in 12 strata: three stages, each with its population size."""
    rows = []
    psu = 0
    for stratum in range(1, 13):
        psus = int(random.integers(3, 9))
        population = int(random.integers(3 * psus, 12 * psus))
        level = random.normal(0, 0.25)
        for _ in range(psus):
            psu += 1
            households = int(random.integers(4, 24))
            household_population = int(random.integers(4 * households, 20 * households))
            effect = level + random.normal(0, 0.3)
            seasonal_here = random.random() < 0.25
            for household in range(1, households + 1):
                size = int(random.choice([1, 2, 3, 4, 5], p=[0.25, 0.3, 0.2, 0.15, 0.1]))
                interviewed = min(size, 3)
                home = effect + random.normal(0, 0.2)
                base = population / psus * household_population / households * size / interviewed
                rows.extend(
                    {
                        "stratum": stratum,
                        "psu": psu,
                        "household": household,
                        "psu_population": population,
                        "household_population": household_population,
                        "person_population": size,
                        "psu_fraction": round(psus / population, 6),
                        "household_fraction": round(households / household_population, 6),
                        "weight": round(base * random.uniform(0.8, 1.3), 2),
                        **person(random, home, seasonal_here),
                    }
                    for _ in range(interviewed)
                )
    frame = pl.DataFrame(rows, infer_schema_length=None).with_row_index("person", offset=1)
    ones = np.round(frame["weight"].to_numpy() / frame["weight"].mean(), 4)
    ones[-1] = round(ones[-1] + len(ones) - ones.sum(), 4)
    return frame.with_columns(pl.Series("weight_one", ones), pl.Series("cost", distinct(frame["cost"].to_numpy())))


def person(random, effect, seasonal_here):
    """One person's answers; what the group shares is in `effect`."""
    sex = str(random.choice(["female", "male"]))
    citizenship = "citizen" if random.random() < 0.6 + 0.2 * np.tanh(effect) else "resident"
    if seasonal_here and random.random() < 0.2:
        citizenship = "seasonal"
    education = str(random.choice(["primary", "secondary", "tertiary"], p=[0.3, 0.45, 0.25]))
    active = random.random() < 0.55 + 0.25 * (sex == "male")
    employed = active and random.random() < 0.85 + 0.1 * np.tanh(effect)
    wage = np.exp(6.2 + effect + 0.35 * (education == "tertiary") + 0.15 * (sex == "male") + random.normal(0, 0.5))
    return {
        "sex": sex,
        "age_group": str(random.choice(AGE_GROUPS)),
        "citizenship": None if random.random() < 0.03 else citizenship,
        "education": education,
        "sector": str(random.choice(SECTORS, p=[0.1, 0.2, 0.15, 0.4, 0.15])) if employed else None,
        "active": int(active),
        "employed": int(employed),
        "earn": round(float(wage) / 10) * 10 if employed and random.random() > 0.08 else None,
        "hours": int(random.integers(10, 61)) if employed else None,
        "injuries": int(random.poisson(0.06)) if employed else None,
        "cost": float(np.exp(5 + 0.6 * effect + random.normal(0, 0.6))),
    }


def singletons(random):
    """Eight strata: 3 and 6 hold one PSU, 7 holds its whole population of one, 5 has group b in one PSU, 8 in none."""
    psus = {1: 3, 2: 4, 3: 1, 4: 2, 5: 3, 6: 1, 7: 1, 8: 3}
    rows = []
    psu = 0
    for stratum, count in psus.items():
        population = 1 if stratum == 7 else int(random.integers(4 * count, 9 * count))
        level = random.normal(50, 8)
        for position in range(count):
            psu += 1
            effect = level + random.normal(0, 5)
            for _ in range(int(random.integers(6, 16))):
                b_possible = stratum != 8 and not (stratum == 5 and position > 0)
                group = "b" if b_possible and random.random() < 0.4 else "a"
                value = round(float(effect + 4 * (group == "b") + random.normal(0, 6)), 2)
                rows.append(
                    {
                        "stratum": stratum,
                        "psu": psu,
                        "psu_population": population,
                        "weight": round(population / count * float(random.uniform(5, 9)), 2),
                        "group": group,
                        "value": None if random.random() < 0.04 else value,
                        "size": round(float(random.uniform(1, 5)), 2),
                        "yes": int(random.random() < 0.3),
                    }
                )
    return pl.DataFrame(rows, infer_schema_length=None)


def elements(random):
    """Establishments drawn one by one in six strata, with the strata's sizes; stratum 6 is taken as a whole."""
    rows = []
    for stratum in range(1, 7):
        count = int(random.integers(12, 60))
        population = count if stratum == 6 else count * int(random.integers(3, 15)) + int(random.integers(0, 5))
        for _ in range(count):
            size = float(np.exp(random.normal(2 + 0.3 * stratum, 0.7)))
            rows.append(
                {
                    "stratum": stratum,
                    "population": population,
                    "fraction": round(count / population, 7),
                    "weight": round(population / count, 8),
                    "branch": str(random.choice(["trade", "repair", "lodging"], p=[0.6, 0.3, 0.1])),
                    "staff": max(1, round(size)),
                    "turnover": round(size * float(random.uniform(20, 60)), 1),
                    "energy": None if random.random() < 0.05 else round(size * float(random.uniform(1, 4)), 2),
                    "exports": int(random.random() < 0.25),
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def answers(random, effect):
    """The few variables of the files with replicate weights."""
    income = round(float(np.exp(4 + 0.1 * effect + random.normal(0, 0.5))), 1)
    return {
        "group": str(random.choice(["north", "south"], p=[0.7, 0.3])),
        "income": None if random.random() < 0.05 else income,
        "rent": round(float(random.uniform(5, 40)), 1),
        "owner": int(random.random() < 0.4),
    }


def paired(random, strata, sizes):
    """Persons in `sizes` PSUs of each of the strata."""
    rows = []
    psu = 0
    for stratum in range(1, strata + 1):
        level = random.normal(0, 1)
        for _ in range(sizes[(stratum - 1) % len(sizes)]):
            psu += 1
            effect = level + random.normal(0, 1.5)
            weight = round(float(random.uniform(20, 90)), 1)
            rows += [
                {"stratum": stratum, "psu": psu, "weight": weight, **answers(random, effect)}
                for _ in range(int(random.integers(5, 11)))
            ]
    return pl.DataFrame(rows, infer_schema_length=None)


def hadamard(order):
    """A Hadamard matrix of order 2^k (Sylvester)."""
    matrix = np.array([[1]])
    while len(matrix) < order:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    return matrix


def columns(name, weights, digits):
    """Replicate columns name01, name02, …"""
    return [pl.Series(f"{name}{i + 1:02d}", np.round(weights[:, i], digits)) for i in range(weights.shape[1])]


def half_samples(random):
    """Two PSUs in each of 14 strata; combined BRR and Fay weights (rho 0.3) of the producer."""
    frame = paired(random, 14, (2,))
    signs = hadamard(16)
    first = frame.group_by("stratum").agg(pl.col("psu").min().alias("first"))
    is_first = frame.join(first, on="stratum", how="left", maintain_order="left")
    one = (is_first["psu"] == is_first["first"]).to_numpy()
    kept = (signs[frame["stratum"].to_numpy()] > 0) == one[:, None]
    weight = frame["weight"].to_numpy()[:, None]
    return frame.with_columns(
        columns("brr", weight * np.where(kept, 2.0, 0.0), 1) + columns("fay", weight * np.where(kept, 1.7, 0.3), 2)
    )


def jackknives(random):
    """Eight strata of two to four PSUs; JKn as combined weights, JK1 (strata left aside) as multipliers."""
    frame = paired(random, 8, (2, 3, 4, 3))
    psu, stratum = frame["psu"].to_numpy(), frame["stratum"].to_numpy()
    count = psu.max()
    jk1 = np.where(psu[:, None] == np.arange(1, count + 1), 0.0, count / (count - 1))
    jkn = np.ones_like(jk1)
    rscales = []
    for j in range(count):
        here = stratum == stratum[psu == j + 1][0]
        n = len(set(psu[here]))
        jkn[here, j] = n / (n - 1)
        jkn[psu == j + 1, j] = 0.0
        rscales.append((n - 1) / n)
    combined = jkn * frame["weight"].to_numpy()[:, None]
    return frame.with_columns(columns("jkn", combined, 4) + columns("jk1_", jk1, 12)), rscales


def bootstraps(random):
    """Six strata of four PSUs; 30 combined bootstrap weights (n-1 of n with replacement)."""
    frame = paired(random, 6, (4,))
    psu = frame["psu"].to_numpy() - 1
    factors = np.zeros((psu.max() + 1, 30))
    for stratum in range(6):
        for replicate in range(30):
            drawn = random.integers(0, 4, size=3)
            factors[4 * stratum : 4 * stratum + 4, replicate] = np.bincount(drawn, minlength=4) * 4 / 3
    return frame.with_columns(columns("boot", factors[psu] * frame["weight"].to_numpy()[:, None], 4))


def successive_differences(random):
    """A systematic sample of 180 persons in list order; 32 combined weights by successive differences."""
    signs = hadamard(32)
    position = np.arange(180)
    rows = signs[1 + position % 31]
    after = signs[1 + (position + 1) % 31]
    factors = 1 + 2**-1.5 * rows - 2**-1.5 * after
    weight = np.round(random.uniform(30, 60, 180), 1)
    frame = pl.DataFrame([answers(random, float(np.sin(i / 12))) for i in position], infer_schema_length=None)
    frame = frame.with_columns(pl.Series("weight", weight))
    return frame.with_columns(columns("sdr", factors * weight[:, None], 3))


def calibration(random):
    """Persons in 34 PSUs of six strata, and the population's counts and register total to which they are calibrated."""
    rows = []
    psu = 0
    for stratum in range(1, 7):
        count = int(random.integers(4, 8))
        population = int(random.integers(60, 120))
        for _ in range(count):
            psu += 1
            effect = random.normal(0, 0.4)
            for _ in range(int(random.integers(10, 22))):
                register = float(np.exp(random.normal(3 + effect, 0.5)))
                rows.append(
                    {
                        "stratum": stratum,
                        "psu": psu,
                        "psu_population": population,
                        "weight": round(population / count * float(random.uniform(4, 8)), 2),
                        "region": str(random.choice(["east", "west", "isles"], p=[0.5, 0.35, 0.15])),
                        "sex": str(random.choice(["female", "male"])),
                        "age_group": str(random.choice(["young", "middle", "old"], p=[0.3, 0.5, 0.2])),
                        "register": round(register, 2),
                        "income": round(register * float(random.uniform(0.7, 1.6)) + 5 * random.random(), 2),
                        "spending": None if random.random() < 0.05 else round(register * random.uniform(0.3, 0.9), 2),
                        "employed": int(random.random() < 0.6),
                        "renter": str(random.choice(["yes", "no"])),
                    }
                )
    frame = pl.DataFrame(rows, infer_schema_length=None)
    return frame, population_totals(random, frame)


def population_totals(random, frame):
    """Counts that differ from the sample's by some per cent, and whose margins agree with one another."""
    cells = frame.group_by("region", "sex", "age_group").agg(pl.col("weight").sum()).sort("region", "sex", "age_group")
    factor = np.array([1 + 0.12 * np.sin(3.7 * i) for i in range(len(cells))])
    cells = cells.with_columns(total=(pl.col("weight") * pl.Series(factor)).round(0)).drop("weight")

    def margin(*names):
        table = cells.group_by(names).agg(pl.col("total").sum()).sort(names)
        return {"columns": list(names), "totals": table.to_dicts()}

    register = float((frame["weight"] * frame["register"]).sum())
    return {
        "region_sex": margin("region", "sex"),
        "region": margin("region"),
        "sex": margin("sex"),
        "age_group": margin("age_group"),
        "persons": float(cells["total"].sum()),
        "register": round(register * 1.07, 0),
    }


def main():
    random = np.random.default_rng(SEED)
    labour_force(random).write_csv(HERE / "lfs.csv")
    singletons(random).write_csv(HERE / "singletons.csv")
    elements(random).write_csv(HERE / "elements.csv")
    half_samples(random).write_csv(HERE / "replicates_brr.csv")
    jackknife, rscales = jackknives(random)
    jackknife.write_csv(HERE / "replicates_jackknife.csv")
    (HERE / "jkn_rscales.json").write_text(json.dumps(rscales) + "\n")
    bootstraps(random).write_csv(HERE / "replicates_bootstrap.csv")
    successive_differences(random).write_csv(HERE / "replicates_sdr.csv")
    sample, totals = calibration(random)
    sample.write_csv(HERE / "calibration.csv")
    (HERE / "calibration_totals.json").write_text(json.dumps(totals, indent=1) + "\n")
    signs = hadamard(16)
    (HERE / "hadamard_16.csv").write_text("\n".join(",".join(str(v) for v in row) for row in signs) + "\n")


if __name__ == "__main__":
    main()
