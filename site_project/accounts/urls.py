"""Addresses of accounts beside allauth's."""

from django.urls import path

from . import views

urlpatterns = [path("sessions/<int:pk>/end/", views.end_session, name="account_end_session")]
