package io.pinelink.server.internal.faults;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.gateway.RefusalResponses;
import io.pinelink.server.internal.grpc.GrpcFraming;
import io.pinelink.server.internal.http.Reply;
import io.pinelink.server.internal.http.ResponsePlan;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** The effects of faults that replace or change a response. */
final class ResponseEffects {
  private ResponseEffects() {}

  static void refuse(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    ServerResponse refusal =
        RefusalResponses.of(call, ErrorCode.valueOf(fault.text("code")), fault.text("message"));
    if (fault.has("retry_after")) {
      refusal = RefusalResponses.retryAfter(call, refusal, fault.millis("retry_after"));
    } else if (fault.has("retry_at")) {
      // An HTTP date has no fractions.
      Instant whole = Instant.parse(fault.text("retry_at")).plusSeconds(1).minusNanos(1);
      refusal = refusal.with("retry-after", Reply.HTTP_DATE.format(whole));
    } else if (fault.flag("no_retry")) {
      refusal = refusal.with("grpc-retry-pushback-ms", "-1");
    }
    plan.respond(refusal);
  }

  static void status(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    ServerResponse response = ServerResponse.text((int) fault.number("status"), fault.text("text"));
    plan.respond(
        fault.has("retry_after")
            ? response.with("retry-after", RefusalResponses.seconds(fault.millis("retry_after")))
            : response);
  }

  static void body(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    byte[] body =
        fault.has("base64")
            ? Base64.getDecoder().decode(fault.text("base64"))
            : fault.text("text").getBytes(StandardCharsets.UTF_8);
    plan.respond(RefusalResponses.allIsWell(call, body));
  }

  static void contentType(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    plan.change(response -> response.with("content-type", fault.text("content_type")));
  }

  /** Shortens the body, or the message of gRPC, whose frame stays complete. */
  static void truncate(FaultSpec fault, ServerCall call, Draws draws, ResponsePlan plan) {
    plan.change(
        response -> {
          byte[] body = response.body();
          boolean framed = response.grpcStatus().isPresent();
          if (body.length == 0 || (framed && body.length < GrpcFraming.PREFIX_BYTES)) {
            return response;
          }
          int begin = framed ? GrpcFraming.PREFIX_BYTES : 0;
          int whole = body.length - begin;
          int kept = fault.has("bytes") ? (int) Math.min(fault.number("bytes"), whole) : whole / 2;
          byte[] part = Arrays.copyOfRange(body, begin, begin + kept);
          return response.withBody(framed ? GrpcFraming.frame(part) : part);
        });
  }
}
