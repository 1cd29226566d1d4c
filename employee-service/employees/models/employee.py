"""Who works here, and what they are able to do."""

from typing import Any

from django.db import models

from chassis.models import ALPHABET, BaseModel


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def of_account(self, account_id: Any, role: str) -> "Employee":
        """The employee an account is; the row is made if nobody has told us of the account yet.

        Rule: an employee starts as a technician, an admin does not.
        """
        return self.get_or_create(pk=account_id, defaults={"is_technician": role == "employee"})[0]


class Employee(BaseModel):
    """Someone who works here. `id` is the account id.

    The account owns email and names and whether it is active; phone, job title and whether they are a
    technician, whom vehicles are given to, are changed here.
    """

    email = models.CharField(max_length=254, blank=True)
    first_name = models.CharField(max_length=150, blank=True, db_collation=ALPHABET)
    last_name = models.CharField(max_length=150, blank=True, db_collation=ALPHABET)
    phone = models.CharField(max_length=32, blank=True)
    job_title = models.CharField(max_length=100, blank=True, db_collation=ALPHABET)
    is_active = models.BooleanField(default=True)
    is_technician = models.BooleanField(default=False, db_default=False)

    objects = EmployeeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["last_name", "id"], name="employees_by_last_name"),
            models.Index(fields=["is_active", "-id"], name="employees_who_are_active"),
            models.Index(fields=["is_technician", "-id"], name="employees_who_are_technicians"),
        ]


class Skill(BaseModel):
    """Something an employee is able or certified to do. It stays the same row while it is among their skills,
    so that what belongs to a certificate can refer to it.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="skills")
    code = models.CharField(max_length=50)
    certificate = models.CharField(max_length=100, blank=True)
    certificate_number = models.CharField(max_length=100, blank=True, default="", db_default="")
    issuer = models.CharField(max_length=100, blank=True, default="", db_default="")
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "employee"], name="unique_employee_skill"),
            models.CheckConstraint(
                condition=models.Q(expires_on__gte=models.F("issued_on")),
                name="certificates_expire_after_their_issue",
            ),
        ]
