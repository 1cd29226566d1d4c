from chassis.retention import keep
from codes.models import MailedCode

keep(MailedCode, "codes that were mailed or texted, as their hashes", days=1, since="expires_at")
