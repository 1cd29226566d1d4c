"""German, as a workshop in Germany writes to its customers."""

from texts.language import Language, Words

SEE_APPOINTMENT = "Termin ansehen"
SEE_WORK = "Auftrag ansehen"
SEE_ACCOUNT = "Konto ansehen"
FROM_WHERE = (
    "{{ when }}{% if device %}, mit {{ device }}{% endif %}{% if address %}, von {{ address }}{% endif %}"
)
NOT_YOU = (
    "\n\nWaren Sie das nicht, dann vergeben Sie bitte sofort ein neues Passwort, was alle Geräte abmeldet, "
    "und sprechen Sie mit uns."
)
NAMED = "{% if name %} Sein Name: {{ name }}.{% endif %}"
REASON = "{% if reason %} Grund: {{ reason }}{% endif %}"

GERMAN = Language(
    code="de",
    name="Deutsch",
    locale="de_DE",
    day="EEEE, d. MMMM y",
    instant="EEEE, d. MMMM y 'um' HH:mm 'Uhr'",
    is_reviewed=True,
    texts={
        "booked": Words(
            "Buchung eingegangen: {{ service }}",
            "Wir haben Ihre Buchung für {{ when }} erhalten.",
            SEE_APPOINTMENT,
        ),
        "confirmed": Words(
            "Termin bestätigt: {{ service }}", "Wir erwarten Sie am {{ when }}.", SEE_APPOINTMENT
        ),
        "rescheduled": Words(
            "Termin verschoben: {{ service }}", "Ihr neuer Termin ist am {{ when }}.", SEE_APPOINTMENT
        ),
        "reminder": Words(
            "Terminerinnerung: {{ service }}", "Ihr Termin ist am {{ when }}.", SEE_APPOINTMENT
        ),
        "checked_in": Words(
            "Fahrzeug angenommen: {{ service }}", "Ihr Fahrzeug ist bei uns.", SEE_APPOINTMENT
        ),
        "started": Words(
            "Arbeit begonnen: {{ service }}", "Wir arbeiten jetzt an Ihrem Fahrzeug.", SEE_APPOINTMENT
        ),
        "extended": Words(
            "Arbeit dauert länger: {{ service }}",
            "Die Arbeit an Ihrem Fahrzeug dauert voraussichtlich bis {{ until }}.",
            SEE_APPOINTMENT,
        ),
        "no_show": Words(
            "Termin verpasst: {{ service }}",
            "Wir haben Sie am {{ when }} leider vergeblich erwartet.",
            SEE_APPOINTMENT,
        ),
        "expired": Words(
            "Nicht bestätigt: {{ service }}",
            "Ihre Buchung für {{ when }} wurde nicht bestätigt und ist verfallen. "
            "Bitte buchen Sie einen neuen Termin.",
            SEE_APPOINTMENT,
        ),
        "cancelled": Words(
            "Termin abgesagt: {{ service }}",
            "Der Termin am {{ when }} findet nicht statt." + REASON,
            SEE_APPOINTMENT,
        ),
        "assigned": Words(
            "Ihnen zugeteilt: {{ service }}",
            "Sie haben den Termin am {{ when }} übernommen.",
            SEE_APPOINTMENT,
        ),
        "unassigned": Words(
            "Nicht mehr Ihnen zugeteilt: {{ service }}", "Den Termin am {{ when }} übernimmt jemand anders."
        ),
        "slot_offered": Words(
            "Termin frei geworden: {{ service }}",
            "Ein Termin am {{ when }} ist frei geworden. Sie können ihn bis {{ until }} annehmen.",
            "Termin annehmen",
        ),
        "offer_expired": Words(
            "Angebot verfallen: {{ service }}",
            "Den angebotenen Termin am {{ when }} haben Sie nicht rechtzeitig angenommen.",
        ),
        "waiting_ended": Words(
            "{% if offers_passed %}Nicht mehr auf der Warteliste"
            "{% else %}Leider kein Termin frei geworden{% endif %}: {{ service }}",
            "{% if offers_passed %}Sie haben drei Angebote nicht angenommen. "
            "Sie können sich gern erneut auf die Warteliste setzen lassen."
            "{% else %}Die Zeiten, auf die Sie gewartet haben, sind vorüber.{% endif %}",
        ),
        "date_refused": Words(
            "Nicht gebucht: {{ service }}",
            "Der Termin am {{ when }} aus Ihrer Terminserie konnte nicht gebucht werden. "
            "Bitte wählen Sie eine andere Zeit.",
            "Zeit wählen",
        ),
        "project_estimate": Words(
            "Kostenvoranschlag in Arbeit: {{ title }}",
            "Wir teilen Ihnen mit, was die Arbeit kosten würde." + REASON,
            SEE_WORK,
        ),
        "project_authorised": Words(
            "Auftrag erteilt: {{ title }}", "Wir führen aus, was Sie beauftragt haben." + REASON, SEE_WORK
        ),
        "ready": Words("Fertig: {{ title }}", "Die Arbeit ist abgeschlossen." + REASON, SEE_WORK),
        "project_cancelled": Words(
            "Auftrag storniert: {{ title }}", "Diese Arbeit wird nicht ausgeführt." + REASON, SEE_WORK
        ),
        "project_rejected": Words(
            "Auftrag nicht angenommen: {{ title }}",
            "Wir können diese Arbeit leider nicht übernehmen." + REASON,
            SEE_WORK,
        ),
        "estimate_sent": Words(
            "{% if undecided_lines %}Bitte entscheiden Sie"
            "{% else %}Kostenvoranschlag{% endif %}: {{ title }}",
            "Der Kostenvoranschlag beläuft sich auf {{ total }} inklusive Steuern."
            "{% if undecided_lines %} Bitte nehmen Sie jede Position an oder lehnen Sie sie ab.{% endif %}",
            "Kostenvoranschlag ansehen",
        ),
        "eta": Words(
            "Voraussichtlich fertig: {{ title }}",
            "Wir rechnen damit, am {{ when }} fertig zu sein." + REASON,
            SEE_WORK,
        ),
        "progress": Words(
            "{{ title }}: {{ progress_percent }} %",
            "{{ progress_percent }} % der Arbeit sind erledigt.",
            SEE_WORK,
        ),
        "invoice": Words(
            "Rechnung {{ name }}: {{ title }}",
            "{% if rest %}Bitte zahlen Sie {{ rest }} bis {{ due_on }}."
            "{% else %}Die Rechnung ist bereits bezahlt. Vielen Dank!{% endif %}",
            "Rechnung ansehen",
        ),
        "payment_received": Words(
            "{% if title %}Zahlung eingegangen: {{ title }}{% else %}Anzahlung eingegangen{% endif %}",
            "Wir haben {{ amount }} erhalten. Vielen Dank!"
            "{% if rest %} Offen sind noch {{ rest }}.{% endif %}",
        ),
        "payment_refunded": Words(
            "Erstattung: {{ title }}", "Wir haben Ihnen {{ amount }} erstattet. Grund: {{ reason }}"
        ),
        "service_due": Words(
            "Fällig: {{ title }}",
            "Bei Ihrem {{ make }} {{ model }} ist es wieder so weit. Bitte buchen Sie einen Termin.",
            "Termin buchen",
        ),
        "document_expired": Words(
            "Läuft ab: {{ title }}",
            "Dieses Dokument zu Ihrem {{ make }} {{ model }} läuft ab.",
            "Fahrzeug ansehen",
        ),
        "broadcast": Words("{{ title }}", "{{ body }}"),
        "message_from_workshop": Words("Nachricht der Werkstatt: {{ title }}", "{{ excerpt }}", SEE_WORK),
        "message_from_customer": Words("Kundennachricht: {{ title }}", "{{ excerpt }}", SEE_WORK),
        "task_assigned": Words(
            "Neue Aufgabe: {{ title }}", "Diese Aufgabe wurde Ihnen zugeteilt.", "Aufgabe ansehen"
        ),
        "task_unassigned": Words(
            "Nicht mehr Ihnen zugeteilt: {{ title }}", "Diese Aufgabe steht nicht mehr auf Ihrer Liste."
        ),
        "task_cancelled": Words(
            "Aufgabe entfällt: {{ title }}", "Diese Aufgabe ist nicht mehr zu erledigen."
        ),
        "password_changed": Words(
            "Ihr Passwort wurde geändert",
            f"Das war am {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "new_sign_in": Words(
            "Neues Gerät angemeldet",
            f"An Ihrem Konto hat sich jemand angemeldet: am {FROM_WHERE}. Waren Sie das, ist nichts zu "
            f"tun.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_added": Words(
            "Zweiter Faktor hinzugefügt",
            f"Er wird ab jetzt beim Anmelden verlangt. Hinzugefügt wurde er am {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_removed": Words(
            "Zweiter Faktor entfernt",
            f"Er wird beim Anmelden nicht mehr verlangt. Entfernt wurde er am {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_codes_made": Words(
            "Neue Wiederherstellungscodes",
            f"Frühere gelten nicht mehr. Erzeugt wurden diese am {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_code_used": Words(
            "Wiederherstellungscode verwendet",
            f"Damit hat sich jemand an Ihrem Konto angemeldet: am {FROM_WHERE}. Jeder Code gilt nur "
            f"einmal.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "api_key_created": Words(
            "Ein neuer API-Schlüssel",
            f"Programme, die ihn haben, handeln in Ihrem Namen. Erzeugt wurde er am {FROM_WHERE}.{NAMED}"
            "\n\nWaren Sie das nicht, dann beenden Sie ihn bitte sofort, vergeben Sie ein neues Passwort, "
            "und sprechen Sie mit uns.",
            SEE_ACCOUNT,
        ),
        "api_keys_ended": Words(
            "Ihre API-Schlüssel wurden beendet",
            "Programme mit einem Schlüssel Ihres Kontos handeln nicht mehr in Ihrem Namen, weil es per "
            "E-Mail ein neues Passwort bekam oder die Werkstatt alle seine Sitzungen beendete; erzeugen Sie "
            "neue für die, die Sie kennen. "
            f"Das war am {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_linked": Words(
            "Anmelden mit {{ name }} hinzugefügt",
            f"Wer dort angemeldet ist, kommt auch hier hinein. Verbunden wurde es am {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_unlinked": Words(
            "Anmelden mit {{ name }} entfernt",
            f"Es öffnet Ihr Konto nicht mehr. Getrennt wurde es am {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "factors_reset": Words(
            "Zweite Faktoren zurückgesetzt",
            "Wir haben sie am {{ when }} entfernt, weil es hieß, Sie hätten Ihren verloren. "
            "Melden Sie sich mit Ihrem Passwort an, und richten Sie einen neuen ein."
            "\n\nHaben Sie nicht darum gebeten, dann vergeben Sie bitte sofort ein neues Passwort, und "
            "sprechen Sie mit uns.",
            SEE_ACCOUNT,
        ),
        "factor_reset_requested": Words(
            "Zurücksetzen zweiter Faktoren beantragt",
            "Am {{ when }} hieß es, die zweiten Faktoren von {{ name }} seien verloren. Stimmt innerhalb "
            "eines Tages ein weiterer Admin zu, werden sie entfernt."
            "\n\nSind sie nicht verloren, sagen Sie es einem Admin, der den Antrag zurückziehen kann.",
            SEE_ACCOUNT,
        ),
        "verify_email": Words(
            "Bitte bestätigen Sie Ihre Adresse",
            "Mit der Schaltfläche bestätigen Sie, dass diese Adresse Ihnen gehört. Das geht bis "
            "{{ until }}."
            "\n\nHaben Sie kein Konto bei uns eröffnet, war es jemand anderes mit Ihrer Adresse: Tun Sie "
            "nichts, und bestätigen Sie sie nicht.",
            "Adresse bestätigen",
        ),
        "reset_password": Words(
            "Neues Passwort wählen",
            "Jemand, wahrscheinlich Sie selbst, hat das Passwort Ihres Kontos vergessen. Mit der "
            "Schaltfläche wählen Sie ein neues; das geht einmal, bis {{ until }}."
            "\n\nWaren Sie das nicht, brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.",
            "Neues Passwort wählen",
        ),
        "change_email": Words(
            "Bitte bestätigen Sie Ihre neue Adresse",
            "Ihr Konto soll diese Adresse bekommen. Es behält die bisherige, bis Sie die neue bestätigen; "
            "das geht bis {{ until }}."
            "\n\nWissen Sie nichts davon, brauchen Sie nichts zu tun.",
            "Neue Adresse bestätigen",
        ),
        "undo_email_change": Words(
            "Ihr Konto hat eine andere Adresse",
            "Wir schreiben ab jetzt an die neue, und Sie melden sich mit ihr an."
            "\n\nWaren Sie das nicht, dann nehmen Sie es bis {{ until }} zurück: Ihr Konto hat dann "
            "wieder diese Adresse, alle Geräte werden abgemeldet, und Sie wählen ein neues Passwort.",
            "Zurücknehmen",
        ),
        "invitation": Words(
            "Sie sind eingeladen",
            "Bei uns gibt es ein Konto für Sie. Mit der Schaltfläche wählen Sie Ihr Passwort und sind "
            "angemeldet; das geht einmal, bis {{ until }}.",
            "Passwort wählen",
        ),
        "verify_phone": Words(
            "{{ code }} ist der Code, der Ihre Nummer bestätigt. Niemand von uns fragt Sie je danach.",
            "Er gilt bis {{ until }}.",
        ),
    },
)
