package io.pinelink.spark;

import java.util.function.ToLongFunction;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/**
 * A metric of a write, the sum of its tasks. Spark shows it in its web interface, where it creates
 * the class by its name.
 */
abstract class WriteMetric extends CustomSumMetric {
  private final String name;
  private final String description;
  private final ToLongFunction<TaskReport> value;

  WriteMetric(String name, String description, ToLongFunction<TaskReport> value) {
    this.name = name;
    this.description = description;
    this.value = value;
  }

  static WriteMetric[] all() {
    return new WriteMetric[] {
      new RowsAccepted(),
      new RowsRefused(),
      new BytesAccepted(),
      new Calls(),
      new CallsRetried(),
      new PublicCalls()
    };
  }

  static CustomTaskMetric[] of(TaskReport report) {
    WriteMetric[] metrics = all();
    CustomTaskMetric[] values = new CustomTaskMetric[metrics.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = new Value(metrics[i].name, metrics[i].value.applyAsLong(report));
    }
    return values;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  /** The number of rows that are written. */
  public static final class RowsAccepted extends WriteMetric {
    /** Creates the metric. */
    public RowsAccepted() {
      super("rowsAccepted", "rows accepted by the index", TaskReport::accepted);
    }
  }

  /** The number of rows that are not. */
  public static final class RowsRefused extends WriteMetric {
    /** Creates the metric. */
    public RowsRefused() {
      super("rowsRefused", "rows refused", TaskReport::refused);
    }
  }

  /** The bytes of the accepted rows. */
  public static final class BytesAccepted extends WriteMetric {
    /** Creates the metric. */
    public BytesAccepted() {
      super("bytesAccepted", "bytes accepted by the index", TaskReport::bytes);
    }
  }

  /** The number of calls. */
  public static final class Calls extends WriteMetric {
    /** Creates the metric. */
    public Calls() {
      super("calls", "calls to the index", TaskReport::calls);
    }
  }

  /** The number of calls that repeated others. */
  public static final class CallsRetried extends WriteMetric {
    /** Creates the metric. */
    public CallsRetried() {
      super("callsRetried", "calls repeated", TaskReport::retries);
    }
  }

  /** The number of calls over public routes. */
  public static final class PublicCalls extends WriteMetric {
    /** Creates the metric. */
    public PublicCalls() {
      super("publicCalls", "calls over public routes", TaskReport::publicCalls);
    }
  }
}
