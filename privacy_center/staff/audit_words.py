"""What the deeds of the audit trail are called. The trail itself keeps their short names."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DEEDS = {
    "consent_asked_again": _("Consent asked for again"),
    "consent_given": _("Consent given"),
    "consent_withdrawn": _("Consent withdrawn"),
    "consents_detached": _("Consents cut loose from a closed account"),
    "correction_decided": _("Decided on a proposed correction"),
    "correction_noted": _("Correction noted beside a kept record"),
    "correction_proposed": _("Correction proposed"),
    "correction_withdrawn": _("Proposed correction withdrawn"),
    "data_exported": _("Data downloaded"),
    "data_rectified": _("Data corrected"),
    "data_revealed": _("Masked data shown in full"),
    "erasure_decided": _("Decided what an erasure does"),
    "erasure_finished": _("Erasure finished"),
    "erasure_replayed": _("Erasure carried out again after a restore"),
    "erasure_started": _("Erasure started"),
    "hold_reviews_due": _("Officers told that holds are to be looked at again"),
    "ledger_replayed": _("Ledger carried out on a restored backup"),
    "marketing_allowed": _("Marketing allowed again"),
    "marketing_objected": _("Marketing objected to"),
    "notice_failed": _("A mail could not be sent"),
    "package_fetched": _("Prepared package fetched"),
    "person_looked_up": _("Person looked up"),
    "person_viewed": _("A person's data looked at"),
    "policy_change_announced": _("People told of a change of the policy"),
    "policy_change_declared": _("Change of the policy declared as material"),
    "policy_version_published": _("Policy version published"),
    "recipient_told": _("Recipient told of a correction"),
    "records_exported": _("Records of processing fetched"),
    "records_started": _("Processing records begun from the usual ones"),
    "request_changed": _("Request changed"),
    "request_opened": _("Request opened"),
    "retention_rule_confirmed": _("Retention rule confirmed"),
    "retention_run": _("Retention run"),
    "retention_run_approved": _("Retention run approved"),
    "retention_waits": _("Retention waits for the officers"),
    "trace_decided": _("Decided on a trace in another record"),
    "unused_account_warned": _("Unused account warned"),
}

ACTORS = {
    "person": _("The person"),
    "staff": _("Staff"),
    "system": _("The site itself"),
    "command": _("A command on the server"),
}


def actor_words(actor: str) -> str:
    """Who did something, in the active language: staff by the number of the account."""
    kind, _colon, key = actor.partition(":")
    words = str(ACTORS.get(kind, actor))
    if kind != "staff" or not key:
        return words
    return gettext("%(who)s, account no. %(number)s") % {"who": words, "number": key}


def deed_words(action: str) -> str:
    """What a deed is called in the active language; its short name made readable where new."""
    known = DEEDS.get(action)
    return str(known) if known else action.replace("_", " ").capitalize()
