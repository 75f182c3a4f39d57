package io.pinelink.kafkaconnect;

import java.util.HashMap;
import java.util.Map;

/** Configurations for tests. */
final class Options {
  private static final String KEY = "pcsk_test_0123456789";

  private Options() {}

  /** Returns a valid configuration with other values for some options, as names and values. */
  static Map<String, String> with(String... others) {
    Map<String, String> options = new HashMap<>();
    options.put("api.key", KEY);
    options.put("index.name", "docs");
    for (int i = 0; i < others.length; i += 2) {
      options.put(others[i], others[i + 1]);
    }
    return options;
  }

  static SinkConfig config(String... others) {
    return new SinkConfig(with(others));
  }
}
