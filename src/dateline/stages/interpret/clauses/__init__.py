"""Who did what to whom: each verb of a report with what stands around it, by a shallow parse."""
