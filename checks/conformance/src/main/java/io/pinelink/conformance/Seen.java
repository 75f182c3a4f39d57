package io.pinelink.conformance;

import io.pinelink.model.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one call: what the client made of the response, and what was on the wire.
 *
 * @param value the result of the client; null if the call failed or was a raw request
 * @param failure the failure of the client; null if it succeeded
 * @param exchanges the requests of the call, at least one
 */
record Seen(
    @Nullable Object value, @Nullable RuntimeException failure, List<RecordedExchange> exchanges) {
  Seen {
    if (exchanges.isEmpty()) {
      throw new IllegalArgumentException("a call sent nothing");
    }
    exchanges = List.copyOf(exchanges);
  }

  /** Returns the last request and its response. */
  RecordedExchange last() {
    return exchanges.get(exchanges.size() - 1);
  }

  /** Returns the HTTP status, or the number of the gRPC status. */
  int status() {
    return last().status();
  }

  /** Returns whether the service accepted the request, and the client could read the response. */
  boolean isSuccess() {
    return failure == null && last().isSuccess();
  }

  /** Returns whether the service refused the request, over REST or gRPC. */
  boolean isRefused(int http, int grpc) {
    return status() == (last().protocol() == Protocol.REST ? http : grpc);
  }

  /** Returns whether the service refused the request as invalid. */
  boolean isInvalid() {
    return isRefused(400, 3);
  }

  /** Returns a member of the response; null if there is none. */
  @Nullable Object json(String... path) {
    return last().json(path);
  }

  /** Returns a member that is an object or list; empty if it is none. */
  Map<?, ?> object(String... path) {
    return json(path) instanceof Map<?, ?> object ? object : Map.of();
  }

  /** Returns a list in the response; empty if there is none. */
  List<?> list(String... path) {
    return json(path) instanceof List<?> list ? list : List.of();
  }

  /** Returns the result of the client. */
  <T> T value(Class<T> type) {
    if (failure != null) {
      throw failure;
    }
    return type.cast(Objects.requireNonNull(value, "the result of the client"));
  }

  /** Describes the response in a few words. */
  String text() {
    String status = (last().protocol() == Protocol.REST ? "HTTP " : "gRPC status ") + status();
    if (!last().isSuccess()) {
      return status + ": " + last().message();
    }
    return failure == null ? status : status + ", which the client cannot read: " + failure;
  }
}
