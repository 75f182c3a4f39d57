package io.pinelink.flink;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** The readable metrics of a writer. */
final class Counters {
  final Counter records = new SimpleCounter();
  final Counter bytes = new SimpleCounter();
  final Counter errors = new SimpleCounter();
  final Counter retries = new SimpleCounter();
  private final Map<String, Gauge<?>> gauges = new HashMap<>();

  Object gauge(String name) {
    return Objects.requireNonNull(gauges.get(name), name).getValue();
  }

  SinkWriterMetricGroup group() {
    return (SinkWriterMetricGroup)
        Proxy.newProxyInstance(
            Counters.class.getClassLoader(),
            new Class<?>[] {SinkWriterMetricGroup.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getNumRecordsSendCounter" -> records;
                  case "getNumBytesSendCounter" -> bytes;
                  case "getNumRecordsSendErrorsCounter" -> errors;
                  case "counter" -> {
                    if (!arguments[0].equals("numCallsRetried")) {
                      throw new UnsupportedOperationException("counter " + arguments[0]);
                    }
                    yield retries;
                  }
                  case "setCurrentSendTimeGauge" ->
                      gauges.put("currentSendTime", (Gauge<?>) arguments[0]);
                  case "gauge" -> {
                    gauges.put((String) arguments[0], (Gauge<?>) arguments[1]);
                    yield arguments[1];
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
