import { FlightBug, type RecordService } from "@dougong/data";

/**
 * A record service that tells of a `FlightBug` before anybody above can catch it: a part of a write may have been
 * committed, so the process must not go on with whatever it believes.
 */
export function endOnFlightBug(records: RecordService, end: (bug: FlightBug) => void): RecordService {
  async function watched<T>(write: Promise<T>): Promise<T> {
    try {
      return await write;
    } catch (fault) {
      if (fault instanceof FlightBug) end(fault);
      throw fault;
    }
  }
  return {
    create: (...args) => watched(records.create(...args)),
    update: (...args) => watched(records.update(...args)),
    remove: (...args) => watched(records.remove(...args)),
    act: (...args) => watched(records.act(...args)),
    actions: (...args) => watched(records.actions(...args)),
    restore: (...args) => watched(records.restore(...args)),
    comment: (...args) => watched(records.comment(...args)),
    batch: (...args) => watched(records.batch(...args)),
    each: (...args) => watched(records.each(...args)),
    merge: (...args) => watched(records.merge(...args)),
    changeSettings: (...args) => watched(records.changeSettings(...args)),
    updateWhere: (...args) => watched(records.updateWhere(...args)),
    checkUpdateWhere: (...args) => records.checkUpdateWhere(...args),
    createMany: (...args) => watched(records.createMany(...args)),
  };
}
