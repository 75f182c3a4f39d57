package io.pinelink.server.internal.metadata;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A filter of metadata whose structure is known, so that it can be tested on columns too. */
public sealed interface MetadataFilter extends Predicate<Map<String, Object>> {
  /**
   * Adds the fields that a filter tests.
   *
   * @return whether the filter tests nothing but the values of fields
   */
  static boolean addFields(Predicate<Map<String, Object>> filter, Set<String> fields) {
    if (filter instanceof Field field) {
      fields.add(field.name());
      return true;
    }
    List<Predicate<Map<String, Object>>> parts;
    if (filter instanceof All all) {
      parts = all.parts();
    } else if (filter instanceof Any any) {
      parts = any.parts();
    } else {
      return false;
    }
    for (Predicate<Map<String, Object>> part : parts) {
      if (!addFields(part, fields)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a filter has no conditions. */
  static boolean isEmpty(Predicate<Map<String, Object>> filter) {
    return filter instanceof All all && all.parts().isEmpty();
  }

  /** A condition on the value of a field, which is null if a record does not have the field. */
  @FunctionalInterface
  interface Condition {
    boolean test(@Nullable Object stored);

    /** Tests a number, without an object for it where a condition knows how. */
    default boolean test(double number) {
      return test(Double.valueOf(number));
    }

    default Condition negate() {
      Condition positive = this;
      return new Condition() {
        @Override
        public boolean test(@Nullable Object stored) {
          return !positive.test(stored);
        }

        @Override
        public boolean test(double number) {
          return !positive.test(number);
        }
      };
    }
  }

  /** A condition on one field. */
  record Field(String name, Condition condition) implements MetadataFilter {
    @Override
    public boolean test(Map<String, Object> metadata) {
      return condition.test(metadata.get(name));
    }
  }

  /** Filters that must all match; without any, everything matches. */
  record All(List<Predicate<Map<String, Object>>> parts) implements MetadataFilter {
    @Override
    public boolean test(Map<String, Object> metadata) {
      // A loop, because a stream for each record costs more than most conditions.
      for (Predicate<Map<String, Object>> part : parts) {
        if (!part.test(metadata)) {
          return false;
        }
      }
      return true;
    }
  }

  /** Filters of which at least one must match; without any, nothing matches. */
  record Any(List<Predicate<Map<String, Object>>> parts) implements MetadataFilter {
    @Override
    public boolean test(Map<String, Object> metadata) {
      for (Predicate<Map<String, Object>> part : parts) {
        if (part.test(metadata)) {
          return true;
        }
      }
      return false;
    }
  }
}
