package io.pinelink.grpc;

import io.grpc.Metadata;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.CallContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What comes with a response, in its headers or its trailers. The service documents the LSN pair
 * for REST; whether gRPC has it is uncertain, so it may be missing. A second pair of names is one
 * that the service's Python client looks for.
 */
record ResponseHeaders(Metadata headers, Metadata trailers) {
  private static final Metadata.Key<String> REQUEST_ID = key("x-pinecone-request-id");
  private static final Metadata.Key<String> OTHER_REQUEST_ID = key("x-request-id");
  private static final Metadata.Key<String> WRITE_LSN = key("x-pinecone-request-lsn");
  private static final Metadata.Key<String> OTHER_WRITE_LSN = key("x-pinecone-lsn-committed");
  private static final Metadata.Key<String> READ_LSN = key("x-pinecone-max-indexed-lsn");
  private static final Metadata.Key<String> OTHER_READ_LSN = key("x-pinecone-lsn-reconciled");
  private static final Metadata.Key<String> RETRY_AFTER = key("retry-after");
  private static final Metadata.Key<String> PUSHBACK = key("grpc-retry-pushback-ms");

  private static Metadata.Key<String> key(String name) {
    return CallHeaders.ascii(name);
  }

  ResponseInfo info(CallContext context) {
    return context.info(
        Protocol.GRPC,
        requestId(),
        number(first(WRITE_LSN, OTHER_WRITE_LSN)),
        number(first(READ_LSN, OTHER_READ_LSN)));
  }

  /** Whether anything arrived from a server, rather than gRPC giving up by itself. */
  boolean isAnswer() {
    return !trailers.keys().isEmpty();
  }

  @Nullable String requestId() {
    return first(REQUEST_ID, OTHER_REQUEST_ID);
  }

  /** How long the service asks to wait; null if it does not. */
  @Nullable Duration retryAfter() {
    Long millis = number(get(PUSHBACK));
    if (millis != null && millis >= 0) {
      return Duration.ofMillis(millis);
    }
    Long seconds = number(get(RETRY_AFTER));
    return seconds == null || seconds < 0 ? null : Duration.ofSeconds(seconds);
  }

  private @Nullable String first(Metadata.Key<String> key, Metadata.Key<String> otherwise) {
    String value = get(key);
    return value == null ? get(otherwise) : value;
  }

  private @Nullable String get(Metadata.Key<String> key) {
    String value = trailers.get(key);
    return value == null ? headers.get(key) : value;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
