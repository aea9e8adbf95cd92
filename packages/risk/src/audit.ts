// Decisions read back out of a journal, and recomputed.

export {
  type AuditOutcome,
  type AuditRecord,
  auditJournal,
  auditTrail,
} from './audit/audit-trail.ts';
export {
  type ChildDecisionCertificate,
  verifyChildDecision,
} from './certificate/verify-child-decision.ts';
