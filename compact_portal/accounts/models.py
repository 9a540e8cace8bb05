"""People, known by their e-mail address. What somebody may do is a dated row in the room that grants it, never a flag here."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from compact_portal.audit.history import tracked
from compact_portal.finding import names_index


class UserManager(BaseUserManager):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A person who may sign in by a code sent to `email`; a password is optional.

        The address counts as proved: the code proves it at each sign-in, and without the row allauth would send a second one.
        """
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            user.emailaddress_set.create(email=user.email, primary=True, verified=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


@tracked(exclude=["password", "last_login"])
class User(AbstractUser):
    """A person. May never have signed in: being named as a Champion makes one."""

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail address"), error_messages={"unique": _("Somebody with this e-mail address is known already.")})
    name = models.CharField(_("full name"), max_length=150, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        ordering = ["name", "email"]
        indexes = [names_index("name", name="user_words")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message=_("Somebody with this e-mail address is known already.")
            ),
            models.UniqueConstraint(fields=["email"], name="user_email_unique"),
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name or self.email
