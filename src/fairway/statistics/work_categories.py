"""Words for the categories of ILOSTAT's labour migration tables: sections, major groups, levels of education."""

from __future__ import annotations

from fairway.kernel.text import Text

SECTIONS = {
    "A": Text("Agriculture, forestry and fishing"),
    "B": Text("Mining and quarrying"),
    "C": Text("Manufacturing"),
    "D-E": Text("Electricity, gas, water and waste"),
    "F": Text("Construction"),
    "G": Text("Wholesale and retail trade"),
    "H": Text("Transport and storage"),
    "I": Text("Accommodation and food services"),
    "J": Text("Information and communication"),
    "K": Text("Finance and insurance"),
    "L": Text("Real estate"),
    "M": Text("Professional and technical activities"),
    "N": Text("Administrative and support services"),
    "O": Text("Public administration and defence"),
    "P": Text("Education"),
    "Q": Text("Health and social work"),
    "R": Text("Arts and recreation"),
    "S": Text("Other services"),
    "T-X": Text("Households as employers, and other"),
}

OCCUPATIONS = {
    "1": Text("Managers"),
    "2": Text("Professionals"),
    "3": Text("Technicians and associate professionals"),
    "4": Text("Clerical support workers"),
    "5": Text("Services and sales workers"),
    "6": Text("Skilled agricultural, forestry and fishery workers"),
    "7": Text("Craft and related trades workers"),
    "8": Text("Plant and machine operators, and assemblers"),
    "9": Text("Elementary occupations"),
    "0": Text("Armed forces occupations"),
    "X": Text("Not classified"),
}

EDUCATION = {
    "less-than-basic": Text("Less than basic"),
    "basic": Text("Basic"),
    "intermediate": Text("Intermediate"),
    "advanced": Text("Advanced"),
    "unknown": Text("Not stated"),
}

ALL_LEVELS = Text("All levels of education")

GROUPS = {
    "birth": {"foreign": Text("Foreign-born"), "native": Text("Native-born")},
    "citizenship": {"foreign": Text("Foreign citizens"), "native": Text("Citizens")},
}
SAID = {
    "birth": {"foreign": Text("foreign-born"), "native": Text("native-born")},
    "citizenship": {"foreign": Text("foreign citizens"), "native": Text("citizens")},
}
PERSONS = {
    "birth": {"foreign": Text("Foreign-born, persons"), "native": Text("Native-born, persons")},
    "citizenship": {"foreign": Text("Foreign citizens, persons"), "native": Text("Citizens, persons")},
}
BASIS = {
    "birth": Text("Migrants are those born abroad."),
    "citizenship": Text("Migrants are those without the country's citizenship."),
}
