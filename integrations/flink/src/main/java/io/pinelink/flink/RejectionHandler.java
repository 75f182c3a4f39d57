package io.pinelink.flink;

import java.io.Serializable;

/**
 * Is told of vectors that were refused, in place of failing the job: to count them, or to write
 * them where somebody looks at them. Called by the task's own thread, before the checkpoint that
 * covers them is complete; after a restart it may hear of the same vector again.
 */
@FunctionalInterface
public interface RejectionHandler extends Serializable {
  /**
   * One was refused.
   *
   * @throws Exception if the job is to fail after all
   */
  void rejected(RejectedVector vector) throws Exception;
}
