package io.pinelink.internal.bulk;

import io.pinelink.ingest.IngestSource;
import io.pinelink.model.Vector;
import java.util.Iterator;
import java.util.concurrent.Flow;

/** Sources of words: the engine does not care what it writes. */
final class Sources {
  private Sources() {}

  @SuppressWarnings("unchecked")
  static IngestSource<String> of(Iterator<String> words) {
    return (IngestSource<String>)
        (IngestSource<?>) IngestSource.vectors((Iterator<Vector>) (Iterator<?>) words);
  }

  @SuppressWarnings("unchecked")
  static IngestSource<String> of(Flow.Publisher<String> words) {
    return (IngestSource<String>)
        (IngestSource<?>) IngestSource.vectors((Flow.Publisher<Vector>) (Flow.Publisher<?>) words);
  }
}
