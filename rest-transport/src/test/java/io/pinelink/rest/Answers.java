package io.pinelink.rest;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.rest.codec.RestBinding;
import io.pinelink.rest.codec.RestBindings;
import io.pinelink.rest.http.HttpExchange;
import io.pinelink.rest.json.ChunkPool;
import io.pinelink.rest.json.ResponseBuffer;
import io.pinelink.routing.Route;
import io.pinelink.spi.Operations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads bytes as the bodies of successful responses, as calls do. */
final class Answers {
  private static final Route ROUTE = Calls.local(1);
  private static final ResponseInfo INFO =
      VectorResponses.info("r", "", null, null, ROUTE, Protocol.REST, 1);
  private static final FailedCall CALL = new FailedCall("any", ROUTE, 1);

  private Answers() {}

  /** Returns the row of each operation that REST supports. */
  static List<RestBinding<?, ?>> rows() {
    return Operations.all().stream()
        .<RestBinding<?, ?>>mapMulti(
            (operation, rows) -> {
              RestBinding<?, ?> row = RestBindings.find(operation);
              if (row != null) {
                rows.accept(row);
              }
            })
        .toList();
  }

  /** Returns the decoded response; empty if the body is malformed. */
  static Optional<Object> read(RestBinding<?, ?> row, byte[] bytes) {
    try {
      Optional<Object> answer = Cost.ofReading(bytes.length, () -> tryDecode(row, bytes));
      answer.ifPresent(Answers::use);
      return answer;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(row.operation() + " does not refuse its answer but fails", e);
    }
  }

  private static Optional<Object> tryDecode(RestBinding<?, ?> row, byte[] bytes) {
    try {
      return Optional.of(decode(row.decoder(), bytes));
    } catch (MalformedResponseException e) {
      if (isRefusal(e.getCause())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the response as a call receives it. */
  static <R> R decode(RestBinding.Decoder<R> decoder, byte[] bytes) {
    ResponseBuffer body = new ResponseBuffer(new ChunkPool(), bytes.length);
    body.append(ByteBuffer.wrap(bytes));
    return HttpExchange.decode(body, decoder, INFO, CALL, () -> false);
  }

  /**
   * Returns whether the failure came from the parser, a decoder, or a model that also checks
   * requests.
   */
  private static boolean isRefusal(@Nullable Throwable cause) {
    return cause instanceof IOException
        || (cause != null && cause.getClass() == IllegalArgumentException.class);
  }

  /** Uses the result as any program may, in a log or in a set. */
  private static void use(Object answer) {
    if (Set.of(answer).toString().isEmpty()) {
      throw new AssertionError("the text is empty");
    }
  }
}
