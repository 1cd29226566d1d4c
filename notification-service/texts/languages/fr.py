"""French, as it is written in France. Unreviewed."""

from texts.language import Language, Words

SEE_APPOINTMENT = "Voir le rendez-vous"
SEE_WORK = "Voir les travaux"
REASON = "{% if reason %} Motif : {{ reason }}{% endif %}"

FRENCH = Language(
    code="fr",
    name="Français",
    locale="fr_FR",
    day="EEEE d MMMM y",
    instant="EEEE d MMMM y 'à' HH:mm",
    is_reviewed=False,
    texts={
        "booked": Words(
            "Réservation reçue : {{ service }}",
            "Nous avons bien reçu votre réservation pour le {{ when }}.",
            SEE_APPOINTMENT,
        ),
        "confirmed": Words(
            "Rendez-vous confirmé : {{ service }}", "Nous vous attendons le {{ when }}.", SEE_APPOINTMENT
        ),
        "rescheduled": Words(
            "Rendez-vous déplacé : {{ service }}",
            "Votre nouveau rendez-vous est le {{ when }}.",
            SEE_APPOINTMENT,
        ),
        "reminder": Words("Rappel : {{ service }}", "Votre rendez-vous est le {{ when }}.", SEE_APPOINTMENT),
        "checked_in": Words(
            "Véhicule reçu : {{ service }}", "Votre véhicule est chez nous.", SEE_APPOINTMENT
        ),
        "started": Words(
            "Travaux commencés : {{ service }}", "Nous travaillons sur votre véhicule.", SEE_APPOINTMENT
        ),
        "extended": Words(
            "Plus long que prévu : {{ service }}",
            "Les travaux sur votre véhicule dureront jusqu’au {{ until }}.",
            SEE_APPOINTMENT,
        ),
        "no_show": Words(
            "Rendez-vous manqué : {{ service }}", "Nous vous attendions le {{ when }}.", SEE_APPOINTMENT
        ),
        "expired": Words(
            "Non confirmé : {{ service }}",
            "Votre réservation pour le {{ when }} n’a pas été confirmée. Merci de réserver à nouveau.",
            SEE_APPOINTMENT,
        ),
        "cancelled": Words(
            "Rendez-vous annulé : {{ service }}",
            "Le rendez-vous du {{ when }} est annulé." + REASON,
            SEE_APPOINTMENT,
        ),
        "assigned": Words(
            "Pour vous : {{ service }}", "Le rendez-vous du {{ when }} vous a été confié.", SEE_APPOINTMENT
        ),
        "unassigned": Words(
            "Plus pour vous : {{ service }}", "Quelqu’un d’autre s’occupe du rendez-vous du {{ when }}."
        ),
        "slot_offered": Words(
            "Une place s’est libérée : {{ service }}",
            "Un rendez-vous s’est libéré le {{ when }}. Vous pouvez l’accepter jusqu’au {{ until }}.",
            "Accepter le rendez-vous",
        ),
        "offer_expired": Words(
            "Offre expirée : {{ service }}",
            "Le rendez-vous proposé le {{ when }} n’a pas été accepté à temps.",
        ),
        "waiting_ended": Words(
            "{% if offers_passed %}Hors de la liste d’attente{% else %}Rien ne s’est libéré{% endif %}"
            " : {{ service }}",
            "{% if offers_passed %}Vous n’avez pas accepté trois offres ; vous pouvez vous réinscrire."
            "{% else %}Les dates que vous attendiez sont passées.{% endif %}",
        ),
        "date_refused": Words(
            "Non réservé : {{ service }}",
            "Le rendez-vous du {{ when }} de votre série n’a pas pu être réservé. "
            "Merci de choisir une autre date.",
            "Choisir une date",
        ),
        "project_estimate": Words(
            "Devis en préparation : {{ title }}",
            "Nous vous dirons ce que les travaux coûteraient." + REASON,
            SEE_WORK,
        ),
        "project_authorised": Words(
            "Accord reçu : {{ title }}", "Nous réaliserons ce que vous avez accepté." + REASON, SEE_WORK
        ),
        "ready": Words("Prêt : {{ title }}", "Les travaux sont terminés." + REASON, SEE_WORK),
        "project_cancelled": Words(
            "Travaux annulés : {{ title }}", "Ces travaux ne seront pas réalisés." + REASON, SEE_WORK
        ),
        "project_rejected": Words(
            "Travaux refusés : {{ title }}",
            "Nous ne pouvons pas prendre ces travaux en charge." + REASON,
            SEE_WORK,
        ),
        "estimate_sent": Words(
            "{% if undecided_lines %}À vous de décider{% else %}Devis{% endif %} : {{ title }}",
            "Le devis s’élève à {{ total }} TTC."
            "{% if undecided_lines %} Merci d’accepter ou de refuser chaque ligne.{% endif %}",
            "Voir le devis",
        ),
        "eta": Words(
            "Fin prévue : {{ title }}", "Nous pensons avoir terminé le {{ when }}." + REASON, SEE_WORK
        ),
        "progress": Words(
            "{{ title }} : {{ progress_percent }} %",
            "{{ progress_percent }} % des travaux sont faits.",
            SEE_WORK,
        ),
        "invoice": Words(
            "Facture {{ name }} : {{ title }}",
            "{% if rest %}Merci de payer {{ rest }} au plus tard le {{ due_on }}."
            "{% else %}Elle est déjà payée, merci.{% endif %}",
            "Voir la facture",
        ),
        "payment_received": Words(
            "{% if title %}Paiement reçu : {{ title }}{% else %}Acompte reçu{% endif %}",
            "Nous avons reçu {{ amount }}, merci.{% if rest %} Il reste {{ rest }} à payer.{% endif %}",
        ),
        "payment_refunded": Words(
            "Remboursement : {{ title }}", "Nous vous avons remboursé {{ amount }}. Motif : {{ reason }}"
        ),
        "service_due": Words(
            "À faire : {{ title }}",
            "C’est le moment pour votre {{ make }} {{ model }}. Merci de prendre rendez-vous.",
            "Prendre rendez-vous",
        ),
        "document_expired": Words(
            "Expire : {{ title }}",
            "Ce document de votre {{ make }} {{ model }} arrive à expiration.",
            "Voir le véhicule",
        ),
        "broadcast": Words("{{ title }}", "{{ body }}"),
        "message_from_workshop": Words("Message de l’atelier : {{ title }}", "{{ excerpt }}", SEE_WORK),
        "message_from_customer": Words("Message du client : {{ title }}", "{{ excerpt }}", SEE_WORK),
        "task_assigned": Words(
            "Nouvelle tâche : {{ title }}", "Cette tâche vous a été confiée.", "Voir la tâche"
        ),
        "task_unassigned": Words("Plus pour vous : {{ title }}", "Cette tâche n’est plus sur votre liste."),
        "task_cancelled": Words("Tâche annulée : {{ title }}", "Cette tâche n’est plus à faire."),
    },
)
