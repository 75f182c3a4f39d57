package io.pinelink.error;

import io.pinelink.model.ResponseInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The access of {@code io.pinelink.spi.Failures} to exceptions. Not for applications. */
public abstract class ErrorBridge {
  /** For the SPI. */
  protected ErrorBridge() {}

  /** See {@code Failures.addNote}. */
  protected static void appendNote(PinelinkException failure, String note) {
    failure.addNote(note);
  }

  /** Returns whether a refusal's text is about a monthly quota rather than a rate limit. */
  protected static boolean isAboutQuota(String message) {
    return QuotaText.in(message) != null;
  }

  /** Returns whether a refusal's text is about a number of resources, or an index that is full. */
  protected static boolean isAboutCapacity(String message) {
    return QuotaText.isAboutCapacity(message);
  }

  /** Adds the details of an error response. */
  protected static void addDetails(
      ServiceException failure,
      @Nullable String reason,
      Map<String, String> metadata,
      @Nullable ResponseInfo info) {
    failure.addDetails(reason, metadata, info);
  }
}
