package io.pinelink.flink;

import io.pinelink.ingest.IngestOptions;
import java.io.Serializable;

/**
 * Sets options of the ingest engine. Part of the job graph; called where the sink is built, to
 * check what it sets, and for each ingest, so again after each checkpoint.
 */
@FunctionalInterface
public interface IngestTuning extends Serializable {
  /** Sets what is to differ from the defaults. */
  void apply(IngestOptions.Builder options);
}
