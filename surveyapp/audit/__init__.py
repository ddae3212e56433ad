"""An audit of one installation's anonymity: what holds, what does not, and what each holder of its files can learn."""

from surveyapp.audit.anonymity import audit
from surveyapp.audit.findings import Finding, Holder, Report, Verdict

__all__ = ["Finding", "Holder", "Report", "Verdict", "audit"]
