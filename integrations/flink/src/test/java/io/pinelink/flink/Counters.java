package io.pinelink.flink;

import java.lang.reflect.Proxy;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** The readable counters of a writer. */
final class Counters {
  final Counter records = new SimpleCounter();
  final Counter bytes = new SimpleCounter();
  final Counter errors = new SimpleCounter();

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
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
