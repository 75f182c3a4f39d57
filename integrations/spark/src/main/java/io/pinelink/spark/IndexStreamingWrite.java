package io.pinelink.spark;

import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/**
 * A write of the micro-batches of a stream. A batch is committed once all of its rows are accepted,
 * and written again if the query restarts before.
 */
final class IndexStreamingWrite implements StreamingWrite {
  private static final System.Logger LOG = System.getLogger(IndexStreamingWrite.class.getName());

  private final IndexWrite write;

  IndexStreamingWrite(IndexWrite write) {
    this.write = write;
  }

  @Override
  public StreamingDataWriterFactory createStreamingWriterFactory(PhysicalWriteInfo info) {
    return write.connect();
  }

  /** Returns false, as {@link IndexBatchWrite#useCommitCoordinator} does. */
  @Override
  public boolean useCommitCoordinator() {
    return false;
  }

  @Override
  public void commit(long epoch, WriterCommitMessage[] messages) {
    TaskReport report = TaskReport.sum(messages);
    LOG.log(report.level(), "Index {0}, batch {1}: {2}", write, epoch, report);
  }

  @Override
  public void abort(long epoch, WriterCommitMessage[] messages) {
    LOG.log(
        System.Logger.Level.WARNING,
        "Index {0}, batch {1} failed: what its tasks wrote stays, and is written again",
        write,
        epoch);
  }

  /** Returns the name or host of the index, which Spark logs. */
  @Override
  public String toString() {
    return "IndexStreamingWrite[" + write + "]";
  }
}
