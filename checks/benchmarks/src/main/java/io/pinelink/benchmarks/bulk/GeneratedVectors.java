package io.pinelink.benchmarks.bulk;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * An iterator over vectors that are cheap to generate and expensive to encode: values between -1/3
 * and 1/3 with as many digits as embeddings of a model, and on request a text of 200 bytes in the
 * metadata. Every run returns the same vectors. Not thread-safe.
 */
final class GeneratedVectors implements Iterator<Vector> {
  private static final int BITS = 24;
  private static final int TEXT_BYTES = 200;
  private static final float SCALE = 1f / 3 / (1 << (BITS - 1));

  private final long count;
  private final float[] values;
  private final boolean texts;
  private long next;

  GeneratedVectors(long count, int dimension, boolean texts) {
    this.count = count;
    this.texts = texts;
    this.values = new float[dimension];
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public Vector next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    long state = next * 0x9E3779B97F4A7C15L + 1;
    for (int i = 0; i < values.length; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      values[i] = (state >> (Long.SIZE - BITS)) * SCALE;
    }
    // Vector.of copies the array.
    Metadata metadata = texts ? Metadata.of(Source.TEXT, text(state)) : Metadata.empty();
    return Vector.of("generated-" + next++, values, metadata);
  }

  /** Returns words of eight letters. */
  private static String text(long seed) {
    StringBuilder text = new StringBuilder(TEXT_BYTES);
    long state = seed;
    while (text.length() < TEXT_BYTES) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      boolean ends = text.length() % 9 == 8;
      text.append(ends ? ' ' : (char) ('a' + (state >>> (Long.SIZE - BITS)) % 26));
    }
    return text.toString();
  }
}
