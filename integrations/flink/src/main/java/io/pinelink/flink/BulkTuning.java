package io.pinelink.flink;

import io.pinelink.bulk.BulkOptions;
import java.io.Serializable;

/**
 * A function that sets options of the bulk engine. It is part of the job graph. The sink calls it
 * when it is built, to validate the options, and once for each writer.
 */
@FunctionalInterface
public interface BulkTuning extends Serializable {
  /** Sets the options that differ from the defaults. */
  void apply(BulkOptions.Builder options);
}
