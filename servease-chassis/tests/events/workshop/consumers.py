from django.db import connection

from chassis.events import Event, handles


@handles("tally.rung.v1")
def count(event: Event) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tally (number) VALUES (%s)", [event.data["number"]])
