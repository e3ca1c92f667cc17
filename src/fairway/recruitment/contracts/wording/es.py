"""Spanish cues of contracts."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.cues import Cues

_BOSS: Final = r"(?:empleadora?|patrona?|patron|empresa|compania|contratante)"
_HER: Final = r"(?:trabajadora?|empleada|empleado|ella|el)"
_PAPERS: Final = r"(?:pasaportes?|documentos (?:de identidad|personales|de viaje))"

CUES: Final = Cues(
    language="es",
    common=frozenset(["el", "la", "los", "las", "de", "del", "que", "y", "en", "por", "para", "con", "un", "una", "se", "al", "su", "trabajador", "empleador", "no", "sera", "dias", "semana", "mes"]),
    labels={
        "employer": r"(?:nombre del? )?(?:empleadora?|patron|empresa|contratante)", "agency": r"agencia(?: de (?:contratacion|empleo))?|reclutador",
        "occupation": r"(?:puesto|cargo|ocupacion|oficio|trabajo)(?: (?:de trabajo|a realizar))?", "workplace": r"(?:lugar|sitio|centro) de trabajo",
        "country": r"pais(?: de (?:trabajo|destino|empleo))?", "start": r"(?:fecha de )?inicio(?: del? (?:trabajo|contrato))?|fecha de (?:inicio|comienzo)|primer dia de trabajo",
        "complaints": r"(?:solucion de )?(?:conflictos|controversias)|quejas|donde se resuelve un conflicto", "job_order": r"(?:numero de (?:la )?)?oferta de trabajo", "season_end": r"(?:fin|ultimo dia) de (?:la )?temporada",
    },
    topics={
        "pay": r"(?:salario|sueldo|remuneracion|jornal|paga)(?: (?:basico|base|mensual|semanal|diario|ordinario|bruto))*|ganara",
        "guaranteed_pay": r"(?:salario|pago|sueldo) garantizado", "deductions": r"descuentos?|descontara?n?|deducciones|se descuentan?",
        "overtime_rate": r"horas? (?:extras?|extraordinarias?)|tiempo extra(?:ordinario)?", "weekly_hours": r"(?:jornada|horario)(?: (?:semanal|laboral|de trabajo|ordinaria))*|horas de trabajo|trabajara|horas semanales",
        "daily_hours": r"jornada diaria|horas diarias", "weekly_rest": r"(?:dias? de )?descanso(?: semanal)?|dias? libres?", "daily_rest": r"descanso (?:diario|nocturno|ininterrumpido)",
        "annual_leave": r"vacaciones(?: anuales)?(?: pagadas)?", "sick_leave": r"(?:licencia|dias|permiso)(?: pagad[oa]s?)? por enfermedad(?: pagad[oa]s?)?", "public_holidays": r"(?:dias )?(?:feriados|festivos)(?: pagados)?",
        "duration": r"(?:duracion|vigencia|plazo|termino)(?: del? (?:presente )?contrato)?|contrato (?:es|sera|dura)(?: por)?|contrato por|por un periodo de", "probation": r"periodo de prueba|a prueba",
        "notice": r"preaviso|aviso previo|aviso|anticipacion", "end_of_service": r"(?:indemnizacion|pago) (?:por|al) (?:fin|final)(?: del?)? servicio|cesantia",
        "food": r"comidas?|alimentacion|alimentos|almuerzo", "housing": r"vivienda|alojamiento|hospedaje|habitacion", "local_transport": r"transporte(?: (?:al|de) trabajo| local| diario)?",
        "travel_there": r"(?:viaje|pasaje|boleto|billete)s? (?:de ida|al pais de trabajo)", "travel_back": r"(?:viaje|pasaje|boleto|billete)s? (?:de )?(?:regreso|vuelta|retorno)(?: al final)?",
        "travel_both": r"(?:viaje|pasaje|boleto|billete)s? (?:de )?ida y (?:vuelta|regreso)", "medical_care": r"(?:atencion|asistencia) medica|seguro medico|gastos medicos",
        "protective_equipment": r"equipos? de (?:proteccion|seguridad)(?: personal)?|casco", "pesticide_protection": r"proteccion (?:contra|frente a) (?:plaguicidas|pesticidas)",
        "penalty_for_leaving": r"multa|penalidad|(?:se va|abandona|renuncia|termina)\w*(?: \w+){0,6} antes", "piece_rate": r"por (?:caja|cubeta|kilo|pieza)|destajo", "least_hours": r"horas? (?:de trabajo )?garantizadas?|minimo de",
        "break": r"(?:para|de) (?:almuerzo|comida|comer)|pausa|hora de (?:descanso|almuerzo|comida)", "fee": r"(?:cuota|comision|honorarios|prestamo|deposito|fianza)", "other_money": r"bono|propinas|subsidio|seguro",
    },
    units={"hour": r"horas?|hrs?", "day": r"dias?", "week": r"semanas?", "month": r"mes(?:es)?", "year": r"anos?"},
    per={
        "hour": r"(?:por|la|cada|/) ?hora", "day": r"(?:por|al|cada|/) ?dia|diari[oa]s?|diariamente", "week": r"(?:por|a la|cada|/|en la) ?semana|semanal(?:es|mente)?",
        "fortnight": r"(?:por|cada) quincena|quincenal(?:es|mente)?", "month": r"(?:por|al|cada|/) ?mes|mensual(?:es|mente)?", "year": r"(?:por|al|cada|/|por cada) ?ano(?: de servicio| trabajado)?|anual(?:es|mente)?|al terminar cada ano", "piece": r"por (?:caja|cubeta|kilo|pieza)",
    },
    currencies={"USD": r"dolares(?: estadounidenses| de los estados unidos| americanos)?", "EUR": r"euros?", "MXN": r"pesos mexicanos", "SAR": r"r[iy]yales sauditas|riales sauditas", "QAR": r"riales cataries"},
    vague={"pesos": ("MXN", "COP", "ARS", "CLP", "PHP", "DOP"), "riales": ("SAR", "QAR", "OMR", "YER")},
    numbers={"un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16, "dieciocho": 18, "veinte": 20, "veintiuno": 21, "veinticuatro": 24, "veintiseis": 26, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900},
    multipliers={"mil": 1000, "ciento": 100},
    joiners=r"y", fillers=r"completos?|consecutiv[oa]s|habiles|laborables|naturales|calendario|enteros?|pagad[oa]s|corridos|ininterrumpid[oa]s|seguid[oa]s",
    provided={
        "free": rf"grati(?:s|s|uit[oa]s?)|gratuit[oa]s?|sin (?:costo|cargo|descuento)s?|(?:a cargo|por cuenta|a costa) del? (?:la )?{_BOSS}|pagad[oa]s? por (?:el|la) {_BOSS}|{_BOSS} (?:paga(?:ra)?|cubr(?:e|ira)|asume|asumira)",
        "employer": rf"{_BOSS} (?:proporciona(?:ra)?|da(?:ra)?|ofrece(?:ra)?|suministra(?:ra)?|provee(?:ra)?)|incluid[oa]s?|proporcionad[oa]s?",
        "deducted": r"descontad[oa]s?|se descuenta|se descontara|descuento|deducid[oa]s?", "allowance": r"subsidio|asignacion|viaticos|ayuda de",
        "worker_pays": rf"(?:a cargo|por cuenta|a costa) del? (?:la )?{_HER}|pagad[oa]s? por (?:el|la) {_HER}|{_HER} (?:paga(?:ra)?|cubr(?:e|ira)|asume|asumira)|por su cuenta|no (?:esta )?incluid[oa]s?|no se proporciona",
    },
    yes=r"si|incluid[oa]s?", no=r"no|ningun[oa]?", worker=rf"(?:por )?(?:la |el )?{_HER}|propio", employer=rf"(?:por )?(?:la |el )?{_BOSS}", none=r"ningun[oa]?s?|no hay|nada|cero|no",
    nothing={"deductions": r"sin descuentos|no (?:se haran?|habra) (?:ningun )?descuentos?|no se descontara nada", "penalty_for_leaving": r"sin (?:multa|penalidad)"},
    statements=(
        ("keeps_passport", True, rf"{_BOSS} no (?:podra |puede |debe )?(?:retendra|guardara|retener|guardar|quitar)(?: \w+){{0,5}} {_PAPERS}|{_HER} (?:conserva(?:ra)?|guarda(?:ra)?|mantiene|mantendra)(?: \w+){{0,4}} {_PAPERS}"),
        ("keeps_passport", False, rf"{_BOSS} (?:podra |puede )?(?:guarda(?:ra)?|conserva(?:ra)?|retiene|retendra|retener|guardar|custodia(?:ra)?)(?: \w+){{0,5}} {_PAPERS}|{_PAPERS}(?: \w+){{0,4}} (?:quedara|estara|guardado|custodia)(?: \w+){{0,5}} {_BOSS}|{_HER} entrega(?:ra)?(?: \w+){{0,3}} {_PAPERS}"),
        ("fees_repaid", True, rf"{_BOSS} (?:paga(?:ra)?|cubr(?:e|ira)|asume|asumira)(?: \w+){{0,4}} (?:costos|gastos) de (?:contratacion|reclutamiento)|{_HER} no paga(?:ra)?(?: \w+){{0,4}} (?:contratacion|reclutamiento)"),
        ("injury_cover", True, r"(?:indemnizacion|compensacion|seguro)(?: \w+){0,3} (?:por|contra|de) (?:accidentes?|lesion(?:es)?)"),
        ("repatriation", True, rf"{_BOSS} (?:paga(?:ra)?|cubr(?:e|ira)|asume|asumira)(?: \w+){{0,4}} repatriacion"),
        ("may_join_union", True, rf"{_HER} (?:puede|podra|tiene derecho a)(?: \w+)? (?:afiliarse|unirse)(?: \w+){{0,3}} sindicato"),
        ("social_insurance", True, r"(?:inscri\w+|afilia\w+|cotiza\w+)(?: \w+){0,7} (?:seguro|seguridad) social"),
    ),
    phrases=(
        ("occupation", r"\b(?:trabajara|contratad[oa]|empleara|se desempenara)(?: \w+){0,4}? como (?:un |una )?(?P<value>[^,.;:()\n]{3,50}?)(?= (?:en|para|con|por)\b|[,.;:()]|$)"),
        ("employer", r"entre (?P<value>[^()\n]{3,80}?),? (?:\(|en adelante )\W*(?:el |la )?\W?(?:empleador|patron|empresa)"),
        ("start", r"(?:comienza|inicia|a partir d?el|inicio)(?: \w+){0,3}? (?P<value>\d{1,2}[^;\n]{5,24})"),
    ),
    choices=(
        ("pay_every", "month", r"se pagara?(?: \w+){0,4} (?:cada mes|mensualmente)"), ("pay_every", "fortnight", r"se pagara?(?: \w+){0,4} (?:cada quincena|quincenalmente)"), ("pay_every", "week", r"se pagara?(?: \w+){0,4} (?:cada semana|semanalmente)"),
        ("pay_method", "bank", r"transferencia bancaria|cuenta bancaria"), ("pay_method", "cash", r"en efectivo"),
    ),
    multiples={200: r"doble", 150: r"una vez y media|tiempo y medio"},
    above=r"recargo|mas|adicional|extra|sobre", ordinary_not=r"feriados?|festivos?|domingos?|noche|nocturnas?|descanso",
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre|setiembre", "octubre", "noviembre", "diciembre"),
    clauses=r"pero|mientras|y el empleador", conditions=r"si (?:el|la|ella|no)|en caso de que|cuando (?:el|la) trabajador", exceptions=r"excepto|salvo|menos", until=r"a|hasta|y", morning=r"a\.?m\.?|de la manana", evening=r"p\.?m\.?|de la (?:tarde|noche)",
    weekdays=r"(?:los |cada |el )?(?:domingos?|viernes|sabados?)",
)  # fmt: skip
