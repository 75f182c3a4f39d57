package io.pinelink.benchmarks.bulk;

import io.pinelink.examples.DictionaryVectors;
import io.pinelink.model.Vector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * What is loaded: {@code generated:COUNT}, vectors of 384 values, or {@code dictionary:COUNT:DIR},
 * so many entries of the dictionary, 0 for all, with embeddings that are kept in a directory.
 *
 * @param vectors to be read once
 * @param size how many there are
 * @param resource is closed with it
 */
public record Source(Iterator<Vector> vectors, long size, Closeable resource) implements Closeable {
  /** Of every source. */
  public static final int DIMENSION = 384;

  /**
   * Opens one.
   *
   * @throws IllegalArgumentException if there is no such source
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
