package io.pinelink.spark;

import io.pinelink.Pinelink;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.types.StructType;

/**
 * A write to an index. With a column for their order, rows of one id are brought to one task and
 * sorted; without, they stay where they are, which saves a shuffle of all vectors.
 */
final class IndexWrite implements RequiresDistributionAndOrdering {
  private final SourceOptions options;
  private final StructType schema;

  IndexWrite(SourceOptions options, StructType schema) {
    this.options = options;
    this.schema = schema;
  }

  @Override
  public String description() {
    return "pinelink write to " + options.target();
  }

  @Override
  public Distribution requiredDistribution() {
    return options.isSet(SourceOption.ORDER_COLUMN)
        ? Distributions.clustered(new Expression[] {column(SourceOption.ID_COLUMN)})
        : Distributions.unspecified();
  }

  @Override
  public SortOrder[] requiredOrdering() {
    return options.isSet(SourceOption.ORDER_COLUMN)
        ? new SortOrder[] {
          Expressions.sort(column(SourceOption.ORDER_COLUMN), SortDirection.ASCENDING)
        }
        : new SortOrder[0];
  }

  /** Quotes the name, whose dots would separate the parts of a path. */
  private NamedReference column(SourceOption option) {
    return Expressions.column("`" + options.get(option).replace("`", "``") + "`");
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return WriteMetric.all();
  }

  @Override
  public BatchWrite toBatch() {
    return new IndexBatchWrite(this);
  }

  /**
   * Returns the factory of the tasks' writers, after a call to the index from the driver: a wrong
   * key, a missing index or a route that the policy refuses fails here, and not in each task.
   */
  TaskWriterFactory connect() {
    try (Pinelink client = options.newClient()) {
      options.target().verify(client);
      return new TaskWriterFactory(options.resolvedBy(client), schema);
    }
  }

  /** Returns the name or host of the index. */
  @Override
  public String toString() {
    return options.target().toString();
  }
}
