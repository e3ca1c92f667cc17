"""Model contracts in Spanish: our own translation, made by machine."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.model_words import ModelWords

WORDS: Final = ModelWords(
    language="es",
    title="Contrato modelo de trabajo: {sector}",
    sectors={"agriculture": "agricultura", "construction": "construcción", "domestic": "trabajo doméstico", "garment": "fábricas de ropa", "other": "otro trabajo"},
    groups={"parties": "Quién y qué", "work": "El trabajo", "pay": "El pago", "time": "El tiempo de trabajo", "leave": "Las vacaciones y licencias", "living": "Comida, vivienda y viajes", "health": "Salud y seguridad", "rights": "Los derechos", "end": "El fin del contrato", "sector": "Lo que agrega esta clase de trabajo"},
    fields={
        "employer": "Empleador", "principal": "Agencia o empresa en el extranjero que pidió a la trabajadora", "agency": "Agencia de contratación", "job_order": "Número de la oferta de trabajo", "language": "Idioma del contrato que lee la trabajadora", "copy_before_departure": "Copia entregada antes de la salida",
        "occupation": "Trabajo a realizar", "occupation_code": "Ocupación, CIUO-08", "workplace": "Lugar de trabajo", "country": "País de trabajo", "start": "Primer día de trabajo", "duration": "Duración del contrato", "probation": "Período de prueba",
        "pay": "Salario básico", "pay_basis": "Pagado por", "pay_every": "Pagado cada", "pay_method": "Forma de pago", "pay_slip": "Recibo de pago", "guaranteed_pay": "Pago aun cuando no hay trabajo", "deductions": "Descuentos del salario", "fees_repaid": "El empleador paga todos los costos de contratación",
        "daily_hours": "Horas ordinarias al día", "weekly_hours": "Horas ordinarias por semana", "weekly_rest": "Días de descanso por semana", "overtime_rate": "Pago de horas extra", "annual_leave": "Vacaciones anuales pagadas", "sick_leave": "Licencia por enfermedad pagada", "public_holidays": "Días feriados pagados",
        "food": "Comida", "housing": "Vivienda", "local_transport": "Transporte al trabajo", "travel_there": "Viaje al país de trabajo", "travel_back": "Viaje de regreso al final", "medical_care": "Atención médica", "injury_cover": "Indemnización por accidente de trabajo", "social_insurance": "Seguro social",
        "keeps_passport": "La trabajadora guarda su pasaporte y sus papeles", "free_to_leave": "La trabajadora puede salir del lugar de trabajo y de la vivienda en su tiempo libre", "may_join_union": "La trabajadora puede afiliarse a un sindicato", "may_change_employer": "La trabajadora puede cambiar de empleador", "complaints": "Dónde se resuelve un conflicto",
        "notice": "Preaviso", "penalty_for_leaving": "Lo que paga una trabajadora que se va antes", "end_of_service": "Pago al final del servicio", "repatriation": "El empleador lleva a la trabajadora a su país en caso de peligro, enfermedad o muerte",
        "lives_in": "La trabajadora vive en el hogar", "own_room": "Un cuarto propio con llave", "standby_hours": "Horas de guardia", "daily_rest": "Descanso sin interrupción cada día", "household_size": "Personas en el hogar", "in_kind_share": "Parte del salario en especie", "own_phone": "La trabajadora guarda y usa su propio teléfono",
        "protective_equipment": "Equipo de protección", "safety_induction": "Formación de seguridad pagada antes del trabajo", "heat_rules": "Sin trabajo al aire libre en las horas de más calor", "subcontractor": "La trabajadora puede ser enviada a un subcontratista", "people_to_a_room": "Personas por cuarto",
        "piece_rate": "Pago por pieza", "least_hours": "Horas de trabajo garantizadas", "pesticide_protection": "Protección contra plaguicidas", "season_end": "Último día de la temporada",
        "same_pay_as_nationals": "El mismo salario que los nacionales", "production_bonus": "Bono de producción", "production_target": "Meta diaria de piezas", "union_dues": "La cuota sindical se descuenta solo con su acuerdo",
    },
    units={"months": "{n} meses", "hours_day": "{n} horas al día", "hours_week": "{n} horas por semana", "days_week": "{n} días por semana", "days_year": "{n} días por año", "days": "{n} días", "percent_pay": "{n} % del salario ordinario", "percent": "{n} %", "service": "{n} días de salario por cada año", "": "{n}"},
    periods={"hour": "{sum} por hora", "day": "{sum} por día", "week": "{sum} por semana", "fortnight": "{sum} por quincena", "month": "{sum} por mes", "year": "{sum} por año", "once": "{sum}", "piece": "{sum} por pieza"},
    choices={"worker_pays": "pagado por la trabajadora", "deducted": "descontado del salario", "allowance": "una asignación en dinero", "free": "gratis, pagado por el empleador", "piece": "pagado por pieza", "hour": "pagado por hora", "day": "pagado por día", "month": "pagado cada mes", "quarter": "pagado cada trimestre", "fortnight": "pagado cada quincena", "week": "pagado cada semana", "kind": "en especie", "cash": "en efectivo", "bank": "transferencia bancaria", "basis_month": "pagado por mes"},
    yes="sí", no="no",
    rules={
        "substitution": "Este contrato no se puede cambiar por otro. Un papel posterior que da menos a la trabajadora no es válido.",
        "copy": "La trabajadora recibe una copia firmada en un idioma que lee. La recibe antes de viajar.",
        "fees": "Todos los costos de encontrar este empleo son del empleador. Nadie puede pedir dinero a la trabajadora ni quitárselo después de su pago.",
        "papers": "Nadie más que la trabajadora puede tener sus papeles, su teléfono o este contrato.",
        "complaint": "La trabajadora puede quejarse ante la autoridad laboral, un sindicato o un tribunal. Nadie puede castigarla por eso.",
        "end": "La trabajadora puede terminar este contrato si avisa al empleador a tiempo. En peligro, o si no le pagan, puede irse de inmediato.",
        "better": "Si la ley da a la trabajadora más que este contrato, vale la ley.",
        "violence": "La violencia, las amenazas, los insultos y el acoso sexual están prohibidos.",
    },
    signs={"worker": "La trabajadora", "employer": "El empleador", "place": "Lugar", "date": "Fecha", "signature": "Firma", "name": "Nombre"},
    machine="Traducido por una máquina. Ninguna persona lo ha revisado.",
    law="Ningún abogado ha revisado este modelo. No reemplaza ningún contrato que una ley exige.",
    blank="Llene cada línea antes de firmar. No firme un contrato con líneas vacías.",
)  # fmt: skip
