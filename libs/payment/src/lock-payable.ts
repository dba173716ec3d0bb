import { NotFound, type Database, type Id } from '#libs/platform';
import { Charge, Payable } from './payable.entity.js';

/**
 * Whatever moves a payable's money locks its row first: settle, refund, release and close of one payable queue up,
 * and since it is the first lock of each of them they cannot deadlock.
 */
export async function lockPayable(db: Database, by: { subjectId: string } | { chargeId: string } | { orderId: string }): Promise<Payable | null> {
  const found = db.manager.createQueryBuilder(Payable, 'p').setLock('pessimistic_write');
  if ('subjectId' in by) return found.where('p.subject_id = :subjectId', by).getOne();
  if ('chargeId' in by) return found.where('p.id = (SELECT payable_id FROM payment.charge WHERE id = :chargeId)', by).getOne();
  return found.where('p.id = (SELECT payable_id FROM payment.payable_share WHERE order_id = :orderId)', by).getOne();
}

export async function lockCharge(db: Database, chargeId: Id<'chg'>): Promise<{ payable: Payable; charge: Charge }> {
  const payable = await lockPayable(db, { chargeId });
  if (!payable) throw new NotFound();
  return { payable, charge: await db.manager.findOneOrFail(Charge, { where: { id: chargeId } }) };
}
