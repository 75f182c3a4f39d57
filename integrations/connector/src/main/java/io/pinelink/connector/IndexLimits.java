package io.pinelink.connector;

import io.pinelink.bulk.BulkChange;
import io.pinelink.internal.bulk.targets.RequestSizeEstimate;
import io.pinelink.model.Fields;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.model.VectorType;
import io.pinelink.records.TextRecord;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * The limits of an index of vectors or records, from its statistics and from the limits of the
 * service: how many dense values it takes, whether it takes sparse ones, and how much metadata.
 *
 * <pre>{@code
 * IndexLimits limits = IndexLimits.of(index.describeIndexStats());
 * BulkOptions options = BulkOptions.builder().checkChanges(limits::check).build();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class IndexLimits implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final int MAX_METADATA_BYTES = 40_960;

  /** The service takes smaller values for 0. Source: upsertVectors, API version 2026-07. */
  private static final double MIN_MAGNITUDE = 1e-8f;

  /** The limits of an index of which nothing is known. */
  static final IndexLimits UNKNOWN = new IndexLimits(0, "", "");

  /** The length of dense values; 0 if it is not known, or there are none. */
  private final int dimension;

  /** The name of the vector type; empty if it is not known. */
  private final String type;

  /** The name of the metric; empty if it is not known. */
  private final String metric;

  IndexLimits(int dimension, String type, String metric) {
    this.dimension = dimension;
    this.type = type;
    this.metric = metric;
  }

  /** Returns the limits of an index. What its statistics do not contain is not checked. */
  public static IndexLimits of(IndexStats stats) {
    Objects.requireNonNull(stats, "stats is null");
    return new IndexLimits(
        stats.dimension().orElse(0),
        stats.vectorType().map(VectorType::toString).orElse(""),
        stats.metric().map(Metric::toString).orElse(""));
  }

  /**
   * Checks a change. Deletes and changes of documents pass.
   *
   * @throws IllegalArgumentException if the service would refuse it: dense values that are missing,
   *     all 0, or not as many as the index's dimension; sparse values that are missing in a sparse
   *     index, or not taken by the metric of a dense one; metadata, or fields of a record, of more
   *     than 40,960 bytes as JSON
   */
  public void check(BulkChange change) {
    Objects.requireNonNull(change, "change is null");
    checkSize(change);
    checkValues(change);
  }

  /** Checks what is the same for all indexes. */
  static void checkSize(BulkChange change) {
    Object item = change.item();
    if (item instanceof Vector vector) {
      checkSize(vector.metadata());
    } else if (item instanceof UpdateRequest update) {
      checkSize(update.metadata());
    } else if (item instanceof TextRecord record) {
      Fields fields = record.fields();
      checkSize("fields", RequestSizeEstimate.max(fields.asMap()), fields::toJson);
    }
  }

  private static void checkSize(Metadata metadata) {
    checkSize("metadata", RequestSizeEstimate.max(metadata.asMap()), metadata::toJson);
  }

  /**
   * Checks the size of an object.
   *
   * @param bound an upper bound, which saves the object's conversion to JSON
   */
  private static void checkSize(String name, long bound, Supplier<String> json) {
    if (bound > MAX_METADATA_BYTES) {
      int bytes = json.get().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_METADATA_BYTES) {
        throw new IllegalArgumentException(
            name + " has " + bytes + " bytes as JSON, expected at most " + MAX_METADATA_BYTES);
      }
    }
  }

  /** Checks what the statistics determine. */
  void checkValues(BulkChange change) {
    if (change.item() instanceof Vector vector) {
      checkPresent(vector);
      checkValues(vector.dimension(), vector::value, vector.sparseValues());
    } else if (change.item() instanceof UpdateRequest update) {
      checkValues(update.dimension(), update::value, update.sparseValues());
    }
  }

  private void checkPresent(Vector vector) {
    if (is(VectorType.DENSE) && vector.dimension() == 0) {
      throw new IllegalArgumentException(
          "values are missing, expected " + dimension + ", the dimension of the index");
    }
    if (is(VectorType.SPARSE) && vector.sparseValues().isEmpty()) {
      throw new IllegalArgumentException("sparseValues are missing, expected by a sparse index");
    }
  }

  private void checkValues(int length, IntToDoubleFunction values, Optional<SparseValues> sparse) {
    if (length > 0) {
      if (is(VectorType.SPARSE)) {
        throw new IllegalArgumentException(
            "values has " + length + " elements, expected none by a sparse index");
      }
      if (dimension > 0 && length != dimension) {
        throw new IllegalArgumentException(
            "values has %s elements, expected %s, the dimension of the index"
                .formatted(length, dimension));
      }
      checkNotZero(length, values);
    }
    if (sparse.isPresent() && is(VectorType.DENSE) && takesDenseOnly()) {
      throw new IllegalArgumentException(
          "sparseValues are set, expected none by a dense index with the metric " + metric);
    }
  }

  private boolean takesDenseOnly() {
    return metric.equals(Metric.COSINE.toString()) || metric.equals(Metric.EUCLIDEAN.toString());
  }

  private boolean is(VectorType expected) {
    return type.equals(expected.toString());
  }

  private static void checkNotZero(int length, IntToDoubleFunction values) {
    for (int i = 0; i < length; i++) {
      if (Math.abs(values.applyAsDouble(i)) >= MIN_MAGNITUDE) {
        return;
      }
    }
    throw new IllegalArgumentException("all values are 0, expected one of at least 1e-8");
  }

  /** Returns what is known of the index: its type, dimension and metric. */
  @Override
  public String toString() {
    return "IndexLimits[type=" + type + ", dimension=" + dimension + ", metric=" + metric + "]";
  }
}
