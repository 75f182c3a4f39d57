package io.pinelink.spi;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The response headers of the service, over either protocol. A header that cannot be parsed counts
 * as missing.
 *
 * <p>The service documents the LSN pair for REST only, so it may be missing over gRPC. The second
 * pair of names is the one that the service's Python client reads.
 *
 * @param header returns the value of a header or trailer by its name in lower case; null if there
 *     is none
 */
public record ResponseHeaders(Function<String, @Nullable String> header) {
  private static final String PUSHBACK = "grpc-retry-pushback-ms";
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  // Not the short form of this constructor, whose class file has no annotations of type arguments.
  /** Checks that no part is null. */
  public ResponseHeaders(Function<String, @Nullable String> header) {
    this.header = header;
  }

  /** Returns the service's id of the call. */
  public @Nullable String requestId() {
    return first("x-pinecone-request-id", "x-request-id");
  }

  /** Returns the log sequence number of a write. */
  public @Nullable Long writeLsn() {
    return number(first("x-pinecone-request-lsn", "x-pinecone-lsn-committed"));
  }

  /** Returns the log sequence number up to which a read reflects writes. */
  public @Nullable Long readLsn() {
    return number(first("x-pinecone-max-indexed-lsn", "x-pinecone-lsn-reconciled"));
  }

  /**
   * Returns the processing time that the service reports for the call. Null if it sent none, or
   * anything but whole milliseconds from 0 to 2,147,483,647.
   */
  public @Nullable Duration serverDuration() {
    Long millis = number(header.apply("x-pinecone-response-duration-ms"));
    return millis == null || millis < 0 || millis > Integer.MAX_VALUE
        ? null
        : Duration.ofMillis(millis);
  }

  /**
   * Returns how long the service asks to wait, from zero to 292 years, the maximum that {@link
   * Duration#toNanos()} can return. Sources: {@code grpc-retry-pushback-ms}, {@code Retry-After} in
   * seconds or as an HTTP date. A date is relative to the service's own {@code Date}, so that a
   * wrong local clock does not change the wait.
   *
   * @param now the time from which a date counts if the service sends no {@code Date}
   */
  public @Nullable Duration retryAfter(Instant now) {
    Long pushback = number(header.apply(PUSHBACK));
    if (pushback != null && pushback >= 0) {
      return bounded(Duration.ofMillis(pushback));
    }
    String text = header.apply("retry-after");
    if (text == null) {
      return null;
    }
    Long seconds = number(text);
    if (seconds != null) {
      return bounded(Duration.ofSeconds(Math.max(0, seconds)));
    }
    Instant until = date(text);
    if (until == null) {
      return null;
    }
    Instant theirs = date(header.apply("date"));
    Instant from = theirs == null ? now : theirs;
    return until.isBefore(from) ? Duration.ZERO : bounded(Duration.between(from, until));
  }

  /**
   * Returns whether the service asks not to retry the call, with a {@code grpc-retry-pushback-ms}
   * that is negative or, as gRPC's retry design specifies, not a number.
   */
  public boolean forbidsRetry() {
    String pushback = header.apply(PUSHBACK);
    Long millis = number(pushback);
    return pushback != null && (millis == null || millis < 0);
  }

  private static @Nullable Instant date(@Nullable String text) {
    try {
      return text == null
          ? null
          : ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
  }

  private @Nullable String first(String name, String otherwise) {
    String value = header.apply(name);
    return value == null ? header.apply(otherwise) : value;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
