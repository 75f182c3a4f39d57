package io.pinelink.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaExhaustedExceptionTest {
  private static final String WRITE_UNITS =
      "Request failed. You've reached your write unit limit for the current month (2000000). To"
          + " continue writing data, upgrade your plan.";

  private static ServiceException refused(FailedCall call, String message) {
    return Failures.refusal(
        call, new Refusal(ErrorCode.RESOURCE_EXHAUSTED, message, null, null), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Request failed. You've reached your write unit limit for the current month (2000000). To"
            + " continue writing data, upgrade your plan. | write unit | 2000000 | ",
        "Request failed. You've reached your write unit limit for the current month.  To continue"
            + " writing data, upgrade your plan. | write unit | | ",
        "Request failed. You've reached your read unit limit for the current month (1,000,000)."
            + " | read unit | 1000000 | ",
        "Request failed. You've reached your egress limit for the current month (1000000000"
            + " bytes). | egress | 1000000000 | ",
        "Request failed. You've reached the embedding token limit (5000000) for model"
            + " multilingual-e5-large for the current month across your organization. To continue"
            + " using this model, upgrade your plan. | embedding token | 5000000 |"
            + " multilingual-e5-large",
        "Request failed. You've reached the rerank request limit (500) for model"
            + " bge-reranker-v2-m3 for the current month | rerank request | 500 |"
            + " bge-reranker-v2-m3",
        "You've reached the max embedding tokens per month (5000000) for model"
            + " 'multilingual-e5-large'. | embedding token | 5000000 | multilingual-e5-large",
        "You've reached your Egress limit for this month | egress | | ",
        "You've reached your crystal ball limit for the current month (7) | crystal ball | 7 | ",
        "upsert: the limit for the current month is reached | | | ",
        "You've reached your read unit limit for the current month (99999999999999999999) |"
            + " read unit | | ",
      })
  void aTextAboutAMonthIsAQuota(String text, String resource, Long limit, String model) {
    assertThat(refused(FailedCalls.PUBLIC, text))
        .isInstanceOfSatisfying(
            QuotaExhaustedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXHAUSTED);
              assertThat(e.isRetryable()).isFalse();
              assertThat(e.resource().map(QuotaResource::value).orElse(null)).isEqualTo(resource);
              assertThat(e.limit().isPresent() ? e.limit().getAsLong() : null).isEqualTo(limit);
              assertThat(e.model().orElse(null)).isEqualTo(model);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "slow down",
        "Request failed. You've reached the query QPS limit for namespace month (100 QPS). Pace"
            + " your queries.",
        "Request failed. You've reached the max upsert size limit per second for index docs.",
        "Request failed. You've reached the max tokens per minute (1000000) for model"
            + " 'multilingual-e5-large' and input_type 'passage' for the current project. To"
            + " increase this limit, contact Pinecone Support.",
        "Request failed. You've reached the max inference requests per second (100) for the"
            + " current project.",
      })
  void rateLimitsRemainRetryable(String text) {
    assertThat(refused(FailedCalls.PUBLIC, text))
        .isExactlyInstanceOf(RateLimitedException.class)
        .matches(PinelinkException::isRetryable, "is retryable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Request failed. You've reached the max serverless indexes allowed in project Ana (5). Use"
            + " namespaces to partition your data into logical groups, or upgrade your plan.",
        "Request failed. You've reached the max namespaces allowed in index docs (100).",
        "Index is full, cannot accept data.",
      })
  void limitsOfCapacityAreNotRateLimits(String text) {
    assertThat(refused(FailedCalls.PUBLIC, text))
        .isExactlyInstanceOf(ServiceException.class)
        .matches(e -> e.code() == ErrorCode.PERMISSION_DENIED, "has the code of a quota")
        .matches(e -> !e.isRetryable(), "is not retryable");
  }

  @Test
  void onlyTheCodesOfLimitsMayMeanAQuota() {
    Refusal invalid = new Refusal(ErrorCode.INVALID_ARGUMENT, WRITE_UNITS, null, null);

    assertThat(Failures.refusal(FailedCalls.PUBLIC, invalid, null))
        .isExactlyInstanceOf(ServiceException.class);
  }

  @Test
  void theMessageQuotesTheServiceAndNamesTheRemedy() {
    assertThat(refused(FailedCalls.PUBLIC, WRITE_UNITS))
        .hasMessage(
            "query on %s (public route): QUOTA_EXHAUSTED, %s; not retried: a monthly quota is"
                + " renewed when the month ends, or with an upgrade of the plan",
            FailedCalls.HOST, WRITE_UNITS);
  }

  @Test
  void knownResourcesAreRecognized() {
    QuotaExhaustedException known =
        (QuotaExhaustedException) refused(FailedCalls.PUBLIC, WRITE_UNITS);

    assertThat(known.resource()).contains(QuotaResource.WRITE_UNITS);
    assertThat(QuotaResource.WRITE_UNITS.isKnown()).isTrue();
    assertThat(new QuotaResource("crystal ball").isKnown()).isFalse();
    assertThat(new QuotaResource("crystal ball")).hasToString("crystal ball");
  }

  @Test
  void theResourceIsSerialized() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(refused(FailedCalls.PUBLIC, WRITE_UNITS));
    }
    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

    assertThat(read)
        .isInstanceOfSatisfying(
            QuotaExhaustedException.class,
            e -> {
              assertThat(e.resource()).contains(QuotaResource.WRITE_UNITS);
              assertThat(e.limit()).hasValue(2_000_000);
            });
  }

  @Test
  void theCredentialOfTheCallIsMaskedInTheModel() {
    UnaryOperator<String> mask = text -> text.replace("pcsk-1", "***");
    FailedCall call = new FailedCall("embed", FailedCalls.PUBLIC.route(), 1, mask);
    String text = "You've reached the embedding token limit for model pcsk-1 for the current month";

    assertThat(refused(call, text))
        .isInstanceOfSatisfying(
            QuotaExhaustedException.class,
            e -> assertThat(e.model().orElse("")).doesNotContain("pcsk-1"));
  }
}
