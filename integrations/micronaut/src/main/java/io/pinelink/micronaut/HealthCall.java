package io.pinelink.micronaut;

import io.pinelink.CallOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of the health indicator.
 *
 * @param index the index to call; null for none
 * @param timeout the timeout of each call
 */
record HealthCall(@Nullable String index, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  static HealthCall read(PropertyReader properties, List<DeclaredIndex> indexes) {
    String index = properties.text("health.index");
    List<String> keys = indexes.stream().map(DeclaredIndex::key).toList();
    if (index != null && !keys.contains(index)) {
      throw PropertyReader.invalid(
          "health.index", "index is '" + index + "', expected one of " + keys, null);
    }
    Duration timeout = properties.get("health.timeout", PropertyValues::duration);
    if (timeout == null) {
      return new HealthCall(index, TIMEOUT);
    }
    PropertyReader.check("health.timeout", () -> CallOptions.defaults().timeout(timeout));
    return new HealthCall(index, timeout);
  }
}
