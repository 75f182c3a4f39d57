package io.pinelink.grpc;

import static io.pinelink.grpc.Calls.KEY;
import static io.pinelink.grpc.Calls.on;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.grpc.call.CallHeaders;
import io.pinelink.grpc.call.CallTracer;
import io.pinelink.grpc.call.GrpcStatusMapping;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers, gateways and libraries that repeat the key of a call. */
class EchoedKeyTest {
  private static final CallContext CONTEXT = on(Calls.route(Calls.PUBLIC_HOST));

  static List<Status> echoes() {
    return List.of(
        Status.INTERNAL.withDescription("no " + KEY),
        Status.UNAVAILABLE.withDescription("lost " + KEY),
        Status.UNAVAILABLE.withCause(new IOException("names: " + KEY)),
        Status.UNKNOWN.withCause(new IllegalStateException(new IOException("got " + KEY))),
        Status.INTERNAL.withCause(new InvalidProtocolBufferException("tag " + KEY)),
        Status.RESOURCE_EXHAUSTED.withDescription("exceeds maximum size " + KEY),
        Status.UNKNOWN.withDescription(
            "HTTP status code 502\nDATA-----------------------------\n" + KEY));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void noPartOfTheFailureShowsTheKey(Status status) {
    Metadata trailers = new Metadata();
    trailers.put(CallHeaders.ascii("x-request-id"), "r-" + KEY);
    trailers.put(CallHeaders.ascii("retry-after"), KEY);
    for (Metadata received : new Metadata[] {trailers, new Metadata()}) {
      CallTracer answer = new CallTracer(CONTEXT.deadline());
      answer.trailers(received);

      PinelinkException failure =
          GrpcStatusMapping.failure(status, answer, CONTEXT, DataOperations.QUERY);

      assertThat(printed(failure)).doesNotContain(KEY);
      if (failure instanceof ServiceException refused) {
        assertThat(refused.requestId().orElse("")).doesNotContain(KEY);
      }
    }
  }

  @Test
  void aCauseThatContainsTheKeyStillDeterminesTheFailure() {
    Status status = Status.INTERNAL.withCause(new InvalidProtocolBufferException("tag " + KEY));

    assertThat(
            GrpcStatusMapping.failure(
                status, new CallTracer(CONTEXT.deadline()), CONTEXT, DataOperations.QUERY))
        .isInstanceOf(MalformedResponseException.class);
  }

  private static String printed(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
