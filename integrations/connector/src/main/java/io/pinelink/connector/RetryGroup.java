package io.pinelink.connector;

import static io.pinelink.connector.ConnectorOption.Importance.LOW;

import io.pinelink.Pinelink;
import io.pinelink.retry.RetryOptions;
import java.util.List;

/** Retries of calls outside the bulk engine. */
final class RetryGroup implements ClientGroup {
  private static final String ATTEMPTS = "retry.max.attempts";
  private static final String BACKOFF = "retry.backoff.ms";
  private static final String MAX_BACKOFF = "retry.backoff.max.ms";
  private static final String ATTEMPT_TIMEOUT = "retry.attempt.timeout.ms";

  @Override
  public List<ConnectorOption> options() {
    return new OptionDefinitions("Retries of lookups and reads")
        .number(
            ATTEMPTS,
            LOW,
            4,
            1,
            20,
            "Maximum number of attempts of a call that looks up an index or reads from it. Writes"
                + " have batch.max.attempts.")
        .millis(
            BACKOFF,
            LOW,
            200,
            "Longest wait before the second attempt; it doubles with each attempt.")
        .millis(MAX_BACKOFF, LOW, 5_000, "Longest wait between two attempts.")
        .millis(
            ATTEMPT_TIMEOUT,
            LOW,
            0,
            "Timeout of one attempt, after which another is made if call.timeout.ms leaves time."
                + " 0: half of call.timeout.ms, but at least 10 s.")
        .list();
  }

  @Override
  public void apply(OptionValues values, Pinelink.Builder client) {
    RetryOptions.Builder retries = RetryOptions.builder();
    retries.maxAttempts(values.integer(ATTEMPTS));
    values.set(MAX_BACKOFF, o -> retries.backoff(values.millis(BACKOFF), values.millis(o)));
    if (values.number(ATTEMPT_TIMEOUT) > 0) {
      retries.attemptTimeout(values.millis(ATTEMPT_TIMEOUT));
    }
    client.retryOptions(retries.build());
  }
}
