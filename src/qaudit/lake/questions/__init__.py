"""The questions, each written once: functions from what is asked to an Ibis expression over the lake's tables."""
