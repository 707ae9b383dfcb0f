"""Job: the whole run, its workspace, its ledger, and the way back."""
