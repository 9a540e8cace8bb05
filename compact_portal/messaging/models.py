"""Mail that waits to be sent, and what became of it."""

from django.db import models

from compact_portal.database.rules import closed_choices


class MessageQuerySet(models.QuerySet):
    def due(self, at) -> "MessageQuerySet":
        return self.filter(status__in=[Message.Status.WAITING, Message.Status.SENDING], next_attempt_at__lte=at)


@closed_choices
class Message(models.Model):
    """One e-mail to one address. Its words are blanked once it has been sent: links in it open a task.

    Not tracked by history for the same reason.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENDING = "sending", "being sent"
        SENT = "sent", "sent"
        FAILED = "failed", "given up"

    to = models.EmailField()
    compact_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    reason = models.CharField("why it is sent", max_length=200)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    interrupted = models.BooleanField("a worker ended while it was sending this, so it may arrive twice", default=False)
    queued_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["next_attempt_at"], name="message_due", condition=models.Q(status__in=["waiting", "sending"]))]

    def __str__(self):
        return f"{self.subject} to {self.to}"
