package io.pinelink.spark;

import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;
import org.apache.spark.sql.internal.connector.SupportsStreamingUpdateAsAppend;
import org.apache.spark.sql.types.StructType;

/**
 * A write to an index. With a column for their order, rows of one id are brought to one task and
 * sorted; without, they stay where they are, which saves a shuffle of all vectors. It is its own
 * builder, and the write of a batch or of a stream: tasks write as they read, and a commit only
 * reports. The rows that a streaming aggregation updates are upserts.
 */
final class IndexWrite
    implements SupportsStreamingUpdateAsAppend,
        SupportsTruncate,
        RequiresDistributionAndOrdering,
        BatchWrite,
        StreamingWrite {
  private static final System.Logger LOG = System.getLogger(IndexWrite.class.getName());

  private final IndexLookup index;
  private final SourceOptions options;
  private final StructType schema;

  IndexWrite(IndexLookup index, StructType schema) {
    this.index = index;
    this.options = index.options();
    this.schema = schema;
  }

  @Override
  public Write build() {
    return this;
  }

  @Override
  public WriteBuilder truncate() {
    throw PinelinkTable.overwriteRefused(options);
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
    if (SourceOptions.isSpeculative()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Index {0}: spark.speculation is true, so ids must be unique in the rows of this write:"
              + " of rows with the same id, an older one may be the last",
          this);
    }
    return this;
  }

  @Override
  public StreamingWrite toStreaming() {
    if (SourceOptions.isSpeculative()) {
      throw new IllegalArgumentException(
          "spark.speculation: is true, expected false for a stream to index "
              + this
              + ": the slower attempt of a task may still write rows of its micro-batch after newer"
              + " rows of the next one");
    }
    return this;
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    return connect();
  }

  @Override
  public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
    return connect();
  }

  private TaskWriterFactory connect() {
    return new TaskWriterFactory(index.table(), index.opened(), schema);
  }

  /**
   * Returns false. The coordinator allows one attempt of a task to commit, and ends the job if that
   * attempt is lost. Upserts and deletes may be repeated, by any number of attempts.
   */
  @Override
  public boolean useCommitCoordinator() {
    return false;
  }

  @Override
  public void commit(WriterCommitMessage[] messages) {
    TaskReport report = TaskReport.sum(messages);
    LOG.log(report.level(), "Index {0}: {1}", this, report);
  }

  @Override
  public void commit(long epoch, WriterCommitMessage[] messages) {
    TaskReport report = TaskReport.sum(messages);
    LOG.log(report.level(), "Index {0}, batch {1}: {2}", this, epoch, report);
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    LOG.log(
        System.Logger.Level.WARNING,
        "Index {0}: the write failed; what its tasks wrote stays, of those that ended: {1}",
        this,
        TaskReport.sum(messages));
  }

  @Override
  public void abort(long epoch, WriterCommitMessage[] messages) {
    LOG.log(
        System.Logger.Level.WARNING,
        "Index {0}, batch {1} failed: what its tasks wrote stays, and is written again",
        this,
        epoch);
  }

  /** Returns the name or host of the index, which Spark logs. */
  @Override
  public String toString() {
    return options.target().toString();
  }
}
