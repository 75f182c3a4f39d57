package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, without the values that may differ for the same call on an identical index
 * over another protocol: the name of the call, the protocol and the host. Equal outcomes are equal
 * to the last bit.
 *
 * @param reported the response, member by member; a list of responses for consecutive pages; or a
 *     {@link Failure}
 */
record CallOutcome(@Nullable Object reported) {
  /** A call that the service refused. */
  record Failure(
      Class<?> type,
      ErrorCode code,
      String message,
      Optional<String> reason,
      Map<String, String> reasonMetadata,
      String operation,
      boolean retryable,
      int attempts) {}

  /** Makes a call, and checks the values that are not kept. */
  static CallOutcome of(Index index, Protocol protocol, Function<Index, Object> call) {
    try {
      return new CallOutcome(reported(call.apply(index), index, protocol));
    } catch (ServiceException e) {
      assertThat(e.requestId()).as("request id").isPresent();
      assertThat(e.route()).contains(index.route());
      return new CallOutcome(
          new Failure(
              e.getClass(),
              e.code(),
              message(e, index),
              e.reason(),
              e.reasonMetadata(),
              e.operation(),
              e.isRetryable(),
              e.attempts()));
    }
  }

  /** Returns the message without the HTTP status, which gRPC does not have. */
  private static String message(ServiceException e, Index index) {
    return String.valueOf(e.getMessage())
        .replace(index.route().host(), "<host>")
        .replaceFirst("HTTP \\d{3}: ", "")
        .replace(e.requestId().orElseThrow(), "<id>");
  }

  private static @Nullable Object reported(@Nullable Object value, Index index, Protocol protocol) {
    if (value instanceof ResponseInfo info) {
      assertThat(info.requestId().orElseThrow()).as("request id").isNotBlank();
      assertThat(info.route()).isEqualTo(index.route());
      assertThat(info.protocol()).isEqualTo(protocol);
      return List.of(
          info.namespace(),
          "write " + info.writeLsn(),
          "read " + info.readLsn(),
          "attempts " + info.attempts());
    }
    if (value instanceof Vector vector) {
      return spelledOut(vector);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(element -> reported(element, index, protocol)).toList();
    }
    return value instanceof Record whole ? members(whole, index, protocol) : value;
  }

  /** Returns the contents of a vector, whose toString shows almost nothing. */
  private static List<Object> spelledOut(Vector vector) {
    String sparse =
        vector
            .sparseValues()
            .map(s -> Arrays.toString(s.indices()) + Arrays.toString(s.values()))
            .orElse("not sparse");
    return List.of(
        vector.id(), Arrays.toString(vector.values()), sparse, vector.metadata().asMap());
  }

  private static Map<String, @Nullable Object> members(
      Record whole, Index index, Protocol protocol) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (RecordComponent component : whole.getClass().getRecordComponents()) {
      try {
        Object member = component.getAccessor().invoke(whole);
        members.put(component.getName(), reported(member, index, protocol));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(component + " cannot be read", e);
      }
    }
    return members;
  }
}
