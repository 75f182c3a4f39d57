package io.pinelink.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dense values of all rows of a response in one array, with the id, the place in the array and
 * the score of each row. A response has it if its request names a {@link VectorBuffer}.
 *
 * <p>The array is not a copy: the vectors or documents of the response read their dense values from
 * it. Both may be read until {@link #release}. Afterwards they throw an {@link
 * IllegalStateException}; ids, scores, sparse values and metadata stay valid. Take a copy of what
 * is needed for longer, such as {@link Vector#values()}.
 *
 * <p>A response that is never released is garbage-collected like any other. While one of its
 * vectors or documents is reachable, so is the whole array.
 *
 * <p>Thread-safe, except that no thread may read values while another releases them.
 */
public final class DenseColumns {
  private final SharedValues shared;
  private final String[] ids;
  private final int[] offsets;
  private final int[] lengths;
  private final double[] scores;

  /** The number of values in use, including rows that another row has replaced. */
  private final int end;

  private DenseColumns(
      SharedValues shared, String[] ids, int[] offsets, int[] lengths, double[] scores, int end) {
    this.shared = shared;
    this.ids = ids;
    this.offsets = offsets;
    this.lengths = lengths;
    this.scores = scores;
    this.end = end;
  }

  /** Returns the number of rows, including those without dense values. */
  public int size() {
    return ids.length;
  }

  /** Returns the ids of all rows, in the order of the response. */
  public List<String> ids() {
    return Collections.unmodifiableList(Arrays.asList(ids));
  }

  /** Returns the id of a row. */
  public String id(int row) {
    return ids[row];
  }

  /**
   * Returns the array that contains the values of all rows; it may be longer than they are. It
   * belongs to the caller until {@link #release}, and a change of it changes the rows.
   *
   * @throws IllegalStateException if it was released
   */
  public float[] values() {
    return shared.array();
  }

  /** Returns the position of the first value of a row in the array. */
  public int offset(int row) {
    return offsets[row];
  }

  /** Returns the number of values of a row; 0 for a row without dense values. */
  public int length(int row) {
    return lengths[row];
  }

  /** Returns the score of a row; NaN if it has none, as in a fetch. */
  public double score(int row) {
    return scores[row];
  }

  /**
   * Puts the array back into the buffer that it came from, for the next response. The values of
   * this response must not be read afterwards. Further calls have no effect.
   */
  public void release() {
    shared.release();
  }

  /** Returns the class name and the number of rows, not their values. */
  @Override
  public String toString() {
    return "DenseColumns[" + ids.length + " rows]";
  }

  /**
   * For transports: reads the rows of a response into one array. It can be used for one response,
   * by one thread.
   *
   * <p>The values of the current row are written to {@link #array()} from {@link #end()} on, after
   * {@link #reserve} has made room for them. {@link #vector} or {@link #dense} completes the row;
   * values without a row are overwritten by the next row.
   */
  public static final class Builder {
    private static final int MIN_LENGTH = 16;

    /** Slightly below the range of int: the maximum array size on all JVMs. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final SharedValues shared;
    private final int rows;
    private final long maxValues;
    private float[] array = VectorBuffer.NONE;
    private boolean taken;
    private int end;
    private int read;
    private int lastLength;

    private String[] ids = {};
    private int[] offsets = {};
    private int[] lengths = {};
    private double[] scores = {};
    private int added;

    /**
     * Creates a builder.
     *
     * @param rows the number of rows that the response probably has
     * @param maxValues the number of values that the response can contain by its length; a new
     *     array is never longer
     */
    public Builder(VectorBuffer buffer, int rows, long maxValues) {
      Objects.requireNonNull(buffer, "buffer is null");
      this.shared = new SharedValues(buffer);
      this.rows = rows;
      this.maxValues = maxValues;
    }

    /** Creates a builder that appends rows to another response, whose rows stay valid. */
    public Builder(DenseColumns columns) {
      this.shared = columns.shared;
      this.rows = 0;
      this.array = columns.values();
      this.end = columns.end;
      this.maxValues = MAX_ARRAY;
      this.taken = true;
    }

    /** Returns the array in its current length; another one after {@link #reserve}. */
    public float[] array() {
      return array;
    }

    /** Returns the position of the first value of the current row. */
    public int end() {
      return end;
    }

    /**
     * Returns the array with room for more values of the current row.
     *
     * @param filled the number of values of the current row that are in the array
     * @param more the number of values that follow, of which at least one has been received
     */
    public float[] reserve(int filled, int more) {
      int needed = Math.addExact(end + filled, more);
      if (!taken && needed > 0) {
        taken = true;
        array = shared.source().take();
        shared.replace(array);
      }
      if (needed > array.length) {
        float[] larger = new float[Math.max(needed, length(more))];
        System.arraycopy(array, 0, larger, 0, end + filled);
        array = larger;
        shared.replace(array);
      }
      return array;
    }

    /** Returns the length of an array for this row and those that probably follow. */
    private int length(int more) {
      long expected = end + (long) Math.max(1, rows - read) * Math.max(lastLength, more);
      long wanted = Math.max(expected, Math.max(MIN_LENGTH, 2L * array.length));
      return (int) Math.min(wanted, Math.min(maxValues, MAX_ARRAY));
    }

    /**
     * Completes the current row as a vector, like {@code VectorResponses.vector}.
     *
     * @param length the number of its dense values
     */
    public Vector vector(
        String id, int length, @Nullable SparseValues sparseValues, Metadata metadata) {
      Objects.requireNonNull(id, "id is null");
      Objects.requireNonNull(metadata, "metadata is null");
      int offset = complete(length);
      return length == 0
          ? new Vector(id, VectorBuffer.NONE, sparseValues, metadata)
          : new SharedVector(id, shared, offset, length, sparseValues, metadata);
    }

    /**
     * Completes the current row as the dense values of a document.
     *
     * @param length the number of its dense values
     */
    public DenseValues dense(int length) {
      return new SharedDenseValues(shared, complete(length), length);
    }

    /** Completes a row with a copy of a vector of another response. */
    public Vector copyOf(Vector vector) {
      int length = vector.dimension();
      if (length > 0) {
        vector.copyTo(FloatBuffer.wrap(reserve(0, length), end, length), 0, length);
      }
      return vector(vector.id(), length, vector.sparseValues().orElse(null), vector.metadata());
    }

    private int complete(int length) {
      int offset = end;
      end += length;
      read++;
      lastLength = length == 0 ? lastLength : length;
      return offset;
    }

    /** Builds the columns of a query. */
    public DenseColumns ofMatches(List<Match> matches) {
      rows(matches.size());
      matches.forEach(match -> add(match.id(), match.vector(), match.score()));
      return build();
    }

    /** Builds the columns of a page of vectors. */
    public DenseColumns ofVectors(List<Vector> vectors) {
      rows(vectors.size());
      vectors.forEach(vector -> add(vector.id(), vector, Double.NaN));
      return build();
    }

    /** Builds the columns of a fetch by id, in the order of the map. */
    public DenseColumns ofVectors(Map<String, Vector> byId) {
      rows(byId.size());
      byId.forEach((id, vector) -> add(id, vector, Double.NaN));
      return build();
    }

    private void add(String id, Vector vector, double score) {
      add(id, vector.offset(), vector.dimension(), score);
    }

    /**
     * Sets the number of documents that {@link #add} adds: the documents of the response, in its
     * order.
     */
    public void rows(int count) {
      ids = new String[count];
      offsets = new int[count];
      lengths = new int[count];
      scores = new double[count];
    }

    /**
     * Adds a document of the response.
     *
     * @param values from {@link #dense}; null for none
     * @param score NaN for none
     */
    public void add(String id, @Nullable DenseValues values, double score) {
      Objects.requireNonNull(id, "id is null");
      if (values == null) {
        add(id, 0, 0, score);
      } else {
        add(id, values.offset(), values.size(), score);
      }
    }

    private void add(String id, int offset, int length, double score) {
      ids[added] = id;
      offsets[added] = offset;
      lengths[added] = length;
      scores[added] = score;
      added++;
    }

    /** Builds the columns of the documents that were added. */
    public DenseColumns build() {
      return new DenseColumns(shared, ids, offsets, lengths, scores, end);
    }
  }
}
