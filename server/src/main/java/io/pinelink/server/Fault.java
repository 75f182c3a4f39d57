package io.pinelink.server;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.gateway.RefusalResponses;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * What happens to one call instead of an answer; {@link Faults} says to which. A fault strikes when
 * the call has arrived whole, before its key is looked at; what it replaces is not carried out
 * unless the fault says so.
 *
 * <p>Immutable and thread-safe; the same one can be scripted many times.
 */
public final class Fault {
  private static final int MIN_STATUS = 200;
  private static final int MAX_STATUS = 599;

  private final String description;
  private final Consumer<ServerCall> effect;

  private Fault(String description, Consumer<ServerCall> effect) {
    this.description = description;
    this.effect = effect;
  }

  /**
   * The service refuses, in the envelope of the plane and the protocol: a gRPC status, {@code
   * rpcStatus} from the data plane, {@code error} from the control plane, OAuth's {@code error} and
   * {@code error_description} from the login, which have no code but the HTTP status. gRPC has no
   * status for {@link ErrorCode#PAYMENT_REQUIRED}, which comes as plain text with HTTP status 402,
   * and none for {@link ErrorCode#UNPROCESSABLE_ENTITY}, which comes as {@code INVALID_ARGUMENT}.
   */
  public static Fault refuse(ErrorCode code, String message) {
    return new Fault(
        "refuse(" + code + ")",
        call -> call.answer(RefusalResponses.of(call.request(), code, message)));
  }

  /**
   * As {@link #refuse(ErrorCode, String)}, saying when to come back: in {@code Retry-After} over
   * REST, rounded up to seconds; in {@code grpc-retry-pushback-ms} over gRPC.
   *
   * @throws IllegalArgumentException if {@code retryAfter} is negative
   */
  public static Fault refuse(ErrorCode code, String message, Duration retryAfter) {
    notNegative("retryAfter", retryAfter);
    return new Fault(
        "refuse(" + code + ", " + retryAfter + ")",
        call ->
            call.answer(
                RefusalResponses.retryAfter(
                    call.request(),
                    RefusalResponses.of(call.request(), code, message),
                    retryAfter)));
  }

  /**
   * As {@link #refuse(ErrorCode, String)}, saying until when to stay away: in {@code Retry-After}
   * as an HTTP date, over gRPC too, in its trailers. A date has no fractions: {@code until} is
   * rounded up to seconds.
   */
  public static Fault refuseUntil(ErrorCode code, String message, Instant until) {
    String date = ServerCall.HTTP_DATE.format(until.plusSeconds(1).minusNanos(1));
    return new Fault(
        "refuseUntil(" + code + ", " + until + ")",
        call ->
            call.answer(
                RefusalResponses.of(call.request(), code, message).with("retry-after", date)));
  }

  /**
   * As {@link #refuse(ErrorCode, String)}, asking not to be called again for this: by a negative
   * {@code grpc-retry-pushback-ms}, which is gRPC's word for it and is sent over REST too.
   */
  public static Fault refuseForGood(ErrorCode code, String message) {
    return new Fault(
        "refuseForGood(" + code + ")",
        call ->
            call.answer(
                RefusalResponses.of(call.request(), code, message)
                    .with("grpc-retry-pushback-ms", "-1")));
  }

  /**
   * Something before the service refuses: plain text with an HTTP status, over gRPC too.
   *
   * @param httpStatus 200 to 599
   * @throws IllegalArgumentException if {@code httpStatus} is out of range
   */
  public static Fault plainText(int httpStatus, String text) {
    checkStatus(httpStatus);
    return new Fault(
        "plainText(" + httpStatus + ")",
        call -> call.answer(ServerResponse.text(httpStatus, text)));
  }

  /**
   * As {@link #plainText(int, String)}, with {@code Retry-After} in seconds, rounded up.
   *
   * @throws IllegalArgumentException if {@code httpStatus} is out of range or {@code retryAfter} is
   *     negative
   */
  public static Fault plainText(int httpStatus, String text, Duration retryAfter) {
    checkStatus(httpStatus);
    notNegative("retryAfter", retryAfter);
    return new Fault(
        "plainText(" + httpStatus + ", " + retryAfter + ")",
        call ->
            call.answer(
                ServerResponse.text(httpStatus, text)
                    .with("retry-after", RefusalResponses.seconds(retryAfter))));
  }

  /** No answer ever comes: the call ends when the client gives up or the server closes. */
  public static Fault hang() {
    return new Fault("hang", call -> {});
  }

  /**
   * The call is carried out and answered, that much later.
   *
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  public static Fault delay(Duration delay) {
    notNegative("delay", delay);
    return new Fault("delay(" + delay + ")", call -> call.serveAfter(delay));
  }

  /** The connection ends without an answer, and with it all other calls on it. */
  public static Fault drop() {
    return new Fault("drop", ServerCall::drop);
  }

  /**
   * The call is carried out, and the connection ends after the headers and half of the body of its
   * answer.
   */
  public static Fault breakOff() {
    return new Fault("breakOff", ServerCall::serveHalf);
  }

  /**
   * The answer is that all is well, and its body is these bytes: as {@code application/json}, or as
   * the one message of a gRPC reply.
   *
   * @param bytes copied
   */
  public static Fault body(byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Fault(
        "body(" + copy.length + " bytes)",
        call -> call.answer(RefusalResponses.allIsWell(call.request(), copy)));
  }

  /**
   * The connection takes no more calls, and this one was not looked at: {@code GOAWAY} with a lower
   * stream id over HTTP/2. Earlier calls go on. HTTP/1.1 has no such thing; there it is {@link
   * #drop()}.
   */
  public static Fault goAway() {
    return new Fault("goAway", ServerCall::goAway);
  }

  void strike(ServerCall call) {
    effect.accept(call);
  }

  private static void checkStatus(int httpStatus) {
    if (httpStatus < MIN_STATUS || httpStatus > MAX_STATUS) {
      throw new IllegalArgumentException("httpStatus is not 200 to 599: " + httpStatus);
    }
  }

  private static void notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + duration);
    }
  }

  @Override
  public String toString() {
    return description;
  }
}
