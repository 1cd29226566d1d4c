"""French, as it is written in France. Unreviewed."""

from texts.language import Language, Words

SEE_APPOINTMENT = "Voir le rendez-vous"
SEE_WORK = "Voir les travaux"
SEE_ACCOUNT = "Voir le compte"
FROM_WHERE = (
    "{{ when }}{% if device %}, avec {{ device }}{% endif %}{% if address %}, depuis {{ address }}{% endif %}"
)
NOT_YOU = (
    "\n\nSi ce n’était pas vous, choisissez tout de suite un nouveau mot de passe, ce qui déconnecte tous "
    "les appareils, et parlez-nous-en."
)
NAMED = "{% if name %} Son nom : {{ name }}.{% endif %}"
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
        "password_changed": Words(
            "Votre mot de passe a été modifié",
            f"C’était le {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "new_sign_in": Words(
            "Un nouvel appareil s’est connecté",
            f"Quelqu’un s’est connecté à votre compte le {FROM_WHERE}. Si c’était vous, vous n’avez rien à "
            f"faire.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_added": Words(
            "Second facteur ajouté",
            f"Il est désormais demandé à la connexion. Il a été ajouté le {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_removed": Words(
            "Second facteur supprimé",
            f"Il n’est plus demandé à la connexion. Il a été supprimé le {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_codes_made": Words(
            "Nouveaux codes de récupération",
            f"Ceux d’avant ne sont plus valables. Ceux-ci ont été créés le {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_code_used": Words(
            "Un code de récupération a été utilisé",
            f"Il a servi à se connecter à votre compte le {FROM_WHERE}. Chaque code n’est valable qu’une "
            f"fois.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "api_key_created": Words(
            "Nouvelle clé d’API",
            f"Les programmes qui l’ont agissent en votre nom. Elle a été créée le {FROM_WHERE}.{NAMED}"
            "\n\nSi ce n’était pas vous, révoquez-la tout de suite, choisissez un nouveau mot de passe et "
            "parlez-nous-en.",
            SEE_ACCOUNT,
        ),
        "api_keys_ended": Words(
            "Vos clés d’API ont été révoquées",
            "Les programmes qui utilisaient une clé de votre compte n’agissent plus en votre nom, car il a "
            "reçu un nouveau mot de passe par courriel ou l’atelier a fermé toutes ses sessions ; créez-en "
            "de nouvelles pour ceux que vous connaissez. "
            f"C’était le {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_linked": Words(
            "Connexion avec {{ name }} ajoutée",
            f"Qui est connecté là-bas peut se connecter ici. "
            f"Elle a été liée à votre compte le {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_unlinked": Words(
            "Connexion avec {{ name }} supprimée",
            f"Elle n’ouvre plus votre compte. Elle a été dissociée le {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "factors_reset": Words(
            "Vos seconds facteurs ont été réinitialisés",
            "Nous les avons supprimés le {{ when }}, car on nous a dit que vous aviez perdu le vôtre. "
            "Connectez-vous avec votre mot de passe et configurez-en un nouveau."
            "\n\nSi vous ne l’avez pas demandé, choisissez tout de suite un nouveau mot de passe et "
            "parlez-nous-en.",
            SEE_ACCOUNT,
        ),
        "factor_reset_requested": Words(
            "Réinitialisation de seconds facteurs demandée",
            "Le {{ when }}, on nous a dit que les seconds facteurs de {{ name }} étaient perdus. Si un autre "
            "administrateur l’approuve dans la journée, ils sont supprimés."
            "\n\nS’ils ne sont pas perdus, dites-le à un administrateur, qui peut retirer la demande.",
            SEE_ACCOUNT,
        ),
        "verify_email": Words(
            "Confirmez votre adresse",
            "Avec le bouton, vous confirmez que cette adresse est la vôtre. Il fonctionne jusqu’au "
            "{{ until }}."
            "\n\nSi vous n’avez pas ouvert de compte chez nous, quelqu’un d’autre l’a fait avec votre "
            "adresse : ne faites rien et ne la confirmez pas.",
            "Confirmer l’adresse",
        ),
        "reset_password": Words(
            "Choisissez un nouveau mot de passe",
            "Quelqu’un, sans doute vous, a oublié le mot de passe de votre compte. Avec le bouton, vous "
            "en choisissez un nouveau ; il fonctionne une seule fois, jusqu’au {{ until }}."
            "\n\nSi ce n’était pas vous, ne faites rien : votre mot de passe reste le même.",
            "Choisir un mot de passe",
        ),
        "change_email": Words(
            "Confirmez votre nouvelle adresse",
            "Votre compte doit recevoir cette adresse. Il garde la précédente jusqu’à ce que vous "
            "confirmiez la nouvelle, ce qui est possible jusqu’au {{ until }}."
            "\n\nSi cela ne vous dit rien, ne faites rien.",
            "Confirmer la nouvelle adresse",
        ),
        "undo_email_change": Words(
            "Votre compte a une autre adresse",
            "Nous écrivons désormais à la nouvelle, et vous vous connectez avec elle."
            "\n\nSi ce n’était pas vous, annulez-le jusqu’au {{ until }} : votre compte retrouve cette "
            "adresse, tous les appareils sont déconnectés et vous choisissez un nouveau mot de passe.",
            "Annuler le changement",
        ),
        "invitation": Words(
            "Vous avez une invitation",
            "Un compte vous attend chez nous. Avec le bouton, vous choisissez votre mot de passe et "
            "accédez à votre compte ; il fonctionne une seule fois, jusqu’au {{ until }}.",
            "Choisir un mot de passe",
        ),
        "verify_phone": Words(
            "{{ code }} est le code qui confirme votre numéro. Personne chez nous ne vous le demandera.",
            "Il est valable jusqu’au {{ until }}.",
        ),
    },
)
