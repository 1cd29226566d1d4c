from chassis.api.idempotency.models import StoredReply
from chassis.retention import keep

keep(StoredReply, "answers kept under an Idempotency-Key", days=1, since="created_at")
