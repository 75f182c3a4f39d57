package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.bulk.Source;
import io.pinelink.model.Vector;
import io.pinelink.server.VectorChecksum;
import java.io.IOException;

/**
 * The vectors of a source or a server, as a count and a checksum.
 *
 * @param checksum the sum of the vectors' {@link VectorChecksum}
 */
record Content(long vectors, long checksum) {
  static final int HEX = 16;

  /** Reads all of a source, whose ids must be unique. */
  static Content of(String source) throws IOException {
    try (Source all = Source.open(source)) {
      long checksum = 0;
      while (all.vectors().hasNext()) {
        Vector vector = all.vectors().next();
        checksum += VectorChecksum.of(vector);
      }
      return new Content(all.size(), checksum);
    }
  }

  @Override
  public String toString() {
    return "%,d ids, checksum %016x".formatted(vectors, checksum);
  }
}
