package io.pinelink.server;

import io.pinelink.testsupport.BuilderSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * The numbers that a builder of the client accepts at its bounds, and their refused neighbours.
 *
 * @param accepted the least and the greatest number
 * @param refused the numbers next to them; none where the type ends
 */
record Bounds(List<Object> accepted, List<Object> refused) {
  /** Finds the bounds of a setting, whose numbers have no gap. */
  static Bounds of(BuilderSetting setting, Supplier<?> builder) {
    return setting.type() == int.class
        ? of(setting, builder, Integer.MIN_VALUE, Integer.MAX_VALUE, n -> (int) n, 1)
        : of(
            setting,
            builder,
            Float.floatToIntBits(0),
            Float.floatToIntBits(Float.MAX_VALUE),
            n -> Float.intBitsToFloat((int) n), // in the order of the floats from 0
            Float.floatToIntBits(1));
  }

  private static Bounds of(
      BuilderSetting setting,
      Supplier<?> builder,
      long least,
      long greatest,
      LongFunction<Object> number,
      long inside) {
    LongPredicate isAccepted = n -> setting.set(builder.get(), number.apply(n));
    if (!isAccepted.test(inside)) {
      throw new AssertionError(setting + " refuses " + number.apply(inside));
    }
    long min = lastAccepted(isAccepted, inside, least);
    long max = lastAccepted(isAccepted, inside, greatest);
    List<Object> refused = new ArrayList<>();
    LongStream.of(min - 1, max + 1)
        .filter(n -> n >= least && n <= greatest)
        .forEach(n -> refused.add(number.apply(n)));
    return new Bounds(List.of(number.apply(min), number.apply(max)), refused);
  }

  /** Returns the accepted number that is nearest to an end of the type. */
  private static long lastAccepted(LongPredicate isAccepted, long inside, long end) {
    if (isAccepted.test(end)) {
      return end;
    }
    long accepted = inside;
    long refused = end;
    while (Math.abs(refused - accepted) > 1) {
      long middle = accepted + (refused - accepted) / 2;
      if (isAccepted.test(middle)) {
        accepted = middle;
      } else {
        refused = middle;
      }
    }
    return accepted;
  }
}
