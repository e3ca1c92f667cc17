"""Addresses of this part of the register."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from fairway_portal.register.orders.desk import order_views, scheme_views
from fairway_portal.register.orders.worker import allotment_views, job_views, receipt_views

ORDERS = "<language:language>/desk/job-orders"
LOTTERIES = "<language:language>/desk/allotments"
WORKER = "<worker_language:language>"
RECORD = "api/register/allotments/<slug:slug>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ORDERS, order_views.orders, name="job-orders"),
    path(f"{ORDERS}/new", order_views.new, name="job-order-new"),
    path(f"{ORDERS}/<str:code>", order_views.order, name="job-order"),
    path(f"{ORDERS}/<str:code>/change", order_views.change, name="job-order-change"),
    path(f"{ORDERS}/<str:code>/applications", order_views.applications, name="job-order-applications"),
    path(f"{ORDERS}/<str:code>/act/<str:act>", order_views.act, name="job-order-act"),
    path(LOTTERIES, scheme_views.schemes, name="allotments-desk"),
    path(f"{LOTTERIES}/new", scheme_views.new, name="allotment-new"),
    path(f"{LOTTERIES}/<slug:slug>", scheme_views.scheme, name="allotment-desk"),
    path(f"{LOTTERIES}/<slug:slug>/<str:step>", scheme_views.step, name="allotment-step"),
    path(f"{WORKER}/jobs-abroad", job_views.jobs, name="jobs-abroad"),
    path(f"{WORKER}/jobs-abroad/receipt", receipt_views.receipt, name="job-receipt"),
    path(f"{WORKER}/jobs-abroad/<str:code>", job_views.job, name="job-abroad"),
    path(f"{WORKER}/jobs-abroad/<str:code>/apply", job_views.apply, name="job-apply"),
    path(f"{WORKER}/allotments", allotment_views.schemes, name="allotments"),
    path(f"{WORKER}/allotments/<slug:slug>", allotment_views.scheme, name="allotment"),
    path(f"{RECORD}.json", allotment_views.record, name="allotment-record"),
    path(f"{RECORD}/<int:number>.json", allotment_views.record, name="allotment-record-round"),
]
