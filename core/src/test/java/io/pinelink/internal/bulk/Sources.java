package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkSource;
import io.pinelink.model.Vector;
import java.util.Iterator;
import java.util.concurrent.Flow;

/** Sources of words: the engine does not care what it writes. */
final class Sources {
  private Sources() {}

  @SuppressWarnings("unchecked")
  static BulkSource<String> of(Iterator<String> words) {
    return (BulkSource<String>)
        (BulkSource<?>) BulkSource.vectors((Iterator<Vector>) (Iterator<?>) words);
  }

  @SuppressWarnings("unchecked")
  static BulkSource<String> of(Flow.Publisher<String> words) {
    return (BulkSource<String>)
        (BulkSource<?>) BulkSource.vectors((Flow.Publisher<Vector>) (Flow.Publisher<?>) words);
  }
}
