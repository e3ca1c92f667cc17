"""Somebody with an account: staff of an organisation. Workers never need one."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

LONGEST_ADDRESS: Final = 254


def folded(email: str) -> str:
    """An e-mail address as accounts and counts of failed sign-ins write it: one spelling, no control characters."""
    return "".join(one for one in email if one.isprintable()).strip().casefold()[:LONGEST_ADDRESS]


class People(BaseUserManager["Person"]):
    """Makes persons; e-mail addresses are folded so that one address is one account."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person with a password, or without one until an invitation is taken up."""
        person = self.model(email=folded(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> Person:
        """By e-mail address, however it is written."""
        return self.get(email=folded(username or ""))


class Person(AbstractBaseUser):
    """One account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    demonstration = models.BooleanField(default=False)
    joined = models.DateField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    def __str__(self) -> str:
        return self.name or self.email
