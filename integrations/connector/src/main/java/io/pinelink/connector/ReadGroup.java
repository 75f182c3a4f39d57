package io.pinelink.connector;

import io.pinelink.Pinelink;
import io.pinelink.connector.ConnectorOption.Importance;
import io.pinelink.retry.HedgeOptions;
import java.util.List;

/** Hedging and limits of reads. */
final class ReadGroup implements ClientGroup {
  private static final String HEDGE_DELAY = "hedge.delay.ms";
  private static final String HEDGE_PERCENT = "hedge.max.extra.percent";
  private static final String RESPONSE_BYTES = "response.max.bytes";

  @Override
  public List<ConnectorOption> options() {
    return new OptionDefinitions("Reads")
        .number(
            HEDGE_DELAY,
            Importance.LOW,
            0,
            0,
            OptionDefinitions.DAY,
            "How long a read waits for its answer before a second copy of it is sent, which costs"
                + " read units; typically the 95th to 99th percentile of the latency. 0: no copy"
                + " is sent.")
        .number(
            HEDGE_PERCENT,
            Importance.LOW,
            5,
            1,
            100,
            "Maximum number of second copies for each 100 reads.")
        .number(
            RESPONSE_BYTES,
            Importance.LOW,
            64 * 1024 * 1024,
            1,
            Integer.MAX_VALUE,
            "Maximum size of a response.")
        .list();
  }

  @Override
  public void apply(OptionValues values, Pinelink.Builder client) {
    if (values.number(HEDGE_DELAY) > 0) {
      client.hedgeOptions(
          HedgeOptions.builder(values.millis(HEDGE_DELAY))
              .maxExtraRatio(values.integer(HEDGE_PERCENT) / 100.0)
              .build());
    }
    client.maxResponseBytes(values.integer(RESPONSE_BYTES));
  }
}
