package io.pinelink.rest;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What the service says in headers. What cannot be read counts as not said. */
final class ResponseHeaders {
  private ResponseHeaders() {}

  static @Nullable String requestId(HttpHeaders headers) {
    return first(headers, "x-pinecone-request-id", "x-request-id");
  }

  static @Nullable Long writeLsn(HttpHeaders headers) {
    return number(first(headers, "x-pinecone-request-lsn", "x-pinecone-lsn-committed"));
  }

  static @Nullable Long readLsn(HttpHeaders headers) {
    return number(first(headers, "x-pinecone-max-indexed-lsn", "x-pinecone-lsn-reconciled"));
  }

  /** How long the service asks to wait, from now on; never negative. */
  static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
    String text = headers.get("retry-after");
    if (text == null) {
      return null;
    }
    Long seconds = number(text);
    if (seconds != null) {
      return Duration.ofSeconds(Math.max(0, seconds));
    }
    try {
      Instant date =
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return date.isBefore(now) ? Duration.ZERO : Duration.between(now, date);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String first(HttpHeaders headers, String name, String otherwise) {
    String value = headers.get(name);
    return value == null ? headers.get(otherwise) : value;
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
