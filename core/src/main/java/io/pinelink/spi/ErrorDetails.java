package io.pinelink.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The details of an error response: the {@code google.rpc.ErrorInfo} among them.
 *
 * @param reason the service's name of the reason, such as {@code WRITE_TO_ALIAS}; null if there is
 *     none
 * @param metadata the values that belong to the reason
 */
public record ErrorDetails(@Nullable String reason, Map<String, String> metadata) {
  /** The details of a response without details. */
  public static final ErrorDetails NONE = new ErrorDetails(null, Map.of());

  /** Copies the values; an empty reason counts as none. */
  public ErrorDetails {
    reason = reason == null || reason.isEmpty() ? null : reason;
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
