"""Many tables made by one step of a migration.

Django renders every related model anew after each operation. With hundreds of tables that all lead to the Compact
and its organisations, the first migrations took minutes for seconds of work. Here the models are rendered once.
"""

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from pgtrigger.migrations import AddTrigger


class AtOnce(Operation):
    """The operations of a first migration, as `makemigrations` writes them, carried out together.

    Every table is made as the last operation leaves its model, with its columns, constraints and indexes; foreign keys
    follow at the migration's end, so that tables may point at each other. A table's triggers come with it; those of a link table
    (many-to-many), which belong to its proxy, by their own operation.
    Only for tables that do not exist yet: an operation on an older table belongs into a migration of its own.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self):
        return self.__class__.__name__, [self.operations], {}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered again, once, when it is next asked for
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            if isinstance(operation, CreateModel | AddTrigger):
                operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            if isinstance(operation, CreateModel):
                operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Make {sum(isinstance(one, CreateModel) for one in self.operations)} tables at once"
