package io.pinelink.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.spi.ErrorDetails;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceExceptionTest {
  private static ServiceException refused(FailedCall call, ErrorCode code, String message) {
    return Failures.refusal(call, new Refusal(code, message, null, null), null);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void eachCodeHasOneType(ErrorCode code) {
    Class<?> type =
        switch (code) {
          case NOT_FOUND -> NotFoundException.class;
          case ALREADY_EXISTS -> AlreadyExistsException.class;
          case UNAUTHENTICATED -> UnauthenticatedException.class;
          case RESOURCE_EXHAUSTED -> RateLimitedException.class;
          case QUOTA_EXHAUSTED -> QuotaExhaustedException.class;
          default -> ServiceException.class;
        };
    ServiceException exception = refused(FailedCalls.PUBLIC, code, "words");
    assertThat(exception).isExactlyInstanceOf(type);
    assertThat(exception.code()).isEqualTo(code);
    assertThat(exception.isRetryable()).isEqualTo(code.isRetryable());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, false",
    "UNPROCESSABLE_ENTITY, false",
    "UNAUTHENTICATED, false",
    "PAYMENT_REQUIRED, false",
    "PERMISSION_DENIED, false",
    "NOT_FOUND, false",
    "ALREADY_EXISTS, false",
    "FAILED_PRECONDITION, false",
    "ABORTED, true",
    "OUT_OF_RANGE, false",
    "RESOURCE_EXHAUSTED, true",
    "QUOTA_EXHAUSTED, false",
    "UNIMPLEMENTED, false",
    "INTERNAL, true",
    "UNAVAILABLE, true",
    "DEADLINE_EXCEEDED, true",
    "DATA_LOSS, false",
    "UNKNOWN, false"
  })
  void transientCodesAreRetryable(ErrorCode code, boolean retryable) {
    assertThat(code.isRetryable()).isEqualTo(retryable);
  }

  @Test
  void theMessageNamesTheCallTheRouteAndTheResponse() {
    Throwable cause = new IllegalStateException("below");
    ServiceException exception =
        Failures.refusal(
            FailedCalls.PRIVATE, new Refusal(ErrorCode.INTERNAL, " oops ", "r-1", null), cause);

    assertThat(exception)
        .hasMessage(
            "query on %s (private route) after 3 attempts: INTERNAL, oops [request r-1]",
            FailedCalls.PRIVATE_HOST)
        .hasCause(cause);
    assertThat(exception.operation()).isEqualTo("query");
    assertThat(exception.attempts()).isEqualTo(3);
    assertThat(exception.requestId()).contains("r-1");
    assertThat(exception.route()).contains(FailedCalls.PRIVATE.route());
  }

  @Test
  void aBlankMessageIsReplacedByTheCode() {
    assertThat(refused(FailedCalls.PUBLIC, ErrorCode.NOT_FOUND, " "))
        .hasMessage("query on %s (public route): NOT_FOUND", FailedCalls.HOST);
  }

  @Test
  void serviceMessagesAreOneLineAndTruncated() {
    assertThat(Refusal.text("a\r\nb\u0000c\n")).isEqualTo("a b c");
    assertThat(Refusal.text("x".repeat(500))).isEqualTo("x".repeat(500));
    assertThat(Refusal.text("x".repeat(501))).isEqualTo("x".repeat(499) + "…");
    assertThat(Refusal.text(" <html>")).startsWith("an HTML page");
    assertThat(Refusal.text("")).isEmpty();
  }

  @Test
  void aRateLimitReportsWhenToRetry() {
    assertThat(rateLimited(Duration.ofSeconds(2))).hasMessageEndingWith("slow; retry after 2 s");
    assertThat(rateLimited(null)).hasMessageEndingWith("RESOURCE_EXHAUSTED, slow");
  }

  @Test
  void anyRefusalMayReportWhenToRetry() {
    ServiceException refusal =
        Failures.refusal(
            FailedCalls.PUBLIC,
            new Refusal(ErrorCode.UNAVAILABLE, "soon", "r-1", Duration.ofSeconds(3)),
            null);

    assertThat(refusal).hasMessageEndingWith("UNAVAILABLE, soon [request r-1]; retry after 3 s");
    assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(3));
    assertThat(refusal.isRetryForbidden()).isFalse();
  }

  @Test
  void aRefusalMayForbidRetries() {
    ServiceException refusal =
        Failures.refusal(
            FailedCalls.PUBLIC, new Refusal(ErrorCode.UNAVAILABLE, "no", null, null, true), null);

    assertThat(refusal.isRetryForbidden()).isTrue();
    assertThat(refusal.isRetryable()).isFalse();
  }

  @Test
  void notesAreAppendedToTheMessage() {
    ServiceException refusal = refused(FailedCalls.PUBLIC, ErrorCode.NOT_FOUND, "no");
    refusal.addNote("one");
    refusal.addNote("two");

    assertThat(refusal).hasMessageEndingWith(": NOT_FOUND, no; one; two");
  }

  private static ServiceException rateLimited(@Nullable Duration wait) {
    ServiceException exception =
        Failures.refusal(
            FailedCalls.PUBLIC,
            new Refusal(ErrorCode.RESOURCE_EXHAUSTED, "slow", null, wait),
            null);
    assertThat(((RateLimitedException) exception).retryAfter())
        .isEqualTo(java.util.Optional.ofNullable(wait));
    return exception;
  }

  @Test
  void aRefusedKeyIsExplainedByTheRoute() {
    assertThat(refused(FailedCalls.PUBLIC, ErrorCode.UNAUTHENTICATED, "no"))
        .hasMessageContaining("on the public route")
        .hasMessageContaining("the API key is wrong")
        .hasMessageContaining("restricted to private endpoints")
        .hasMessageContaining("RoutePolicy.privateRequired()");
    assertThat(refused(FailedCalls.PRIVATE, ErrorCode.UNAUTHENTICATED, "no"))
        .hasMessageContaining("on the private route")
        .hasMessageContaining("the API key is wrong")
        .hasMessageContaining("not registered to the project");
    assertThat(refused(FailedCalls.CONTROL, ErrorCode.UNAUTHENTICATED, "no"))
        .hasMessageEndingWith(
            "no; the API key is missing or wrong, or for the admin API the client's id or secret");
    assertThat(refused(FailedCalls.LOCAL, ErrorCode.UNAUTHENTICATED, "no"))
        .hasMessage(
            "query on localhost:5081 (local route): UNAUTHENTICATED, no; the API key is missing or"
                + " wrong, or for the admin API the client's id or secret");
  }

  @Test
  void theDetailsOfTheServiceAreKept() {
    ServiceException refused =
        Failures.refusal(
            FailedCalls.PUBLIC,
            new Refusal(
                ErrorCode.ALREADY_EXISTS,
                "words",
                null,
                null,
                false,
                new ErrorDetails("ALIAS_ALREADY_EXISTS", Map.of("target_namespace", "v1")),
                null),
            null);

    assertThat(refused.reason()).contains("ALIAS_ALREADY_EXISTS");
    assertThat(refused.reasonMetadata()).containsExactly(Map.entry("target_namespace", "v1"));
    assertThat(refused.info()).isEmpty();
    assertThat(refused.isRetryable()).isFalse();
  }

  @Test
  void aRefusalWithoutDetailsHasNoReason() {
    ServiceException refused = refused(FailedCalls.PUBLIC, ErrorCode.NOT_FOUND, "words");

    assertThat(refused.reason()).isEmpty();
    assertThat(refused.reasonMetadata()).isEmpty();
  }

  @Test
  void theDetailsDoNotShowACredential() {
    FailedCall call =
        new FailedCall(
            "createNamespaceAlias",
            FailedCalls.PUBLIC.route(),
            1,
            text -> text.replace("secret", "***"));
    ServiceException refused =
        Failures.refusal(
            call,
            new Refusal(
                ErrorCode.ALREADY_EXISTS,
                "words",
                null,
                null,
                false,
                new ErrorDetails("secret", Map.of("secret", "a secret")),
                null),
            null);

    assertThat(refused.reason()).contains("***");
    assertThat(refused.reasonMetadata()).containsExactly(Map.entry("***", "a ***"));
  }
}
