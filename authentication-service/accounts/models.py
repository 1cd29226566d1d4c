"""Accounts, the sessions they are signed in by, and the keys that sign what they carry."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, check_password, get_hasher
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils import timezone

from accounts.passwords import forms
from chassis.auth import Group
from chassis.auth.tokens import ACCESS_SECONDS, LEEWAY_SECONDS, OUTAGE_SECONDS
from chassis.events.event import Changes
from chassis.models import ALPHABET, BaseModel
from chassis.text import opaque


class Role(models.TextChoices):
    CUSTOMER = "customer"
    EMPLOYEE = "employee"
    ADMIN = "admin"


# In which groups an account may be, by its role; the first is where it begins.
GROUPS_OF: dict[str, list[str]] = {
    Role.CUSTOMER: [],
    Role.EMPLOYEE: [group.value for group in (Group.TECHNICIAN, Group.FOREMAN, Group.ADVISER, Group.OFFICE)],
    Role.ADMIN: [Group.ADMIN.value],
}


class SecondFactor(models.TextChoices):
    """What somebody shows beside their password."""

    TOTP = "totp"
    PASSKEY = "passkey"


class ShownFactor(models.TextChoices):
    """By which second factor a session was signed in; a recovery code stands in for one that was lost."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"


def in_first_group(role: str) -> list[str]:
    return GROUPS_OF[role][:1]


HAS_EMAIL = ~models.Q(email="")


class AccountQuerySet(models.QuerySet["Account"]):
    def with_email(self, email: str) -> "AccountQuerySet":
        """By the constraint's own expression and condition, so that its index serves; "" is nobody's."""
        return self.alias(lowered=Lower("email")).filter(HAS_EMAIL, lowered=Lower(models.Value(email)))

    def signing_in_with(self, email: str) -> "AccountQuerySet":
        return self.with_email(email).filter(has_login=True)

    def in_use(self) -> "AccountQuerySet":
        """Not those that somebody was invited to and nobody has come to: of these nothing was ever shown."""
        return self.exclude(email_verified=False, password__startswith=UNUSABLE_PASSWORD_PREFIX)


class Account(AbstractBaseUser, BaseModel):
    """A person. Its id is the customer's, the employee's and the profile's id everywhere.

    Who has no login was put on record by staff and cannot sign in; a login that they are given later changes
    no id. `rights` counts the changes of what its tokens may do; they carry it, and those of before are
    refused.
    """

    last_login = None  # type: ignore[assignment,misc]
    has_login = models.BooleanField(default=True, db_default=True)
    email = models.EmailField(max_length=254, blank=True)
    first_name = models.CharField(max_length=80, db_collation=ALPHABET)
    last_name = models.CharField(max_length=80, blank=True, db_collation=ALPHABET)
    phone = models.CharField(max_length=16, blank=True)
    phone_verified = models.BooleanField(default=False, db_default=False)
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.CUSTOMER)
    groups = ArrayField(models.CharField(max_length=12), default=list)
    rights = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    email_verified = models.BooleanField(default=False)
    # Until when an invitation waits to be accepted; null where none does.
    invited_until = models.DateTimeField(null=True)
    second_factors = ArrayField(
        models.CharField(max_length=8, choices=SecondFactor.choices), default=list, db_default=[]
    )

    objects = AccountQuerySet.as_manager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=HAS_EMAIL, name="unique_account_email"),
            models.CheckConstraint(
                condition=models.Q(has_login=False) | HAS_EMAIL, name="account_with_login_has_an_email"
            ),
            models.CheckConstraint(
                condition=models.Q(has_login=True)
                | models.Q(role=Role.CUSTOMER, password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="account_without_login_is_a_customer_without_password",
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="account_has_a_known_role"),
            models.CheckConstraint(
                condition=models.Q(second_factors__contained_by=SecondFactor.values),
                name="account_has_known_second_factors",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.CUSTOMER, groups=[])
                | models.Q(
                    role=Role.EMPLOYEE, groups__contained_by=GROUPS_OF[Role.EMPLOYEE], groups__len__gt=0
                )
                | models.Q(role=Role.ADMIN, groups=GROUPS_OF[Role.ADMIN]),
                name="account_is_in_groups_of_its_role",
            ),
        ]
        indexes = [
            models.Index(fields=["email", "id"], name="accounts_by_email"),
            models.Index(fields=["last_name", "id"], name="accounts_by_last_name"),
            models.Index(fields=["role", "-id"], name="accounts_of_a_role"),
            models.Index(
                fields=["-id"], condition=models.Q(is_active=False), name="accounts_that_are_inactive"
            ),
            models.Index(
                fields=["-id"],
                condition=models.Q(invited_until__isnull=False),
                name="accounts_that_are_invited",
            ),
        ]

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else opaque(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Also one that was hashed as it was typed, before passwords were prepared. It changes nothing."""
        return any(check_password(form, self.password) for form in forms(raw_password))

    def hash_anew(self, password: str) -> None:
        """After the right password, should hashes be made in another way than this one was."""
        if get_hasher().must_update(self.password):
            self.set_password(password)
            self.save(update_fields=["password", "updated_at"])

    def grant(self, role: str, groups: list[str]) -> Changes:
        """Give a role and its groups, and count it. What that changed."""
        if (role, groups) == (self.role, self.groups):
            return {}
        changes = self.update({"role": role, "groups": groups})
        self.count_rights()
        return changes

    def count_rights(self) -> None:
        """What its tokens may do has changed; after the commit, `renew_rights` refuses those of before."""
        self.rights += 1
        self.save(update_fields=["rights", "updated_at"])


# A session that was refreshed in its last moment leaves an access token, which an outage prolongs.
TOKENS_OUTLIVE = timedelta(seconds=ACCESS_SECONDS + OUTAGE_SECONDS + LEEWAY_SECONDS)


class SessionQuerySet(models.QuerySet["Session"]):
    def alive(self) -> "SessionQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def with_tokens(self) -> "SessionQuerySet":
        """Those alive, and those that ran out so lately that an access token of theirs may count still."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now() - TOKENS_OUTLIVE)


class Session(BaseModel):
    """One sign-in on one device: the family of refresh tokens that follow each other. Its id is `sid`.

    `authenticated_at` is when its person last showed who they are, `second_factor` by what beside the
    password.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="sessions")
    address = models.CharField(max_length=45, blank=True)
    user_agent = models.CharField(max_length=200, blank=True)
    authenticated_at = models.DateTimeField(default=timezone.now, db_default=Now())
    second_factor = models.CharField(max_length=13, choices=ShownFactor.choices, blank=True, db_default="")
    last_used_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_factor__in=["", *ShownFactor.values]),
                name="session_has_a_known_second_factor",
            )
        ]
        indexes = [
            models.Index(fields=["account", "id"], name="sessions_of_an_account"),
            models.Index(fields=["account", "last_used_at", "id"], name="sessions_by_last_use"),
        ]


class RefreshToken(BaseModel):
    """A refresh token that was handed out, as its hash; `used_at` is when it was first exchanged."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="refresh_tokens")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True, db_index=True)
    uses = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()


class KnownDevice(BaseModel):
    """A device that its person signed in on. It keeps a token; here is its hash."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="known_devices", db_index=False
    )
    digest = models.CharField(max_length=64, unique=True)
    last_used_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-last_used_at"], name="known_devices_of_an_account")]


class Challenge(BaseModel):
    """A sign-in whose password was right, and that waits for a second factor. Its code is kept as a hash."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="challenges")
    digest = models.CharField(max_length=64, unique=True)
    device = models.ForeignKey(KnownDevice, on_delete=models.SET_NULL, null=True, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)


class FailedSignIn(models.Model):
    """A wrong password or second factor. `subject` is a hash of what it counts for: accounts.lockout.

    `wait_seconds` is for how long nothing further is tried there.
    """

    id = models.BigAutoField(primary_key=True)
    subject = models.CharField(max_length=64)
    failed_at = models.DateTimeField(default=timezone.now, db_index=True)
    wait_seconds = models.PositiveSmallIntegerField(default=0, db_default=0)

    class Meta:
        indexes = [models.Index(fields=["subject", "failed_at"], name="failed_sign_ins_of_a_subject")]


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def signing(self) -> "SigningKeyQuerySet":
        """The oldest that has not retired signs: a new key is published a while before it is used."""
        unretired = models.Q(retires_at__isnull=True) | models.Q(retires_at__gt=timezone.now())
        return self.filter(unretired).order_by("created_at", "id")

    def published(self) -> "SigningKeyQuerySet":
        """Those that a token which has not expired may name."""
        oldest = timezone.now() - timedelta(seconds=ACCESS_SECONDS + LEEWAY_SECONDS)
        unexpired = models.Q(retires_at__isnull=True) | models.Q(retires_at__gt=oldest)
        return self.filter(unexpired, withdrawn=False).order_by("created_at", "id")


class SigningKey(BaseModel):
    """An RSA key pair; the private half is encrypted with a key derived from SIGNING_SECRET."""

    key_id = models.CharField(max_length=64, unique=True)
    encrypted_private_key = models.BinaryField()
    public_key = models.TextField()
    retires_at = models.DateTimeField(null=True)
    withdrawn = models.BooleanField(default=False)

    objects = SigningKeyQuerySet.as_manager()
