"""Which printer prints what, and what then: failover, quarantine, copies, a fate for each job."""
