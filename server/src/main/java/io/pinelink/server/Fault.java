package io.pinelink.server;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.QuotaResource;
import io.pinelink.server.internal.faults.FaultKind;
import io.pinelink.server.internal.faults.FaultSpec;
import io.pinelink.server.internal.limits.MonthlyQuotas;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a call or of a TLS handshake; {@link Faults} selects which ones it strikes. Most
 * faults strike a call, when it has arrived completely and before its key is checked. A fault that
 * replaces the response keeps the call from being executed; any other fault lets it be executed, so
 * that several can strike the same call: latency, then a slow body, for example.
 *
 * <p>Faults that Toxiproxy has as toxics have the same names and attributes: {@link #latency},
 * {@link #bandwidth}, {@link #slowClose}, {@link #timeout}, {@link #resetPeer}, {@link #slicer} and
 * {@link #limitData}. They act on responses, Toxiproxy's {@code downstream}. Over HTTP/2, and so
 * over gRPC, those that delay or slice act on the stream of one call, and those that close act on
 * the connection with all its calls.
 *
 * <p>Durations have a resolution of milliseconds and are rounded up; they are at most 365 days.
 * Immutable and thread-safe; the same fault can be scripted many times. Two faults are equal if
 * their kinds and attributes are.
 *
 * @see FaultRule
 */
public final class Fault {
  private static final Duration LONGEST = Duration.ofDays(365);

  private final FaultSpec spec;

  Fault(FaultSpec spec) {
    this.spec = spec;
  }

  private static Fault of(FaultKind kind, Map<String, Object> attributes) {
    return new Fault(FaultSpec.of(kind, "", attributes));
  }

  /**
   * Returns a refusal by the service, in the error format of the plane and the protocol: a gRPC
   * status, {@code rpcStatus} from the data plane, {@code error} from the control plane, or OAuth's
   * {@code error} and {@code error_description} from the login, which have no code except the HTTP
   * status. gRPC has no status for {@link ErrorCode#PAYMENT_REQUIRED}, which is sent as plain text
   * with HTTP status 402, and none for {@link ErrorCode#UNPROCESSABLE_ENTITY}, which is sent as
   * {@code INVALID_ARGUMENT}. {@link ErrorCode#QUOTA_EXHAUSTED} is sent as {@link
   * ErrorCode#RESOURCE_EXHAUSTED}, as the service does; clients recognize it by the message of
   * {@link #quotaExhausted}.
   */
  public static Fault refuse(ErrorCode code, String message) {
    return of(FaultKind.REFUSE, refusal(code, message));
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} with a delay before the next attempt: in
   * {@code Retry-After} over REST, rounded up to seconds; in {@code grpc-retry-pushback-ms} over
   * gRPC.
   *
   * @throws IllegalArgumentException if {@code retryAfter} is negative or too long
   */
  public static Fault refuse(ErrorCode code, String message, Duration retryAfter) {
    Map<String, Object> attributes = refusal(code, message);
    attributes.put("retry_after", millis("retryAfter", retryAfter));
    return of(FaultKind.REFUSE, attributes);
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} with the time of the next attempt: in
   * {@code Retry-After} as an HTTP date, over gRPC in its trailers. A date has no fractions: {@code
   * until} is rounded up to seconds.
   *
   * @param until from the year 1 to the end of the year 9999, UTC
   * @throws IllegalArgumentException if {@code until} is out of range
   */
  public static Fault refuseUntil(ErrorCode code, String message, Instant until) {
    Map<String, Object> attributes = refusal(code, message);
    attributes.put("retry_at", Objects.requireNonNull(until, "until is null").toString());
    return of(FaultKind.REFUSE, attributes);
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} that forbids retries: a negative {@code
   * grpc-retry-pushback-ms}, gRPC's notation for this, is also sent over REST.
   */
  public static Fault refuseForGood(ErrorCode code, String message) {
    Map<String, Object> attributes = refusal(code, message);
    attributes.put("no_retry", true);
    return of(FaultKind.REFUSE, attributes);
  }

  /**
   * Returns a {@link #refuse(ErrorCode, String) refusal} because a monthly quota is used up, with
   * the service's text.
   *
   * @param limit the quota in units of the resource, in bytes for {@link QuotaResource#EGRESS}
   * @see Faults#monthlyQuota
   */
  public static Fault quotaExhausted(QuotaResource resource, long limit) {
    Objects.requireNonNull(resource, "resource is null");
    return refuse(ErrorCode.QUOTA_EXHAUSTED, MonthlyQuotas.text(resource, limit));
  }

  private static Map<String, Object> refusal(ErrorCode code, String message) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("code", Objects.requireNonNull(code, "code is null").name());
    attributes.put("message", Objects.requireNonNull(message, "message is null"));
    return attributes;
  }

  /**
   * Returns a refusal by an intermediary in front of the service: plain text with an HTTP status,
   * also over gRPC.
   *
   * @param httpStatus 200 to 599
   * @throws IllegalArgumentException if {@code httpStatus} is out of range
   */
  public static Fault plainText(int httpStatus, String text) {
    return of(FaultKind.STATUS, statusAndText(httpStatus, text));
  }

  /**
   * Returns a {@link #plainText(int, String)} fault with {@code Retry-After} in seconds, rounded
   * up.
   *
   * @throws IllegalArgumentException if {@code httpStatus} is out of range or {@code retryAfter} is
   *     negative or too long
   */
  public static Fault plainText(int httpStatus, String text, Duration retryAfter) {
    Map<String, Object> attributes = statusAndText(httpStatus, text);
    attributes.put("retry_after", millis("retryAfter", retryAfter));
    return of(FaultKind.STATUS, attributes);
  }

  private static Map<String, Object> statusAndText(int httpStatus, String text) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("status", (long) httpStatus);
    attributes.put("text", Objects.requireNonNull(text, "text is null"));
    return attributes;
  }

  /**
   * Returns a fault that never responds: the call ends when the client abandons it or the server
   * closes.
   */
  public static Fault hang() {
    return of(FaultKind.TIMEOUT, Map.of());
  }

  /**
   * Returns a fault that does not respond and closes the connection after a time, which ends all
   * calls on it. The call is not executed.
   *
   * @param timeout the time until the connection is closed; zero for never, as {@link #hang}
   * @throws IllegalArgumentException if {@code timeout} is negative or too long
   */
  public static Fault timeout(Duration timeout) {
    return of(FaultKind.TIMEOUT, Map.of("timeout", millis("timeout", timeout)));
  }

  /**
   * Returns a fault that executes the call and responds after a delay. The call is executed at the
   * end of the delay, unless the client has abandoned it by then.
   *
   * @throws IllegalArgumentException if {@code delay} is negative or too long
   */
  public static Fault delay(Duration delay) {
    return of(FaultKind.LATENCY, Map.of("latency", millis("delay", delay)));
  }

  /**
   * Returns a {@link #delay} with jitter: from {@code latency - jitter} to {@code latency +
   * jitter}, evenly distributed, and not below zero.
   *
   * @throws IllegalArgumentException if an argument is negative or too long
   */
  public static Fault latency(Duration latency, Duration jitter) {
    return of(
        FaultKind.LATENCY,
        Map.of("latency", millis("latency", latency), "jitter", millis("jitter", jitter)));
  }

  /**
   * Returns a {@link #delay} with a long tail: a Pareto distribution, in which most delays are near
   * the smallest one and a few are many times as long.
   *
   * @param median the time that half of the delays do not exceed, at least 1 ms
   * @param p99 the time that 99 percent of the delays do not exceed, at least {@code median}
   * @param max a limit that no delay exceeds, at least {@code median}
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Fault longTail(Duration median, Duration p99, Duration max) {
    return of(
        FaultKind.LONG_TAIL,
        Map.of(
            "median",
            millis("median", median),
            "p99",
            millis("p99", p99),
            "max",
            millis("max", max)));
  }

  /**
   * Returns a fault that limits the rate at which the body of the response is sent.
   *
   * @param kilobytesPerSecond 1 to 1,000,000, in units of 1,000 bytes per second
   * @throws IllegalArgumentException if it is out of range
   */
  public static Fault bandwidth(int kilobytesPerSecond) {
    return of(FaultKind.BANDWIDTH, Map.of("rate", (long) kilobytesPerSecond));
  }

  /**
   * Returns a fault that sends the body of the response in slices with a delay between them.
   *
   * @param averageSize the average size of a slice in bytes, 1 to 1,000,000,000
   * @param sizeVariation the maximum difference from the average, less than {@code averageSize}
   * @param delay the time between two slices, rounded up to microseconds, at most 1,000 s
   * @throws IllegalArgumentException if an argument is out of range
   */
  public static Fault slicer(int averageSize, int sizeVariation, Duration delay) {
    long micros = notNegative("delay", delay).plusNanos(999).toNanos() / 1_000;
    return of(
        FaultKind.SLICER,
        Map.of(
            "average_size",
            (long) averageSize,
            "size_variation",
            (long) sizeVariation,
            "delay",
            micros));
  }

  /**
   * Returns a fault that sends the whole body of the response at once but its end after a delay:
   * over HTTP/1.1 the body has no {@code Content-Length} and ends when the connection is closed;
   * over HTTP/2 the end of the stream is late, and with gRPC the trailers with the status.
   *
   * @throws IllegalArgumentException if {@code delay} is negative or too long
   */
  public static Fault slowClose(Duration delay) {
    return of(FaultKind.SLOW_CLOSE, Map.of("delay", millis("delay", delay)));
  }

  /**
   * Returns a fault that executes the call and closes the connection after the headers and a number
   * of bytes of the body. A response with a body that is not longer is complete. The bytes of gRPC
   * include the five in front of a message.
   *
   * @param bytes 0 to 2,147,483,647
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public static Fault limitData(int bytes) {
    return of(FaultKind.LIMIT_DATA, Map.of("bytes", (long) bytes));
  }

  /**
   * Returns a fault that resets the TCP connection (RST) without a response, ending all calls on
   * it.
   *
   * @param timeout the time until the reset; zero for an immediate one
   * @throws IllegalArgumentException if {@code timeout} is negative or too long
   */
  public static Fault resetPeer(Duration timeout) {
    return of(FaultKind.RESET_PEER, Map.of("timeout", millis("timeout", timeout)));
  }

  /** Returns a fault that closes the connection without a response, ending all calls on it. */
  public static Fault drop() {
    return of(FaultKind.DROP, Map.of());
  }

  /**
   * Returns a fault that executes the call and closes the connection after the headers and half of
   * the body of its response.
   */
  public static Fault breakOff() {
    return of(FaultKind.BREAK_OFF, Map.of());
  }

  /**
   * Returns a fault that responds with success and the given body: as {@code application/json}, or
   * as the single message of a gRPC response.
   *
   * @param bytes copied
   */
  public static Fault body(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes is null");
    return of(
        FaultKind.BODY,
        isText(bytes)
            ? Map.of("text", new String(bytes, StandardCharsets.UTF_8))
            : Map.of("base64", Base64.getEncoder().encodeToString(bytes)));
  }

  private static boolean isText(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /**
   * Returns a fault that executes the call and shortens the JSON of its response to half. Its
   * {@code Content-Length} is the shortened one, so that only the JSON is incomplete. Over gRPC the
   * message is shortened in a complete frame.
   */
  public static Fault truncatedJson() {
    return of(FaultKind.TRUNCATED_JSON, Map.of());
  }

  /**
   * Returns a {@link #truncatedJson()} fault that keeps a number of bytes.
   *
   * @param bytes 0 to 2,147,483,647; a body that is not longer stays as it is
   * @throws IllegalArgumentException if {@code bytes} is negative
   */
  public static Fault truncatedJson(int bytes) {
    return of(FaultKind.TRUNCATED_JSON, Map.of("bytes", (long) bytes));
  }

  /**
   * Returns a fault that executes the call and gives its response another {@code Content-Type},
   * with the body unchanged. gRPC clients then see a response that is not gRPC.
   *
   * @param contentType printable ASCII, such as {@code text/html}
   * @throws IllegalArgumentException if it is empty or not printable ASCII
   */
  public static Fault contentType(String contentType) {
    Objects.requireNonNull(contentType, "contentType is null");
    return of(FaultKind.CONTENT_TYPE, Map.of("content_type", contentType));
  }

  /**
   * Returns a fault that executes the call and sends informational responses before the final one,
   * as soon as the call has arrived: over HTTP/1.1 and HTTP/2, also to gRPC clients, which ignore
   * them. A 103 has a {@code Link} header.
   *
   * @param statuses at least one, each 100 to 199 and not 101, which changes the protocol
   * @throws IllegalArgumentException if there is none or one is out of range
   */
  public static Fault informational(int... statuses) {
    Objects.requireNonNull(statuses, "statuses is null");
    List<Long> all = Arrays.stream(statuses).asLongStream().boxed().toList();
    return of(FaultKind.INFORMATIONAL, Map.of("statuses", all));
  }

  /**
   * Returns a fault that stops the connection from accepting calls and leaves this call
   * unprocessed: {@code GOAWAY} with a lower stream id over HTTP/2. Earlier calls continue.
   * HTTP/1.1 has no equivalent; there the fault acts as {@link #drop()}.
   */
  public static Fault goAway() {
    return of(FaultKind.GO_AWAY, Map.of());
  }

  /**
   * Returns a fault that refuses a TLS handshake with the fatal alert {@code handshake_failure}. It
   * strikes connections, with any protocol on them, and none in plaintext.
   */
  public static Fault tlsAlert() {
    return of(FaultKind.TLS_ALERT, Map.of());
  }

  /**
   * Returns a fault that refuses a TLS handshake with a fatal alert.
   *
   * @param alert its name in TLS: {@code handshake_failure}, {@code bad_certificate}, {@code
   *     access_denied}, {@code protocol_version}, {@code insufficient_security}, {@code
   *     internal_error}, {@code unrecognized_name} or {@code no_application_protocol}
   * @throws IllegalArgumentException if it is none of these
   */
  public static Fault tlsAlert(String alert) {
    return of(FaultKind.TLS_ALERT, Map.of("alert", Objects.requireNonNull(alert, "alert is null")));
  }

  /** Returns a fault of a TLS handshake whose certificate expired a day ago. */
  public static Fault expiredCertificate() {
    return certificate("expired");
  }

  /** Returns a fault of a TLS handshake whose certificate is not valid before tomorrow. */
  public static Fault certificateNotYetValid() {
    return certificate("not_yet_valid");
  }

  /** Returns a fault of a TLS handshake whose certificate is for another host. */
  public static Fault wrongHostCertificate() {
    return certificate("wrong_host");
  }

  /** Returns a fault of a TLS handshake whose certificate was signed by an unknown authority. */
  public static Fault untrustedCertificate() {
    return certificate("untrusted");
  }

  private static Fault certificate(String flaw) {
    return of(FaultKind.TLS_CERTIFICATE, Map.of("flaw", flaw));
  }

  /**
   * Returns a fault that does not answer a TLS handshake.
   *
   * @param timeout the time until the connection is closed; zero for never, which leaves it to the
   *     {@linkplain EmbeddedPineconeBuilder#requestTimeout request timeout} of the server
   * @throws IllegalArgumentException if {@code timeout} is negative or too long
   */
  public static Fault tlsStall(Duration timeout) {
    return of(FaultKind.TLS_STALL, Map.of("timeout", millis("timeout", timeout)));
  }

  FaultSpec spec() {
    return spec;
  }

  /** Returns a duration in milliseconds, rounded up. */
  private static long millis(String name, Duration duration) {
    return notNegative(name, duration).plusNanos(999_999).toMillis();
  }

  private static Duration notNegative(String name, Duration duration) {
    if (Objects.requireNonNull(duration, () -> name + " is null").isNegative()) {
      throw new IllegalArgumentException(name + " is negative: " + duration);
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " is longer than 365 days: " + duration);
    }
    return duration;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Fault fault && fault.spec.equals(spec);
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  /** Returns the type and the attributes as in JSON: {@code latency(latency=1000, jitter=100)}. */
  @Override
  public String toString() {
    return spec.toString();
  }
}
