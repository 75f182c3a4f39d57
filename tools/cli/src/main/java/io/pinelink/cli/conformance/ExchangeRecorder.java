package io.pinelink.cli.conformance;

import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import io.pinelink.telemetry.WireExchange;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the clients of a run send and receive, until it is taken. */
final class ExchangeRecorder implements CallListener {
  private final List<RecordedExchange> exchanges = new ArrayList<>();
  private int total;

  @Override
  public CallObserver started(CallStart call) {
    return new CallObserver() {
      @Override
      public boolean wantsExchanges() {
        return true;
      }

      @Override
      public void exchanged(WireExchange exchange) {
        add(RecordedExchange.of(exchange));
      }
    };
  }

  private synchronized void add(RecordedExchange exchange) {
    exchanges.add(exchange);
    total++;
  }

  /** Removes and returns the exchanges since the last time. */
  synchronized List<RecordedExchange> take() {
    List<RecordedExchange> taken = List.copyOf(exchanges);
    exchanges.clear();
    return taken;
  }

  /** Returns the number of requests of the run so far. */
  synchronized int total() {
    return total;
  }
}
