package io.pinelink.server;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.gateway.RefusalResponses;
import io.pinelink.server.internal.http.Reply;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A failure that replaces the response to one call; {@link Faults} selects the call. A fault takes
 * effect when the call has arrived completely, before its key is checked. The call is not executed
 * unless the fault states it.
 *
 * <p>Immutable and thread-safe; the same fault can be scripted many times.
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
   * Returns a refusal by the service, in the error format of the plane and the protocol: a gRPC
   * status, {@code rpcStatus} from the data plane, {@code error} from the control plane, or OAuth's
   * {@code error} and {@code error_description} from the login, which have no code except the HTTP
   * status. gRPC has no status for {@link ErrorCode#PAYMENT_REQUIRED}, which is sent as plain text
   * with HTTP status 402, and none for {@link ErrorCode#UNPROCESSABLE_ENTITY}, which is sent as
   * {@code INVALID_ARGUMENT}.
   */
  public static Fault refuse(ErrorCode code, String message) {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    return new Fault(
        "refuse(" + code + ")",
        call -> call.reply().send(RefusalResponses.of(call, code, message)));
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} with a delay before the next attempt: in
   * {@code Retry-After} over REST, rounded up to seconds; in {@code grpc-retry-pushback-ms} over
   * gRPC.
   *
   * @throws IllegalArgumentException if {@code retryAfter} is negative
   */
  public static Fault refuse(ErrorCode code, String message, Duration retryAfter) {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    notNegative("retryAfter", retryAfter);
    return new Fault(
        "refuse(" + code + ", " + retryAfter + ")",
        call ->
            call.reply()
                .send(
                    RefusalResponses.retryAfter(
                        call, RefusalResponses.of(call, code, message), retryAfter)));
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} with the time of the next attempt: in
   * {@code Retry-After} as an HTTP date, over gRPC in its trailers. A date has no fractions: {@code
   * until} is rounded up to seconds.
   */
  public static Fault refuseUntil(ErrorCode code, String message, Instant until) {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(until, "until");
    String date = Reply.HTTP_DATE.format(until.plusSeconds(1).minusNanos(1));
    return new Fault(
        "refuseUntil(" + code + ", " + until + ")",
        call ->
            call.reply().send(RefusalResponses.of(call, code, message).with("retry-after", date)));
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} that forbids retries: a negative {@code
   * grpc-retry-pushback-ms}, gRPC's notation for this, is also sent over REST.
   */
  public static Fault refuseForGood(ErrorCode code, String message) {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(message, "message");
    return new Fault(
        "refuseForGood(" + code + ")",
        call ->
            call.reply()
                .send(
                    RefusalResponses.of(call, code, message).with("grpc-retry-pushback-ms", "-1")));
  }

  /**
   * Returns a refusal by an intermediary in front of the service: plain text with an HTTP status,
   * also over gRPC.
   *
   * @param httpStatus 200 to 599
   * @throws IllegalArgumentException if {@code httpStatus} is out of range
   */
  public static Fault plainText(int httpStatus, String text) {
    Objects.requireNonNull(text, "text");
    checkStatus(httpStatus);
    return new Fault(
        "plainText(" + httpStatus + ")",
        call -> call.reply().send(ServerResponse.text(httpStatus, text)));
  }

  /**
   * Returns a {@link #plainText(int, String)} fault with {@code Retry-After} in seconds, rounded
   * up.
   *
   * @throws IllegalArgumentException if {@code httpStatus} is out of range or {@code retryAfter} is
   *     negative
   */
  public static Fault plainText(int httpStatus, String text, Duration retryAfter) {
    Objects.requireNonNull(text, "text");
    checkStatus(httpStatus);
    notNegative("retryAfter", retryAfter);
    return new Fault(
        "plainText(" + httpStatus + ", " + retryAfter + ")",
        call ->
            call.reply()
                .send(
                    ServerResponse.text(httpStatus, text)
                        .with("retry-after", RefusalResponses.seconds(retryAfter))));
  }

  /**
   * Returns a fault that never responds: the call ends when the client abandons it or the server
   * closes.
   */
  public static Fault hang() {
    return new Fault("hang", call -> {});
  }

  /**
   * Returns a fault that executes the call and responds after a delay.
   *
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  public static Fault delay(Duration delay) {
    notNegative("delay", delay);
    return new Fault("delay(" + delay + ")", call -> call.reply().serveAfter(delay));
  }

  /** Returns a fault that closes the connection without a response, ending all calls on it. */
  public static Fault drop() {
    return new Fault("drop", call -> call.reply().drop());
  }

  /**
   * Returns a fault that executes the call and closes the connection after the headers and half of
   * the body of its response.
   */
  public static Fault breakOff() {
    return new Fault("breakOff", call -> call.reply().serveHalf());
  }

  /**
   * Returns a fault that responds with success and the given body: as {@code application/json}, or
   * as the single message of a gRPC response.
   *
   * @param bytes copied
   */
  public static Fault body(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    byte[] copy = bytes.clone();
    return new Fault(
        "body(" + copy.length + " bytes)",
        call -> call.reply().send(RefusalResponses.allIsWell(call, copy)));
  }

  /**
   * Returns a fault that stops the connection from accepting calls and leaves this call
   * unprocessed: {@code GOAWAY} with a lower stream id over HTTP/2. Earlier calls continue.
   * HTTP/1.1 has no equivalent; there the fault acts as {@link #drop()}.
   */
  public static Fault goAway() {
    return new Fault("goAway", call -> call.reply().goAway());
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
    if (Objects.requireNonNull(duration, name).isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + duration);
    }
  }

  @Override
  public String toString() {
    return description;
  }
}
