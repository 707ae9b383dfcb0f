"""Run: the whole job, its workspace, its ledger, and the way back."""
