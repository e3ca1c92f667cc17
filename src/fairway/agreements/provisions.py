"""The 34 yes/no provisions on which bilateral labour agreements were hand-coded (Chilton and Woda), by topic.

The numbers are the codebook's criteria 1–20; the words are ours.
"""

from __future__ import annotations

from fairway.kernel.text import Text

PROVISIONS: dict[str, tuple[str, Text]] = {
    "intl_instr": ("1", Text("Refers to international instruments")),
    "info_exch": ("2", Text("The parties exchange information")),
    "info_dissem": ("3", Text("The agreement is to be made known")),
    "govt_agencies": ("4", Text("Says which authority does what")),
    "joint_commit": ("5", Text("Sets up a joint committee")),
    "recruit_cost_mig": ("6a", Text("Workers pay no recruitment fees")),
    "recruit_auth": ("6b", Text("Says who may recruit")),
    "labor_union_orig": ("7a", Text("A role for unions at origin")),
    "labor_union_dest": ("7b", Text("A role for unions at destination")),
    "labor_union_join": ("7c", Text("Migrants may join unions")),
    "emp_orgs": ("7d", Text("A role for employers' organizations")),
    "ngos": ("7e", Text("A role for civil society")),
    "migrant_info": ("8", Text("Workers are informed")),
    "prot_equal": ("9", Text("Equal treatment")),
    "prot_women": ("10a", Text("Protection of women, in general")),
    "prot_women_det": ("10b", Text("Protection of women, in detail")),
    "prot_other": ("10c", Text("Protection of other groups")),
    "contract_req": ("11a", Text("A contract is required")),
    "contract_standard": ("11b", Text("A model contract is given")),
    "contract_terms": ("11c", Text("Contract terms are prescribed")),
    "wage_prot": ("12", Text("Wages are protected")),
    "housing_req": ("13a", Text("The employer provides housing")),
    "housing_cond": ("13b", Text("Housing must meet conditions")),
    "housing_monitor": ("13c", Text("Housing is inspected")),
    "work_monitor": ("13d", Text("Working conditions are inspected")),
    "passport": ("14", Text("Passports may not be kept")),
    "social_security": ("15", Text("Social security and health care")),
    "disputes_emp_mig": ("16", Text("Complaints and disputes")),
    "mig_human_cap": ("17", Text("Training and skills")),
    "credentials": ("18", Text("Skills are recognized")),
    "remittances": ("19", Text("Savings may be sent home")),
    "reintegration": ("20a", Text("Reintegration on return")),
    "contract_renewal": ("20b", Text("The contract may be renewed")),
    "perm_resid": ("20c", Text("A way to permanent residence")),
}
