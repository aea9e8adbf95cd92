import { endChild, expectAnswer, rest } from './children.ts';
import { type Desk, moveChild, reason } from './desk.ts';
import type { Parent } from './parent.ts';
import { rejected } from './rejects.ts';

/** The gate answered about a message of ours. */
export function gateAnswered(
  desk: Desk,
  childId: string,
  action: 'submit' | 'replace' | 'cancel',
  refusal: { readonly message: string } | null,
): Parent | null {
  const known = desk.children.get(childId);
  if (known === undefined) return null;
  const { parent, child } = known;
  if (action === 'submit' && child.state === 'requested') {
    if (refusal === null) {
      moveChild(desk, child, 'submitting', null);
      expectAnswer(desk, child);
      desk.effects.push({ kind: 'submit', child: child.order });
    } else {
      const why = reason('execution/gate-refused', refusal.message);
      endChild(desk, parent, child, 'rejected', why);
      rejected(desk, parent, child, 'transient', why);
    }
  } else if (action === 'cancel' && child.state === 'pending-cancel') {
    const { venue } = child.order;
    if (refusal === null) {
      desk.effects.push({ kind: 'cancel', venue, childId });
      expectAnswer(desk, child);
    } else if (child.endsAs === null) {
      moveChild(desk, child, 'working', reason('execution/gate-refused', refusal.message));
      child.cancelAfter = desk.at + desk.policy.retryDelayMs;
      rest(desk, child);
    }
  }
  return parent;
}
