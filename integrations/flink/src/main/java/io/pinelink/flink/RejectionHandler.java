package io.pinelink.flink;

import java.io.Serializable;

/**
 * A handler of rejected vectors that replaces failing the job, such as by counting them or writing
 * them to a dead-letter store. Called by the task's thread, before the checkpoint that covers the
 * vectors completes. After a restart it may receive the same vector again.
 */
@FunctionalInterface
public interface RejectionHandler extends Serializable {
  /**
   * Handles a rejected vector.
   *
   * @throws Exception to fail the job after all
   */
  void rejected(RejectedVector vector) throws Exception;
}
