package io.pinelink.connector;

import io.pinelink.Pinelink;
import io.pinelink.connector.ConnectorOption.Importance;
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
            Importance.LOW,
            4,
            1,
            20,
            "Maximum number of attempts of a call that looks up an index or reads from it. Writes"
                + " have batch.max.attempts.")
        .number(
            BACKOFF,
            Importance.LOW,
            200,
            1,
            OptionDefinitions.DAY,
            "Longest wait before the second attempt; it doubles with each attempt.")
        .number(
            MAX_BACKOFF,
            Importance.LOW,
            5_000,
            1,
            OptionDefinitions.DAY,
            "Longest wait between two attempts.")
        .number(
            ATTEMPT_TIMEOUT,
            Importance.LOW,
            0,
            0,
            OptionDefinitions.DAY,
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
