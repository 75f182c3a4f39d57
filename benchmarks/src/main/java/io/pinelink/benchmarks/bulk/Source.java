package io.pinelink.benchmarks.bulk;

import io.pinelink.examples.DictionaryVectors;
import io.pinelink.model.Vector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * A source of vectors to load: {@code generated:COUNT} for generated vectors of 384 values, or
 * {@code dictionary:COUNT:DIR} for entries of the dictionary, 0 for all, with embeddings in a
 * directory.
 *
 * @param vectors the vectors, which can be read once
 * @param size the number of vectors
 * @param resource closed with the source
 */
public record Source(Iterator<Vector> vectors, long size, Closeable resource) implements Closeable {
  /** The dimension of every source. */
  public static final int DIMENSION = 384;

  /**
   * Opens a source.
   *
   * @throws IllegalArgumentException if the text is not a source
   */
  public static Source open(String text) throws IOException {
    String[] parts = text.split(":", 3);
    if (parts.length == 2 && parts[0].equals("generated")) {
      long count = Long.parseLong(parts[1]);
      return new Source(new GeneratedVectors(count, DIMENSION), count, () -> {});
    }
    if (parts.length == 3 && parts[0].equals("dictionary")) {
      DictionaryVectors all = DictionaryVectors.open(Integer.parseInt(parts[1]), Path.of(parts[2]));
      return new Source(all, all.size(), all);
    }
    throw new IllegalArgumentException("no source: " + text);
  }

  @Override
  public void close() throws IOException {
    resource.close();
  }
}
