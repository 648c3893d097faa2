"""The tables. Identifiers are the database's own and mean nothing outside it: works are named by symbol and part."""

from __future__ import annotations

from django.db import models


class File(models.Model):
    """A file that ingest has seen: what came of it, by its absolute path and the SHA-256 of its bytes."""

    path = models.TextField(unique=True)
    sha256 = models.CharField(max_length=64)  # of the bytes that its documents were read from
    seen = models.CharField(
        max_length=64
    )  # of the bytes last looked at: others where the newest could not be read
    media_type = models.TextField(blank=True)
    outcome = models.CharField(max_length=10)  # stored, facts, failed, crashed, rival, copy or twin
    reason = models.TextField(blank=True)  # why it is not stored, in one line
    rival = models.TextField(
        blank=True
    )  # for rival, copy and twin: the path of the file that holds the place
    reader = models.CharField(max_length=64)  # what read it: a changed reader reads the file again

    class Meta:
        app_label = "store"


class Document(models.Model):
    """One language of one document (`windhoek.document.Document`), or of an annex or speech of it."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="documents")
    symbol = models.TextField()
    part = models.TextField(blank=True)
    slug = models.TextField(db_index=True)  # of symbol and part, as it stands in an address
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=24, db_index=True)
    body = models.CharField(max_length=40, db_index=True)
    date = models.CharField(max_length=10, blank=True, db_index=True)
    title = models.TextField(blank=True)
    adoption = models.JSONField(null=True)  # windhoek.document.Adoption as an object
    repairs = models.JSONField(default=list)
    generation = models.BigIntegerField(db_index=True)  # grows with every write: the search index follows it
    # What coded it: a changed coder codes it again. With an index: every recoding asks first who is behind.
    coder = models.CharField(max_length=64, default="", db_index=True)

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=["symbol", "part", "language"], name="one_expression"),)


class Unit(models.Model):
    """One labelled paragraph (`windhoek.document.Unit`); `position` counts from 0 in the order of the document."""

    # No index of its own: that of `one_label` begins with the document.
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="units", db_index=False)
    position = models.IntegerField()
    label = models.TextField()
    kind = models.CharField(max_length=12)
    text = models.TextField()
    page = models.IntegerField(null=True)
    parent = models.TextField(null=True)
    heading = models.TextField(null=True)
    notes = models.JSONField(default=list)  # [[mark, position, text], …]

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=["document", "label"], name="one_label"),)


class Citation(models.Model):
    """A mention in a unit of a document or paragraph (`windhoek.document.Citation`)."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="citations")
    start = models.IntegerField()
    end = models.IntegerField()
    symbol = models.TextField()
    label = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        app_label = "store"
        indexes = (models.Index(fields=["symbol", "label"], name="cited"),)


class Code(models.Model):
    """The codes of a relevant unit (`windhoek.document.Code`)."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="code")
    themes = models.JSONField(default=list)
    functions = models.JSONField(default=list)
    verb = models.TextField(blank=True)
    strength = models.TextField(blank=True)
    addressees = models.JSONField(default=list)
    commitments = models.JSONField(default=list)
    because = models.JSONField(default=list)  # [[code, start, end, rule], …]

    class Meta:
        app_label = "store"


class Facts(models.Model):
    """What a file of metadata says of a work: how it was adopted, and its title."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="facts")
    symbol = models.TextField()
    adoption = models.JSONField()  # windhoek.document.Adoption as an object
    title = models.TextField(blank=True)

    class Meta:
        app_label = "store"
        constraints = (models.UniqueConstraint(fields=["symbol", "file"], name="one_fact"),)


class Removal(models.Model):
    """A document that has left the store, for the search index to forget."""

    document_id = models.BigIntegerField()
    generation = models.BigIntegerField(db_index=True)

    class Meta:
        app_label = "store"


class Codebook(models.Model):
    """What the store is coded by, in one row: a folder of tables over the shipped ones, or (empty) those alone.

    `own` are those tables, [[name, text], …], so that what coded the store is known when the folder has changed or gone.
    """

    folder = models.TextField(blank=True)
    digest = models.CharField(max_length=64)  # of all tables (`windhoek.coding.codebook_files.Files.digest`)
    coder = models.CharField(max_length=64)  # of tables and program (`windhoek.store.work.coder`)
    own = models.JSONField(default=list)

    class Meta:
        app_label = "store"


class Suggestion(models.Model):
    """A correction that somebody suggests, for a person to look at: nothing follows from it by itself."""

    about = models.CharField(max_length=300)  # as printed: S/RES/1325 (2000), OP6; targets/police-20-by-2014
    wrong = models.TextField()  # what is wrong
    better = models.TextField(blank=True)  # what should stand there
    name = models.CharField(
        max_length=100, blank=True
    )  # of the person, as is the next: shown in the terminal alone
    contact = models.CharField(max_length=200, blank=True)
    sent = models.DateTimeField()
    state = models.CharField(max_length=8, default="open", db_index=True)  # open, accepted or declined
    note = models.TextField(blank=True)  # what the person who closed it says

    class Meta:
        app_label = "store"


class Review(models.Model):
    """What a person decided of a link between what was asked and evidence. Rows are only added: the newest of a link holds."""

    mission = models.CharField(max_length=24, db_index=True)
    symbol = models.TextField()
    unit = models.TextField()
    evidence = models.TextField()  # `windhoek.document.Evidence.id`
    verdict = models.CharField(max_length=10)  # confirmed, rejected, or undone: as if nobody had decided
    who = models.CharField(max_length=150)
    at = models.DateTimeField()
    why = models.TextField(blank=True)

    class Meta:
        app_label = "store"
