"""Nobody ever filled it in: a message goes to an address."""


from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('messaging', '0002_interrupted'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='message',
            name='person',
        ),
    ]
