package io.pinelink.copy;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * 64-bit checksums of content. They depend on every bit of a float or number, and not on the order
 * of names or of sparse indices. They find differences, and are not meant to resist an attacker.
 */
final class Checksum {
  private static final long K1 = 0x9E3779B97F4A7C15L;
  private static final long K2 = 0xC2B2AE3D27D4EB4FL;

  private static final long TEXT = 1;
  private static final long NUMBER = 2;
  private static final long TRUE = 3;
  private static final long FALSE = 4;
  private static final long LIST = 5;
  private static final long DENSE = 6;
  private static final long SPARSE = 7;
  private static final long MEMBERS = 8;
  private static final long NULL = 9;
  private static final long OTHER = 10;

  private Checksum() {}

  static long of(Vector vector) {
    return add(
        add(ofValues(vector), ofSparse(vector.sparseValues())),
        ofMembers(vector.metadata().asMap()));
  }

  static long ofValues(Vector vector) {
    return dense(vector.dimension(), i -> Float.floatToRawIntBits(vector.value(i)));
  }

  static long ofSparse(Optional<SparseValues> values) {
    return values.map(Checksum::sparse).orElse(NULL);
  }

  private static long sparse(SparseValues values) {
    long sum = add(SPARSE, values.size());
    for (int i = 0; i < values.size(); i++) {
      sum += add(values.index(i), Float.floatToRawIntBits(values.value(i)));
    }
    return sum;
  }

  /** Adds two values at a time, since each addition waits for the one before. */
  private static long dense(int size, IntUnaryOperator bits) {
    long sum = add(DENSE, size);
    int i = 0;
    for (; i < size - 1; i += 2) {
      sum =
          add(
              sum,
              (long) bits.applyAsInt(i) << Integer.SIZE
                  | Integer.toUnsignedLong(bits.applyAsInt(i + 1)));
    }
    return i < size ? add(sum, bits.applyAsInt(i)) : sum;
  }

  /** Returns the checksum of named values, in any order. */
  static long ofMembers(Map<?, ? extends @Nullable Object> members) {
    long sum = add(MEMBERS, members.size());
    for (Map.Entry<?, ? extends @Nullable Object> member : members.entrySet()) {
      sum += add(text(String.valueOf(member.getKey())), ofValue(member.getValue()));
    }
    return sum;
  }

  static long ofValue(@Nullable Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Number number) {
      return add(NUMBER, Double.doubleToRawLongBits(number.doubleValue()));
    }
    if (value instanceof Boolean bool) {
      return bool ? TRUE : FALSE;
    }
    if (value instanceof List<?> list) {
      long sum = add(LIST, list.size());
      for (Object element : list) {
        sum = add(sum, ofValue(element));
      }
      return sum;
    }
    if (value instanceof DenseValues dense) {
      return dense(dense.size(), i -> Float.floatToRawIntBits(dense.value(i)));
    }
    if (value instanceof SparseValues sparse) {
      return sparse(sparse);
    }
    if (value instanceof Map<?, ?> map) {
      return ofMembers(map);
    }
    return value == null ? NULL : add(OTHER, value.hashCode());
  }

  private static long text(String text) {
    long sum = add(TEXT, text.length());
    for (int i = 0; i < text.length(); i++) {
      sum = add(sum, text.charAt(i));
    }
    return sum;
  }

  /** Adds 64 bits, so that order matters and every bit spreads. */
  private static long add(long sum, long bits) {
    long mixed = (sum ^ (bits * K1)) * K2;
    return mixed ^ (mixed >>> 29);
  }
}
