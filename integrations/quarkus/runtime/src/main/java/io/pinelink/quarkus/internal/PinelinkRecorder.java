package io.pinelink.quarkus.internal;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.annotations.Recorder;
import java.util.function.Function;

/** Creates the beans of indexes. */
@Recorder
public class PinelinkRecorder {
  /** Called by Quarkus. */
  public PinelinkRecorder() {}

  /** Returns what opens an index for vectors. */
  public Function<SyntheticCreationalContext<Index>, Index> vectors(String key) {
    return context -> context.getInjectedReference(OpenIndexes.class).vectors(key);
  }

  /** Returns what opens an index for records. */
  public Function<SyntheticCreationalContext<RecordIndex>, RecordIndex> records(String key) {
    return context -> context.getInjectedReference(OpenIndexes.class).records(key);
  }

  /** Returns what opens a document index. */
  public Function<SyntheticCreationalContext<DocumentIndex>, DocumentIndex> documents(String key) {
    return context -> context.getInjectedReference(OpenIndexes.class).documents(key);
  }
}
