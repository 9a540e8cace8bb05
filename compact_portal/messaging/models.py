"""Mail that waits to be sent, what became of it, what people wish to get, and addresses that mail does not reach."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compact_portal.database.rules import closed_choices, together


class MessageQuerySet(models.QuerySet):
    def due(self, at) -> "MessageQuerySet":
        return self.filter(status__in=[Message.Status.WAITING, Message.Status.SENDING], next_attempt_at__lte=at)

    def lost(self) -> "MessageQuerySet":
        """Those that did not arrive: refused at once, or sent back later."""
        return self.filter(status__in=Message.LOST)


@closed_choices
class Round(models.Model):
    """Mail to many that waits until an officer has looked at it. Its words are those of its messages; who decided is in the events too."""

    compact_id = models.BigIntegerField()
    what = models.CharField(_("what is sent"), max_length=150)
    begun_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    thrown_away_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["begun_at", "id"]
        constraints = [
            together("decided_at", "decided_by", name="round_decided_at_by"),
            models.CheckConstraint(condition=Q(thrown_away_because="") | Q(decided_at__isnull=False), name="round_thrown_away_is_decided"),
            models.UniqueConstraint(fields=["compact_id", "what"], condition=Q(decided_at__isnull=True), name="round_once_at_a_time"),
        ]

    def __str__(self):
        return self.what


@closed_choices
class Message(models.Model):
    """One e-mail to one address. Its words are blanked once it has been sent: links in it open a task.

    Not tracked by history for the same reason.
    """

    class Status(models.TextChoices):
        HELD = "held", _("waits until an officer has looked at it")
        GATHERED = "gathered", _("waits for the mail of the day")
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        BUNDLED = "bundled", _("part of another mail")
        UNWANTED = "unwanted", _("not sent, as the address chose")
        THROWN = "thrown", _("thrown away by an officer, or no longer needed")
        FAILED = "failed", _("given up")
        BOUNCED = "bounced", _("came back")

    class Kind(models.TextChoices):
        """Why somebody gets it. What one's own task needs is never switched off."""

        NEEDED = "needed", _("needed for a task")
        REMINDER = "reminder", _("a reminder")
        NEWS = "news", _("news")

    LOST = (Status.FAILED, Status.BOUNCED)

    to = models.EmailField()
    compact_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    reason = models.CharField(_("why it is sent"), max_length=200)
    language = models.CharField(_("language of its words"), max_length=5, default=settings.LANGUAGE_CODE)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.NEEDED)
    urgent = models.BooleanField(_("somebody sits before a page and waits for it"), default=False)  # overtakes all others
    about = models.CharField(_("what it asks for"), max_length=60, blank=True)  # "kind of row:key"; asked whether it is still wanted
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    bundled_in = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts")
    attempts = models.PositiveSmallIntegerField(default=0)
    interrupted = models.BooleanField(_("a worker ended while it was sending this, so it may arrive twice"), default=False)
    gathered_out_on = models.DateField(_("left with the mail of this day"), null=True, blank=True)
    queued_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["-urgent", "next_attempt_at"], name="message_due", condition=Q(status__in=["waiting", "sending"])),
            models.Index(Lower("to"), name="message_gathered", condition=Q(status="gathered")),
            models.Index(Lower("to"), "gathered_out_on", name="message_by_address"),
        ]

    def __str__(self):
        return f"{self.subject} to {self.to}"

    @property
    def error(self) -> str:
        """What went wrong, in the language that is spoken: it is kept in English, with a code behind it or none."""
        words, sign, code = self.last_error.partition(": ")
        return f"{gettext(words)}{sign}{code}" if words else ""

    @property
    def is_lost(self) -> bool:
        return self.status in self.LOST

    @property
    def seal(self) -> str:
        """What only this portal could have written of this message: it tells a bounce of ours from an invented one."""
        return salted_hmac("messaging.message", f"{self.pk}:{self.to}:{self.queued_at:%Y%m%d%H%M%S}", algorithm="sha256").hexdigest()[:24]


@closed_choices
class Wish(models.Model):
    """How often an address wants what it does not need. By address, since organisations get mail too and have no account."""

    class Often(models.TextChoices):
        DAILY = "daily", _("When there is something, at most once a day")
        WEEKLY = "weekly", _("Once a week, on Monday")
        NEVER = "never", _("Never")

    address = models.EmailField()
    reminders = models.CharField(max_length=6, choices=Often, default=Often.DAILY)
    news = models.CharField(max_length=6, choices=Often, default=Often.DAILY)

    class Meta:
        verbose_name_plural = "wishes"
        constraints = [models.UniqueConstraint(Lower("address"), name="wish_address_once")]

    def __str__(self):
        return f"Wish of {self.address}"

    def often(self, kind: str) -> str:
        return self.news if kind == Message.Kind.NEWS else self.reminders


class UnreachableQuerySet(models.QuerySet):
    def certain(self) -> "UnreachableQuerySet":
        """An address that does not exist; or one that was full or slow several times."""
        return self.filter(Q(for_good=True) | Q(times__gte=Unreachable.SOFT))


class Unreachable(models.Model):
    """An address from which mail came back. It goes when mail to it is to be tried again; an organisation that changes its address is rid of it."""

    SOFT = 3  # times that mail comes back for the moment before an address counts as unreachable

    address = models.EmailField()
    for_good = models.BooleanField(_("refused for good"), default=False)
    times = models.PositiveSmallIntegerField(default=1)
    code = models.CharField(max_length=12, blank=True)  # RFC 3463, such as 5.1.1
    since = models.DateField()
    last_on = models.DateField()

    objects = UnreachableQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "unreachable addresses"
        constraints = [models.UniqueConstraint(Lower("address"), name="unreachable_address_once")]

    def __str__(self):
        return self.address
