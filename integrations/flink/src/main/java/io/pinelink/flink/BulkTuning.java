package io.pinelink.flink;

import io.pinelink.bulk.BulkOptions;
import java.io.Serializable;

/**
 * Sets options of the bulk engine. Part of the job graph; called where the sink is built, to check
 * what it sets, and for each bulk operation, so again after each checkpoint.
 */
@FunctionalInterface
public interface BulkTuning extends Serializable {
  /** Sets what is to differ from the defaults. */
  void apply(BulkOptions.Builder options);
}
