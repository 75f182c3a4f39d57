package io.pinelink.spi;

import io.pinelink.error.ErrorCode;
import io.pinelink.model.ResponseInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error response of the service, as a transport read it.
 *
 * @param code the reason
 * @param message the text of the error, or a substitute; never null
 * @param requestId the service's id of the call; null if it sent none
 * @param retryAfter how long the service asks to wait; null if it does not
 * @param retryForbidden whether the service asks not to retry the call
 * @param details the reason and its values
 * @param info the info of the response; null if it is not known
 */
public record Refusal(
    ErrorCode code,
    String message,
    @Nullable String requestId,
    @Nullable Duration retryAfter,
    boolean retryForbidden,
    ErrorDetails details,
    @Nullable ResponseInfo info) {
  private static final int MAX_CHARS = 500;

  /** The substitute for an HTML page. */
  private static final String PAGE =
      "an HTML page, so something between here and the service may have answered";

  /**
   * Checks that no part is null, and drops the info if the response is an HTML page, as gateways
   * and proxies send, and not one of the service.
   */
  public Refusal {
    info = message.endsWith(PAGE) ? null : info;
  }

  /** Creates a refusal without details. */
  public Refusal(
      ErrorCode code,
      String message,
      @Nullable String requestId,
      @Nullable Duration retryAfter,
      boolean retryForbidden) {
    this(code, message, requestId, retryAfter, retryForbidden, ErrorDetails.NONE, null);
  }

  /** Creates a refusal without details that leaves retries to the client. */
  public Refusal(
      ErrorCode code, String message, @Nullable String requestId, @Nullable Duration retryAfter) {
    this(code, message, requestId, retryAfter, false);
  }

  /**
   * Returns the text of a service as shown in messages, over either protocol: one line of at most
   * 500 characters. An HTML page is replaced by a description.
   *
   * @param message the text from the service, without secrets
   */
  public static String text(String message) {
    String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
    if (line.startsWith("<")) {
      return PAGE;
    }
    return line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS - 1) + "…" : line;
  }
}
