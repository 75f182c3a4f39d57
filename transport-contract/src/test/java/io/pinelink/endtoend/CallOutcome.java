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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to, without that in which the same call on a twin of the index over another
 * protocol may differ: the name of the call, the protocol, the host. Equal outcomes are equal to
 * the last bit.
 *
 * @param told the response, member by member, or the list of those to one page after another, or a
 *     {@link Failure}
 */
record CallOutcome(@Nullable Object told) {
  /** A call that the service refused. */
  record Failure(
      Class<?> type,
      ErrorCode code,
      String message,
      String operation,
      boolean retryable,
      int attempts) {}

  /** Calls, and checks what is not kept. */
  static CallOutcome of(Index index, Protocol protocol, Function<Index, Object> call) {
    try {
      return new CallOutcome(told(call.apply(index), index, protocol));
    } catch (ServiceException e) {
      assertThat(e.requestId()).as("request id").isPresent();
      assertThat(e.route()).contains(index.route());
      return new CallOutcome(
          new Failure(
              e.getClass(),
              e.code(),
              message(e, index),
              e.operation(),
              e.isRetryable(),
              e.attempts()));
    }
  }

  /** HTTP's status stands where gRPC has none. */
  private static String message(ServiceException e, Index index) {
    return String.valueOf(e.getMessage())
        .replace(index.route().host(), "<host>")
        .replaceFirst("HTTP \\d{3}: ", "")
        .replace(e.requestId().orElseThrow(), "<id>");
  }

  private static @Nullable Object told(@Nullable Object value, Index index, Protocol protocol) {
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
      return list.stream().map(element -> told(element, index, protocol)).toList();
    }
    return value instanceof Record whole ? members(whole, index, protocol) : value;
  }

  /** A vector shows next to nothing by itself. */
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
        members.put(component.getName(), told(member, index, protocol));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(component + " cannot be read", e);
      }
    }
    return members;
  }
}
