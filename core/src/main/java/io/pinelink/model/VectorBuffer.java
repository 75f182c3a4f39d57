package io.pinelink.model;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A holder of one float array, which the dense values of responses are read into. Repeated reads
 * then need no array for each vector, and none for each response.
 *
 * <pre>{@code
 * VectorBuffer buffer = VectorBuffer.allocate(100 * 1_536);
 * QueryRequest request = QueryRequest.builder().vector(values).topK(100).valuesInto(buffer).build();
 * DenseColumns columns = index.query(request).columns().orElseThrow();
 * float[] all = columns.values();
 * for (int row = 0; row < columns.size(); row++) {
 *   add(columns.id(row), all, columns.offset(row), columns.length(row));
 * }
 * columns.release();
 * }</pre>
 *
 * <p>A response takes the array out of the buffer, and {@link DenseColumns#release} puts it back. A
 * response that finds no array, or one that is too small, gets a new array, which its release puts
 * into the buffer instead. So two responses never share an array: an attempt that was abandoned may
 * still be reading into the array that it took, and the next response gets a new one.
 *
 * <p>Thread-safe. Use one buffer for each thread that reads, since a buffer holds one array only.
 */
public final class VectorBuffer {
  static final float[] NONE = {};

  private final AtomicReference<float[]> array;

  private VectorBuffer(float[] array) {
    this.array = new AtomicReference<>(array);
  }

  /**
   * Creates a buffer with a new array.
   *
   * @param floats the length of the array, rows multiplied by dimension; 0 to let the first
   *     response allocate the array
   * @throws IllegalArgumentException if it is negative
   */
  public static VectorBuffer allocate(int floats) {
    if (floats < 0) {
      throw new IllegalArgumentException("floats is " + floats + ", expected at least 0");
    }
    return new VectorBuffer(floats == 0 ? NONE : new float[floats]);
  }

  /**
   * Creates a buffer with an array of the caller. The array belongs to the buffer afterwards: read
   * it only through the {@link DenseColumns} of a response.
   */
  public static VectorBuffer wrap(float[] array) {
    return new VectorBuffer(Objects.requireNonNull(array, "array is null"));
  }

  /** Takes the array out; empty if another response has it. */
  float[] take() {
    return array.getAndSet(NONE);
  }

  /** Puts an array back that nothing reads into; of two, the longer one is kept. */
  void put(float[] returned) {
    array.accumulateAndGet(returned, (held, more) -> more.length > held.length ? more : held);
  }

  /** Returns the class name and the length of the array, not its values. */
  @Override
  public String toString() {
    return "VectorBuffer[" + array.get().length + "]";
  }
}
