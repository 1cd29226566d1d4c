"""What is looked at every hour."""

from chassis.hourly import hourly
from service_plans.actions import announce_by_date

hourly(announce_by_date)
