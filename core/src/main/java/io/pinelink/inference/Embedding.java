package io.pinelink.inference;

import io.pinelink.model.SparseValues;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The embedding of one text: dense or sparse values, depending on the model.
 *
 * <p>Immutable and thread-safe; arrays are copied in and out. Source: EmbeddingsList, API version
 * 2026-04.
 */
public final class Embedding {
  private static final float[] NONE = {};

  private final float[] values;
  private final @Nullable SparseValues sparseValues;
  private final List<String> sparseTokens;

  private Embedding(
      float[] values, @Nullable SparseValues sparseValues, List<String> sparseTokens) {
    this.values = values;
    this.sparseValues = sparseValues;
    this.sparseTokens = List.copyOf(sparseTokens);
  }

  /** Creates a dense embedding from a response. */
  public static Embedding dense(float[] values) {
    return new Embedding(values.clone(), null, List.of());
  }

  /**
   * Creates a sparse embedding from a response.
   *
   * @param sparseValues null if the model found nothing in the text
   * @param sparseTokens the word at each position, or none
   */
  public static Embedding sparse(@Nullable SparseValues sparseValues, List<String> sparseTokens) {
    Objects.requireNonNull(sparseTokens, "sparseTokens is null");
    return new Embedding(NONE, sparseValues, sparseTokens);
  }

  /** Returns the number of dense values; 0 for a sparse embedding. */
  public int dimension() {
    return values.length;
  }

  /** Returns the dense value at a position from 0 to below {@link #dimension()}. */
  public float value(int position) {
    return values[position];
  }

  /** Returns a copy of the dense values; empty for a sparse embedding. */
  public float[] values() {
    return values.clone();
  }

  /** Returns the sparse values; empty for a dense embedding, and if the model found nothing. */
  public Optional<SparseValues> sparseValues() {
    return Optional.ofNullable(sparseValues);
  }

  /**
   * Returns the words that the sparse values represent, in the same order; empty unless the request
   * had the parameter {@code return_tokens}.
   */
  public List<String> sparseTokens() {
    return sparseTokens;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Embedding that
        && Arrays.equals(that.values, values)
        && Objects.equals(that.sparseValues, sparseValues)
        && that.sparseTokens.equals(sparseTokens);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(values), sparseValues, sparseTokens);
  }

  /** Returns the sizes, not values or words. */
  @Override
  public String toString() {
    return "Embedding[dimension " + values.length + ", sparse " + sparseValues + "]";
  }
}
