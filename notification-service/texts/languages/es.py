"""Spanish, as it is written in Spain. Unreviewed."""

from texts.language import Language, Words

SEE_APPOINTMENT = "Ver la cita"
SEE_WORK = "Ver el trabajo"
SEE_ACCOUNT = "Ver la cuenta"
FROM_WHERE = (
    "{{ when }}{% if device %}, con {{ device }}{% endif %}{% if address %}, desde {{ address }}{% endif %}"
)
NOT_YOU = (
    "\n\nSi no fue usted, ponga ahora mismo una contraseña nueva, lo que cierra la sesión en todos los "
    "dispositivos, y hable con nosotros."
)
NAMED = "{% if name %} Su nombre: {{ name }}.{% endif %}"
REASON = "{% if reason %} Motivo: {{ reason }}{% endif %}"

SPANISH = Language(
    code="es",
    name="Español",
    locale="es_ES",
    day="EEEE, d 'de' MMMM 'de' y",
    instant="EEEE, d 'de' MMMM 'de' y, 'a' 'las' HH:mm",
    is_reviewed=False,
    texts={
        "booked": Words(
            "Reserva recibida: {{ service }}",
            "Hemos recibido su reserva para el {{ when }}.",
            SEE_APPOINTMENT,
        ),
        "confirmed": Words("Cita confirmada: {{ service }}", "Le esperamos el {{ when }}.", SEE_APPOINTMENT),
        "rescheduled": Words(
            "Cita cambiada: {{ service }}", "Su nueva cita es el {{ when }}.", SEE_APPOINTMENT
        ),
        "reminder": Words("Recordatorio: {{ service }}", "Su cita es el {{ when }}.", SEE_APPOINTMENT),
        "checked_in": Words(
            "Vehículo recibido: {{ service }}", "Su vehículo está con nosotros.", SEE_APPOINTMENT
        ),
        "started": Words(
            "Trabajo empezado: {{ service }}", "Estamos trabajando en su vehículo.", SEE_APPOINTMENT
        ),
        "extended": Words(
            "Tardará más: {{ service }}",
            "El trabajo en su vehículo durará hasta el {{ until }}.",
            SEE_APPOINTMENT,
        ),
        "no_show": Words("Cita perdida: {{ service }}", "Le esperábamos el {{ when }}.", SEE_APPOINTMENT),
        "expired": Words(
            "No confirmada: {{ service }}",
            "Su reserva para el {{ when }} no llegó a confirmarse. Por favor, reserve de nuevo.",
            SEE_APPOINTMENT,
        ),
        "cancelled": Words(
            "Cita cancelada: {{ service }}",
            "La cita del {{ when }} queda cancelada." + REASON,
            SEE_APPOINTMENT,
        ),
        "assigned": Words(
            "Asignada a usted: {{ service }}", "Se le ha asignado la cita del {{ when }}.", SEE_APPOINTMENT
        ),
        "unassigned": Words(
            "Ya no está asignada a usted: {{ service }}", "Otra persona se ocupa de la cita del {{ when }}."
        ),
        "slot_offered": Words(
            "Cita disponible: {{ service }}",
            "Ha quedado libre una cita el {{ when }}. Puede aceptarla hasta el {{ until }}.",
            "Aceptar la cita",
        ),
        "offer_expired": Words(
            "Oferta caducada: {{ service }}", "La cita ofrecida del {{ when }} no se aceptó a tiempo."
        ),
        "waiting_ended": Words(
            "{% if offers_passed %}Fuera de la lista de espera{% else %}No quedó nada libre{% endif %}"
            ": {{ service }}",
            "{% if offers_passed %}No aceptó tres ofertas; puede volver a apuntarse a la lista de espera."
            "{% else %}Las fechas para las que esperaba ya han pasado.{% endif %}",
        ),
        "date_refused": Words(
            "No reservada: {{ service }}",
            "No se pudo reservar la cita del {{ when }} de su serie. Por favor, elija otra fecha.",
            "Elegir fecha",
        ),
        "project_estimate": Words(
            "Presupuesto en preparación: {{ title }}",
            "Le informaremos de lo que costaría." + REASON,
            SEE_WORK,
        ),
        "project_authorised": Words(
            "Trabajo autorizado: {{ title }}", "Haremos lo que usted ha autorizado." + REASON, SEE_WORK
        ),
        "ready": Words("Listo: {{ title }}", "El trabajo está terminado." + REASON, SEE_WORK),
        "project_cancelled": Words(
            "Trabajo cancelado: {{ title }}", "Este trabajo no se va a realizar." + REASON, SEE_WORK
        ),
        "project_rejected": Words(
            "Trabajo no aceptado: {{ title }}", "No podemos encargarnos de este trabajo." + REASON, SEE_WORK
        ),
        "estimate_sent": Words(
            "{% if undecided_lines %}Decida, por favor{% else %}Presupuesto{% endif %}: {{ title }}",
            "El presupuesto asciende a {{ total }}, impuestos incluidos."
            "{% if undecided_lines %} Acepte o rechace cada línea, por favor.{% endif %}",
            "Ver el presupuesto",
        ),
        "eta": Words("Fecha prevista: {{ title }}", "Esperamos terminar el {{ when }}." + REASON, SEE_WORK),
        "progress": Words(
            "{{ title }}: {{ progress_percent }} %",
            "El {{ progress_percent }} % del trabajo está hecho.",
            SEE_WORK,
        ),
        "invoice": Words(
            "Factura {{ name }}: {{ title }}",
            "{% if rest %}Por favor, pague {{ rest }} antes del {{ due_on }} inclusive."
            "{% else %}Ya está pagada. Muchas gracias.{% endif %}",
            "Ver la factura",
        ),
        "payment_received": Words(
            "{% if title %}Pago recibido: {{ title }}{% else %}Anticipo recibido{% endif %}",
            "Hemos recibido {{ amount }}. Muchas gracias."
            "{% if rest %} Quedan {{ rest }} por pagar.{% endif %}",
        ),
        "payment_refunded": Words(
            "Reembolso: {{ title }}", "Le hemos devuelto {{ amount }}. Motivo: {{ reason }}"
        ),
        "service_due": Words(
            "Toca hacer: {{ title }}",
            "A su {{ make }} {{ model }} ya le toca. Por favor, reserve cita.",
            "Reservar cita",
        ),
        "document_expired": Words(
            "Caduca: {{ title }}", "Este documento de su {{ make }} {{ model }} caduca.", "Ver el vehículo"
        ),
        "broadcast": Words("{{ title }}", "{{ body }}"),
        "message_from_workshop": Words("Mensaje del taller: {{ title }}", "{{ excerpt }}", SEE_WORK),
        "message_from_customer": Words("Mensaje del cliente: {{ title }}", "{{ excerpt }}", SEE_WORK),
        "task_assigned": Words("Tarea nueva: {{ title }}", "Se le ha asignado esta tarea.", "Ver la tarea"),
        "task_unassigned": Words("Ya no es suya: {{ title }}", "Esta tarea ya no está en su lista."),
        "task_cancelled": Words("Tarea cancelada: {{ title }}", "Esta tarea ya no hay que hacerla."),
        "password_changed": Words(
            "Se ha cambiado su contraseña",
            f"Fue el {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "new_sign_in": Words(
            "Un dispositivo nuevo ha iniciado sesión",
            f"Alguien ha iniciado sesión en su cuenta el {FROM_WHERE}. Si fue usted, no tiene que hacer "
            f"nada.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_added": Words(
            "Segundo factor añadido",
            f"Desde ahora se pide al iniciar sesión. Se añadió el {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "second_factor_removed": Words(
            "Segundo factor eliminado",
            f"Ya no se pide al iniciar sesión. Se eliminó el {FROM_WHERE}.{NAMED}{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_codes_made": Words(
            "Códigos de recuperación nuevos",
            f"Si los había antes, ya no valen. Estos se crearon el {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "recovery_code_used": Words(
            "Se ha usado un código de recuperación",
            f"Con él se inició sesión en su cuenta el {FROM_WHERE}. Cada código vale una sola vez.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "api_key_created": Words(
            "Clave de API nueva",
            f"Los programas que la tienen actúan en su nombre. Se creó el {FROM_WHERE}.{NAMED}"
            "\n\nSi no fue usted, anúlela ahora mismo, ponga una contraseña nueva y hable con nosotros.",
            SEE_ACCOUNT,
        ),
        "api_keys_ended": Words(
            "Se han anulado sus claves de API",
            "Los programas que usaban una clave de su cuenta ya no actúan en su nombre, porque recibió una "
            "contraseña nueva por correo o el taller cerró todas sus sesiones; cree claves nuevas para los "
            "que conozca. "
            f"Fue el {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_linked": Words(
            "Inicio de sesión con {{ name }} añadido",
            f"Quien tenga la sesión iniciada allí puede entrar aquí. "
            f"Se vinculó a su cuenta el {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "identity_unlinked": Words(
            "Inicio de sesión con {{ name }} eliminado",
            f"Ya no abre su cuenta. Se desvinculó el {FROM_WHERE}.{NOT_YOU}",
            SEE_ACCOUNT,
        ),
        "factors_reset": Words(
            "Se han restablecido sus segundos factores",
            "Los eliminamos el {{ when }}, porque se nos dijo que había perdido el suyo. "
            "Inicie sesión con su contraseña y configure uno nuevo."
            "\n\nSi no lo pidió, ponga ahora mismo una contraseña nueva y hable con nosotros.",
            SEE_ACCOUNT,
        ),
        "factor_reset_requested": Words(
            "Se ha pedido restablecer segundos factores",
            "El {{ when }} se nos dijo que se habían perdido los segundos factores de {{ name }}. Si otro "
            "administrador lo aprueba en el plazo de un día, se eliminan."
            "\n\nSi no se han perdido, avise a un administrador, que puede retirar la petición.",
            SEE_ACCOUNT,
        ),
        "verify_email": Words(
            "Confirme su dirección",
            "Con el botón confirma que esta dirección es suya. Funciona hasta el {{ until }}."
            "\n\nSi no abrió una cuenta con nosotros, otra persona lo hizo con su dirección: no haga nada y "
            "no la confirme.",
            "Confirmar la dirección",
        ),
        "reset_password": Words(
            "Elija una contraseña nueva",
            "Alguien, probablemente usted, ha olvidado la contraseña de su cuenta. Con el botón elige una "
            "nueva; funciona una sola vez, hasta el {{ until }}."
            "\n\nSi no fue usted, no haga nada: su contraseña sigue siendo la misma.",
            "Elegir una contraseña",
        ),
        "change_email": Words(
            "Confirme su dirección nueva",
            "Su cuenta va a tener esta dirección. Conserva la anterior hasta que confirme la nueva, lo "
            "que puede hacer hasta el {{ until }}."
            "\n\nSi no sabe nada de esto, no haga nada.",
            "Confirmar la dirección nueva",
        ),
        "undo_email_change": Words(
            "Su cuenta tiene otra dirección",
            "Desde ahora escribimos a la nueva, y con ella inicia sesión."
            "\n\nSi no fue usted, deshágalo hasta el {{ until }}: su cuenta vuelve a tener esta "
            "dirección, se cierra la sesión en todos los dispositivos y elige una contraseña nueva.",
            "Deshacer el cambio",
        ),
        "invitation": Words(
            "Tiene una invitación",
            "Hay una cuenta para usted con nosotros. Con el botón elige su contraseña y entra; funciona "
            "una sola vez, hasta el {{ until }}.",
            "Elegir una contraseña",
        ),
        "verify_phone": Words(
            "{{ code }} es el código que confirma su número. Nadie del taller se lo pedirá nunca.",
            "Vale hasta el {{ until }}.",
        ),
    },
)
