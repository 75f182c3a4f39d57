package io.pinelink.pipelines.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A change in a load of numbered changes, which depends on nothing but its number. Half of the
 * changes are of few ids, the others of ids that rarely repeat; a fifth deletes.
 *
 * @param id the id, which only one of the load's {@link #SOURCES} changes
 * @param version the number of the change
 * @param deletes whether it deletes the id, rather than upserting it
 */
public record Change(String id, long version, boolean deletes) {
  /** How many tasks produce the changes; each has a range of the numbers, as Flink splits them. */
  public static final int SOURCES = 3;

  /** The number of values of each vector. */
  public static final int DIMENSION = 8;

  private static final int HOT_IDS = 30;

  /**
   * Returns the change with a number.
   *
   * @param number from 0
   * @param count the number of changes, a multiple of {@link #SOURCES}
   */
  public static Change of(long number, long count) {
    SplittableRandom random = new SplittableRandom(number);
    long source = number / (count / SOURCES);
    String id =
        random.nextBoolean() ? "hot-" + random.nextInt(HOT_IDS) : "id-" + random.nextInt(1 << 28);
    return new Change(source + "-" + id, number, random.nextInt(5) == 0);
  }

  /** Returns the version that each id has after all changes, in their order. */
  public static Map<String, Long> versions(long count) {
    Map<String, Long> versions = new HashMap<>();
    for (long number = 0; number < count; number++) {
      Change change = of(number, count);
      if (change.deletes) {
        versions.remove(change.id);
      } else {
        versions.put(change.id, number);
      }
    }
    return versions;
  }

  /** Returns the values of the vector, which contain the version. */
  public float[] values() {
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = version % 1_000 + i + 1;
    }
    return values;
  }
}
