package io.pinelink.springboot;

import io.pinelink.error.PinelinkException;
import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;

/** The failure of the call that opens an index of the properties. */
final class IndexNotOpenedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final String index;
  private final PinelinkException failure;

  IndexNotOpenedException(String key, ConfiguredIndex declared, PinelinkException failure) {
    super(
        "index '%s' of %s could not be opened: %s"
            .formatted(declared.nameOr(key), property(key), failure.getMessage()),
        failure);
    this.key = key;
    this.index = declared.nameOr(key);
    this.failure = failure;
  }

  private static String property(String key) {
    return PinelinkProperties.PREFIX + ".indexes." + key;
  }

  /** Returns the property of the index. */
  String property() {
    return property(key);
  }

  /** Returns the name of the index. */
  String index() {
    return index;
  }

  PinelinkException failure() {
    return failure;
  }
}
