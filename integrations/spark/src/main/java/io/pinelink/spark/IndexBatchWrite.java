package io.pinelink.spark;

import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.PhysicalWriteInfo;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** A write of a batch. Its tasks write as they read; a commit only reports. */
final class IndexBatchWrite implements BatchWrite {
  private static final System.Logger LOG = System.getLogger(IndexBatchWrite.class.getName());

  private final IndexWrite write;

  IndexBatchWrite(IndexWrite write) {
    this.write = write;
  }

  @Override
  public DataWriterFactory createBatchWriterFactory(PhysicalWriteInfo info) {
    return write.connect();
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
    LOG.log(report.level(), "Index {0}: {1}", write, report);
  }

  @Override
  public void abort(WriterCommitMessage[] messages) {
    LOG.log(
        System.Logger.Level.WARNING,
        "Index {0}: the write failed; what its tasks wrote stays, of those that ended: {1}",
        write,
        TaskReport.sum(messages));
  }

  /** Returns the name or host of the index, which Spark logs. */
  @Override
  public String toString() {
    return "IndexBatchWrite[" + write + "]";
  }
}
