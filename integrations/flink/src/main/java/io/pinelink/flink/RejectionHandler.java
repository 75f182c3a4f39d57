package io.pinelink.flink;

import java.io.Serializable;

/**
 * A handler of rejected changes that replaces failing the job, such as by counting them or writing
 * them to a dead-letter store. Called by the task's thread, before the checkpoint that covers the
 * changes completes. After a restart it may receive the same change again.
 */
@FunctionalInterface
public interface RejectionHandler extends Serializable {
  /**
   * Handles a rejected change.
   *
   * @throws Exception to fail the job after all
   */
  void rejected(RejectedChange rejected) throws Exception;
}
